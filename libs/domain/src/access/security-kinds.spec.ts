import en from '../../messages/en/access.json' with { type: 'json' };
import fr from '../../messages/fr/access.json' with { type: 'json' };
import { securityKinds } from './security-kinds';

/** The sentence at a path of names, as the security log looks it up. */
const at = (texts: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], texts);

describe('what the security log takes over from the audit trail', () => {
  it.each([
    ['French', fr],
    ['English', en],
  ])('has words of its own in %s', (_language, { securityLog: { details } }) => {
    const types = Object.values(securityKinds).flatMap(({ from }): readonly string[] => from);
    expect(types).toContain('member.left');
    expect(types.filter((type) => typeof at(details, type) !== 'string')).toEqual([]);
  });
});
