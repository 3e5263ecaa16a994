import { activeQuestionsOf, activeSectionsOf, applicabilityOf } from './applicability';
import { noFacts } from './answers';
import type { Condition } from './conditions';
import { composeLibraryTemplate } from './library';
import {
  aQuestion,
  aSection,
  aTemplate,
  factsWith,
  unknownAnswer,
} from './testing/sample-template';

const document = composeLibraryTemplate();
const truth = (key: string, facts = noFacts) => applicabilityOf(document, facts).question(key);
const shown = (key: string, facts = noFacts) =>
  activeQuestionsOf(document, facts).some((question) => question.key === key);

describe('conditions of the catalogue', () => {
  it('shows a question while its condition is undecided', () => {
    expect(truth('Q02.reg.certificate-expiry')).toBe('unknown');
    expect(shown('Q02.reg.certificate-expiry')).toBe(true);
    const asked = { ...noFacts, answers: { 'Q02.reg.class': unknownAnswer } };
    expect(truth('Q02.reg.certificate-expiry', asked)).toBe('unknown');
  });

  it('asks for the certificate of every class but I', () => {
    expect(shown('Q02.reg.certificate-expiry', factsWith({ 'Q02.reg.class': 'I' }))).toBe(false);
    expect(shown('Q02.reg.certificate-expiry', factsWith({ 'Q02.reg.class': 'IIa' }))).toBe(true);
  });

  it('asks for sensitivity when one of the functions is screening or diagnosis', () => {
    const functions = (...codes: string[]) => factsWith({ 'S00.scope.functions': codes });
    expect(shown('Q03.performance.sensitivity', functions('diagnosis', 'medical_decision'))).toBe(
      true,
    );
    expect(shown('Q03.performance.sensitivity', functions('medical_decision'))).toBe(false);
  });

  it('asks for the host certificate only when data leave the house', () => {
    const at = (code: string) => shown('Q09.it.hds', factsWith({ 'Q09.it.hosting': code }));
    expect(['on_premise', 'ght', 'hds_cloud', 'other_cloud', 'hybrid'].map(at)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('opens the AI module on any learning, and on not knowing', () => {
    const opens = (code: string) =>
      applicabilityOf(document, factsWith({ 'S00.profile.ai': code })).section('AI');
    expect(['none', 'locked', 'unknown'].map(opens)).toEqual([false, true, true]);
    expect(shown('AI.data.origin', factsWith({ 'S00.profile.ai': 'none' }))).toBe(false);
    expect(shown('Q10.legal.ai-act', factsWith({ 'S00.profile.ai': 'none' }))).toBe(false);
  });

  it('opens the security module on a file that is not complete, or by hand', () => {
    const opens = (facts: typeof noFacts) => applicabilityOf(document, facts).section('SEC');
    const file = (value: string) => factsWith({ 'Q09.it.security-file': value });
    expect(opens(noFacts)).toBe(false);
    expect(opens(file('yes'))).toBe(false);
    expect(opens(file('partial'))).toBe(true);
    expect(opens(file('no'))).toBe(true);
    expect(opens({ ...noFacts, answers: { 'Q09.it.security-file': unknownAnswer } })).toBe(
      'unknown',
    );
    expect(opens({ ...file('yes'), addedModules: ['SEC'] })).toBe(true);
  });

  it('opens radiology by specialty', () => {
    const sections = activeSectionsOf(
      document,
      factsWith({ 'S00.profile.specialty': ['cardiology'] }),
    );
    expect(sections.map((section) => section.key)).not.toContain('RAD');
    expect(
      activeSectionsOf(
        document,
        factsWith({ 'S00.profile.specialty': ['radiology', 'other'] }),
      ).map((section) => section.key),
    ).toContain('RAD');
  });
});

describe('answers of questions that do not apply', () => {
  const when = (condition: Condition) =>
    aTemplate([
      aQuestion('Q01.a.first'),
      aQuestion('Q01.a.second', {
        condition: { op: 'equals', question: 'Q01.a.first', value: 'yes' },
      }),
      aQuestion('Q01.a.third', { condition }),
    ]);
  const kept = factsWith({ 'Q01.a.first': 'no', 'Q01.a.second': 'yes' });

  it('have no say, although they are kept', () => {
    const equals = when({ op: 'equals', question: 'Q01.a.second', value: 'yes' });
    expect(applicabilityOf(equals, kept).question('Q01.a.third')).toBe(false);
    const answered = when({ op: 'answered', question: 'Q01.a.second' });
    expect(applicabilityOf(answered, kept).question('Q01.a.third')).toBe(false);
    const not = when({ op: 'notEquals', question: 'Q01.a.second', value: 'yes' });
    expect(applicabilityOf(not, kept).question('Q01.a.third')).toBe(true);
  });

  it('count again when the question comes back', () => {
    const equals = when({ op: 'equals', question: 'Q01.a.second', value: 'yes' });
    const back = {
      ...kept,
      answers: { ...kept.answers, ...factsWith({ 'Q01.a.first': 'yes' }).answers },
    };
    expect(applicabilityOf(equals, back).question('Q01.a.third')).toBe(true);
  });
});

describe('device flags', () => {
  const flagged = aTemplate([aQuestion('SEC.plok.locks')], {
    sections: [
      aSection('SEC', { kind: 'module', condition: { op: 'flag', flag: 'hardware_included' } }),
    ],
  });

  it('decide when they are known and are unknown when absent', () => {
    const with_ = (value: boolean) => ({ ...noFacts, flags: { hardware_included: value } });
    expect(applicabilityOf(flagged, noFacts).question('SEC.plok.locks')).toBe('unknown');
    expect(applicabilityOf(flagged, with_(true)).question('SEC.plok.locks')).toBe(true);
    expect(applicabilityOf(flagged, with_(false)).question('SEC.plok.locks')).toBe(false);
  });
});
