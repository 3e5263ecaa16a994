import { factsWith, aQuestion, aTemplate } from '../templates/testing/sample-template';
import { parseSupplierStatement, supplierQuestionsOf } from './supplier';

describe('what a supplier is asked', () => {
  const own = aQuestion('Q01.a.own');
  const offered = aQuestion('Q01.a.offered', { supplier: 'yes' });
  const again = aQuestion('Q01.a.again', { supplier: 'ask_again' });
  const gone = aQuestion('Q01.a.gone', {
    supplier: 'yes',
    condition: { op: 'equals', question: own.key, value: 'yes' },
  });
  const document = aTemplate([own, offered, again, gone]);
  const reasons = (facts: ReturnType<typeof factsWith>) =>
    supplierQuestionsOf(document, facts).map(({ question, because }) => [question.key, because]);

  it('is what the template offers, and whatever nobody here knows, where it applies', () => {
    expect(reasons(factsWith({ [own.key]: 'no' }))).toEqual([
      [offered.key, 'offered'],
      [again.key, 'offered'],
    ]);
    const facts = factsWith({ [own.key]: 'no', [offered.key]: 'yes' });
    const unknown = { state: 'unknown', comment: '' } as const;
    expect(
      reasons({
        ...facts,
        answers: { ...facts.answers, [own.key]: unknown, [again.key]: unknown },
      }),
    ).toEqual([
      [own.key, 'unknown'],
      [offered.key, 'offered'],
      [again.key, 'unknown'],
      [gone.key, 'offered'],
    ]);
  });
});

describe('what a supplier says', () => {
  const today = '2026-11-30';
  const said = (statement: string, statedOn = today) => {
    const parsed = parseSupplierStatement({ statement, statedOn }, today);
    return 'code' in parsed ? parsed.code : parsed;
  };

  it('is kept without the spaces around it, on its day', () => {
    expect(said('  Oui,\nsauf en réseau. ')).toEqual({
      statement: 'Oui,\nsauf en réseau.',
      statedOn: today,
    });
    expect(said('a'.repeat(10_000), '2026-11-29')).toMatchObject({ statedOn: '2026-11-29' });
  });

  it.each([
    ['  ', today, 'invalid_input'],
    ['Oui', '2026-02-30', 'date_impossible'],
    ['Oui', '2026-12-01', 'dates_out_of_order'],
    ['a'.repeat(10_001), today, 'text_too_long'],
  ])('%#: %.10s on %s: %s', (statement, statedOn, code) => {
    expect(said(statement, statedOn)).toBe(code);
  });
});
