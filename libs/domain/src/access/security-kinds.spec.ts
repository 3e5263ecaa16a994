import en from '../../messages/en/access.json' with { type: 'json' };
import fr from '../../messages/fr/access.json' with { type: 'json' };
import { actions, organisationActions } from './policy';
import {
  securityDetailKey,
  securityDetailsOf,
  securityKindNames,
  securityKinds,
  securitySubjectKey,
  securitySubjects,
} from './security-kinds';

/** The words at a path of names, as the security log looks them up. */
const at = (texts: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], texts);

describe.each([
  ['French', fr],
  ['English', en],
])('what the security log can say, in %s', (_language, texts) => {
  const wordless = (keys: readonly string[]) =>
    keys.filter((key) => {
      const words = at(texts, key);
      return typeof words !== 'string' || words === '' || /^[a-z_]+\.?[a-z]*_[a-z_]*$/.test(words);
    });

  it('has words for every kind', () => {
    expect(securityKindNames).toContain('refused');
    expect(wordless(securityKindNames.map((kind) => `securityLog.kinds.${kind}`))).toEqual([]);
  });

  it('has words for every event that makes a line, every action that can be refused, every cause', () => {
    const keys = securityKindNames.flatMap((kind) =>
      securityDetailsOf(kind).map((detail) => securityDetailKey(kind, detail)),
    );
    expect(keys).toEqual(
      expect.arrayContaining([
        'securityLog.details.member.left',
        'securityLog.details.security_log',
        'securityLog.details.one',
        'securityLog.actions.part.assign',
        'securityLog.actions.security.see',
      ]),
    );
    expect(wordless(keys)).toEqual([]);
  });

  it('has words for all that a line can be about, and for what an earlier version wrote', () => {
    expect(wordless(securitySubjects.map(securitySubjectKey))).toEqual([]);
    expect(wordless([securityDetailKey('refused', 'part.given')])).toEqual([]);
  });
});

describe('what the security log can say', () => {
  it('are all actions of both tables, and nothing that no list names', () => {
    expect(securityKinds.refused.says).toEqual([...actions, ...organisationActions]);
    expect(securityDetailKey('refused', 'part.given')).toBe('securityLog.earlier');
    // An event is no action: its words stand elsewhere.
    expect(securityDetailKey('refused', 'member.left')).toBe('securityLog.earlier');
    expect(securitySubjectKey('unicorn')).toBe('securityLog.earlier');
  });
});
