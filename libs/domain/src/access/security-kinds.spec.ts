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
  it('says of an act what the page says on which it is done', () => {
    const french = (action: string) => at(fr, securityDetailKey('refused', action));
    const english = (action: string) => at(en, securityDetailKey('refused', action));
    // To lift a blocker is to answer it away; what is refused here is setting it aside.
    expect(french('blocker.override')).toBe('écarter un point bloquant');
    expect(english('blocker.override')).toBe('set a blocker aside');
    expect(french('condition.declareMet')).toBe('déclarer une réserve levée');
    expect(french('condition.waive')).toBe('abandonner une réserve');
    expect(at(fr, securitySubjectKey('condition'))).toBe('réserve');
    expect(french('opinion.dissent')).toBe('écrire une opinion minoritaire');
    expect(english('opinion.dissent')).toBe('write a minority opinion');
    expect(french('evidence.prove')).toBe('joindre une pièce à une réserve');
  });

  it('are all actions of both tables, and nothing that no list names', () => {
    expect(securityKinds.refused.says).toEqual([...actions, ...organisationActions]);
    expect(securityDetailKey('refused', 'part.given')).toBe('securityLog.earlier');
    // An event is no action: its words stand elsewhere.
    expect(securityDetailKey('refused', 'member.left')).toBe('securityLog.earlier');
    expect(securitySubjectKey('unicorn')).toBe('securityLog.earlier');
  });
});
