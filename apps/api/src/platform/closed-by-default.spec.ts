import 'reflect-metadata';
import { resolvers } from '../app.module';
import { publicOperation } from './request';

/** Operations open to people who are not signed in, and why each may be. */
const open = [
  'impersonate', // demo mode only
  'setUp', // only while no organisation exists
  'signIn',
  'signInPage',
  'viewer', // says that nobody is signed in
];

const operationsOf = (type: unknown): { name: string; kind: string; isPublic: boolean }[] => {
  const { prototype } = type as { prototype: object };
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
    if (typeof method !== 'function') return [];
    const kind = Reflect.getMetadata('graphql:resolver_type', method) as string | undefined;
    if (!kind || !['Query', 'Mutation', 'Subscription'].includes(kind)) return [];
    return [{ name, kind, isPublic: Reflect.getMetadata(publicOperation, method) === true }];
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
});
