import 'reflect-metadata';
import { resolvers } from '../app.module';
import { passwordDueOperation, publicOperation } from './request';

/** Operations open to people who are not signed in, and why each may be. */
const open = [
  'acceptInvitation', // holds an invitation's link
  'askForInvitation', // likewise
  'askForPassword', // says the same whoever asks
  'choosePassword', // holds a reset link
  'impersonate', // demo mode only
  'invitation', // holds an invitation's link
  'resetLink', // holds a reset link
  'setUp', // only while no organisation exists
  'signIn',
  'signInPage',
  'viewer', // says that nobody is signed in
];

/** Operations open to whose password somebody else once set, until it is changed. */
const whileDue = ['changeLanguage', 'changePassword', 'signOut', 'signOutEverywhere'];

const operationsOf = (
  type: unknown,
): { name: string; kind: string; isPublic: boolean; isDue: boolean }[] => {
  const { prototype } = type as { prototype: object };
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
    if (typeof method !== 'function') return [];
    const kind = Reflect.getMetadata('graphql:resolver_type', method) as string | undefined;
    if (!kind || !['Query', 'Mutation', 'Subscription'].includes(kind)) return [];
    const isMarked = (key: string): boolean => Reflect.getMetadata(key, method) === true;
    return [
      { name, kind, isPublic: isMarked(publicOperation), isDue: isMarked(passwordDueOperation) },
    ];
  });
};

describe('the API is closed by default', () => {
  const operations = resolvers.flatMap(operationsOf);

  it('opens to strangers what is listed here and nothing else', () => {
    expect(operations.length).toBeGreaterThan(20);
    expect(
      operations
        .filter(({ isPublic }) => isPublic)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(open);
  });

  it('opens to whose password is due its change, leaving and the language alone', () => {
    expect(
      operations
        .filter(({ isDue }) => isDue)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(whileDue);
  });
});
