import { canonicalTemplate, parseTemplateDocument, belongsToEssentialPath } from './parse-template';
import { leadRoleOf } from './answers';
import { composeLibraryTemplate } from './library';
import { leavesOf } from './conditions';

const document = composeLibraryTemplate();
const keysOfKind = (kind: string) =>
  document.sections.filter((section) => section.kind === kind).map((section) => section.key);
const questionsIn = (keys: string[]) =>
  document.questions.filter((question) => keys.includes(question.section));

/** Every text of the document, with the place it stands at. */
function textsOf(value: unknown, path: string): { path: string; fr: unknown; en: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('fr' in value && 'en' in value) return [{ path, fr: value.fr, en: value.en }];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`));
}

describe('the catalogue', () => {
  it('holds the screening, the seventy questions, the ten statements and the three modules', () => {
    expect(questionsIn(keysOfKind('screening'))).toHaveLength(10);
    expect(questionsIn(keysOfKind('core'))).toHaveLength(70);
    expect(document.statements).toHaveLength(10);
    expect(keysOfKind('core')).toHaveLength(10);
    expect(keysOfKind('module')).toEqual(['AI', 'SEC', 'RAD']);
    expect(['AI', 'SEC', 'RAD'].map((key) => questionsIn([key]).length)).toEqual([10, 10, 8]);
    expect(document.questions).toHaveLength(108);
  });

  it('has one statement to rate for each of the ten questions', () => {
    expect(document.statements.map((statement) => statement.section)).toEqual(keysOfKind('core'));
  });

  it('says plainly that it is not the text of HAS, in both languages', () => {
    expect(document.provenance.fr).toContain('ce n’est pas le texte de la HAS');
    expect(document.provenance.en).toContain('this is not HAS text');
    for (const section of document.sections)
      expect(section.titleStatus).toBe(section.kind === 'core' ? 'reconstructed' : 'own');
  });

  it('has every text in both languages, in typographic French', () => {
    const texts = textsOf(document, '');
    expect(texts.length).toBeGreaterThan(500);
    for (const { path, fr, en } of texts) {
      expect({ path, fr, en }).toEqual({ path, fr: expect.any(String), en: expect.any(String) });
      // An ordinary space before these signs lets them wrap to the next line.
      expect({ path, fr }).not.toEqual({ path, fr: expect.stringMatching(/ [;:?!»%]|« |'/) });
    }
  });

  it('speaks plainly wherever a patient representative answers or rates', () => {
    for (const question of document.questions)
      if (question.roles.includes('patient_representative'))
        expect([question.key, question.plain]).toEqual([question.key, expect.anything()]);
    for (const statement of document.statements) {
      expect(statement.roles).toContain('patient_representative');
      expect(statement.plain.fr).not.toBe(statement.text.fr);
      expect(statement.plain.en).not.toBe(statement.text.en);
    }
  });

  it('never lets the supplier answer for our need or our site', () => {
    for (const question of document.questions)
      if (question.about === 'need' || question.about === 'site')
        expect([question.key, question.supplier]).toEqual([question.key, 'no']);
  });

  it('asks again for what ages: certificates, incidents, prices', () => {
    const marks = new Map(document.questions.map((each) => [each.key, each.supplier]));
    for (const key of [
      'Q02.reg.certificate-expiry',
      'Q03.safety.risk-file',
      'Q08.cost.tco',
      'Q09.it.hds',
      'SEC.dtac.penetration-test',
    ])
      expect([key, marks.get(key)]).toEqual([key, 'ask_again']);
  });

  it('marks as essential the blocking items and what the patient representative leads, no more', () => {
    for (const question of document.questions)
      expect([question.key, question.essential]).toEqual([
        question.key,
        belongsToEssentialPath(question),
      ]);
    expect(
      document.questions
        .filter((each) => each.essential && each.blockers.length === 0)
        .map(leadRoleOf),
    ).toEqual(['patient_representative', 'patient_representative']);
  });

  it('has the hard blockers of the source, and no bar while the DPO has not spoken', () => {
    const hard = document.questions.filter((each) =>
      each.blockers.some((blocker) => blocker.level === 'hard'),
    );
    expect(hard.map((each) => each.key)).toEqual([
      'Q02.fit.intended-purpose',
      'Q02.reg.certificate-expiry',
      'Q03.safety.risk-file',
      'Q04.output.human-oversight',
      'Q09.it.hds',
      'Q10.legal.roles-contract',
    ]);
    const dpo = document.questions.find((each) => each.key === 'Q10.legal.dpo-opinion');
    expect(dpo?.blockers[0]).toEqual({
      level: 'soft',
      when: { op: 'equals', value: 'pending' },
      gate: 'before_go_live',
    });
  });

  it('refers only to questions and modules that it holds', () => {
    const keys = document.questions.map((question) => question.key);
    const conditions = [...document.sections, ...document.questions].flatMap((each) =>
      each.condition === undefined ? [] : leavesOf(each.condition),
    );
    expect(conditions.length).toBeGreaterThan(8);
    for (const leaf of conditions) if ('question' in leaf) expect(keys).toContain(leaf.question);
  });

  it('puts ten question types to use', () => {
    expect(new Set(document.questions.map((question) => question.type.kind)).size).toBe(10);
  });

  it('survives its canonical form', () => {
    const again = parseTemplateDocument(JSON.parse(canonicalTemplate(document)));
    expect(again).toEqual({ ok: true, document });
    expect(canonicalTemplate(document).startsWith('{"key":"has-2023-generalist","locales"')).toBe(
      true,
    );
  });
});
