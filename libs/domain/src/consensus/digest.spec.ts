import { noFacts, parseAnswer, type Answer } from '../templates';
import { composeLibraryTemplate } from '../templates';
import { isRefusal } from '../kernel';
import { digestsOf, type Objection } from './digest';

const document = composeLibraryTemplate();
const statement = document.statements[0]!;
const inSection = document.questions.filter(({ section }) => section === statement.section);

const objection = (fields: Partial<Objection>): Objection => ({
  id: 'o',
  section: null,
  statement: null,
  by: 'Anne',
  text: 'Pas convaincue.',
  ...fields,
});

const digest = (
  answers: Record<string, Answer>,
  objections: readonly Objection[] = [],
  readable: (key: string) => boolean = () => true,
) =>
  digestsOf([statement], {
    document,
    facts: { ...noFacts, answers },
    objections,
    today: '2026-06-01',
    readable: ({ key }) => readable(key),
  }).get(statement.key)!;

describe('digestsOf', () => {
  const text = inSection.find(({ type }) => type.kind === 'text')!;
  const answer = parseAnswer(text, { state: 'value', value: 'Les délais.', comment: 'Mesuré.' });
  if (answer === null || isRefusal(answer)) throw new Error('the sample answer is refused');

  it('tells facts from what is unknown and from what nobody answered', () => {
    const other = inSection.find(({ key }) => key !== text.key)!;
    const { facts, unknowns } = digest({
      [text.key]: answer,
      [other.key]: { state: 'unknown', comment: '' },
    });
    expect(facts).toEqual([
      expect.objectContaining({
        question: text.key,
        answer: { fr: 'Les délais.', en: 'Les délais.' },
        comment: 'Mesuré.',
      }),
    ]);
    expect(unknowns).toContainEqual(
      expect.objectContaining({ question: other.key, because: 'unknown' }),
    );
    expect(unknowns.some(({ because }) => because === 'unanswered')).toBe(true);
  });

  it('names the blockers of its own section only', () => {
    const { blockers } = digest({});
    expect(blockers.every(({ question }) => inSection.some(({ key }) => key === question))).toBe(
      true,
    );
  });

  it('leaves out what is reserved and says how much', () => {
    const { facts, unknowns, blockers, reserved } = digest(
      { [text.key]: answer },
      [],
      (key) => key !== text.key,
    );
    expect(reserved).toBe(1);
    expect(JSON.stringify([facts, unknowns, blockers])).not.toContain(text.key);
  });

  it('shows objections to the statement and to its section', () => {
    const { objections } = digest({}, [
      objection({ id: 'of the statement', statement: statement.key, section: statement.section }),
      objection({ id: 'of the section', section: statement.section }),
      objection({ id: 'of another', section: 'Q99' }),
    ]);
    expect(objections.map(({ id }) => id)).toEqual(['of the statement', 'of the section']);
  });
});
