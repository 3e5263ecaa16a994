import { isAnswered, type Answer, type TemplateFacts } from './answers';
import { evaluate, type AnswerTest, type Condition, type Truth } from './conditions';
import type { Question, Section, TemplateDocument } from './document';
import { questionTypeOf } from './question-types';

/** Whether a test holds of an answer; what nobody answered yet, or answered "unknown", is unknown. */
export function truthOfTest(
  test: AnswerTest,
  question: Question,
  answer: Answer | null | undefined,
): Truth {
  if (test.op === 'answered') return isAnswered(question, answer);
  if (answer == null || answer.state === 'unknown' || !isAnswered(question, answer))
    return 'unknown';
  const codes = questionTypeOf(question.type.kind).codes(answer.value);
  const alone = codes.length === 1 && codes[0] === test.value;
  if (test.op === 'notEquals') return !alone;
  return test.op === 'has' ? codes.includes(test.value) : alone;
}

interface Index {
  readonly sections: ReadonlyMap<string, Section>;
  readonly questions: ReadonlyMap<string, Question>;
}

/** Documents never change: what is looked up by key is indexed once for each. */
const indexes = new WeakMap<TemplateDocument, Index>();

function indexOf(document: TemplateDocument): Index {
  const found = indexes.get(document);
  if (found) return found;
  const index = {
    sections: new Map(document.sections.map((section) => [section.key, section])),
    questions: new Map(document.questions.map((question) => [question.key, question])),
  };
  indexes.set(document, index);
  return index;
}

/** Which sections and questions apply, in three values; computed once per set of facts. */
export interface Applicability {
  readonly section: (key: string) => Truth;
  readonly question: (key: string) => Truth;
}

/**
 * Whether each section and question applies. A question applies when its section and its own
 * condition do. A test about a question that certainly does not apply fails: its kept answer has no
 * say (`notEquals` therefore holds).
 */
export function applicabilityOf(document: TemplateDocument, facts: TemplateFacts): Applicability {
  const { sections, questions } = indexOf(document);
  const known = new Map<string, Truth>();

  const holds = (condition: Condition | undefined): Truth =>
    condition === undefined
      ? true
      : evaluate(condition, (leaf) => {
          if (leaf.op === 'flag') return facts.flags[leaf.flag] ?? 'unknown';
          if (leaf.op === 'added') return facts.addedModules.includes(leaf.module);
          const question = questions.get(leaf.question);
          if (question === undefined) return 'unknown';
          if (ofQuestion(question) === false) return leaf.op === 'notEquals';
          return truthOfTest(leaf, question, facts.answers[leaf.question]);
        });

  const remembered = (key: string, compute: () => Truth): Truth => {
    const before = known.get(key);
    if (before !== undefined) return before;
    // Stands for the value while it is computed; a valid document has no cycle to meet it.
    known.set(key, 'unknown');
    const truth = compute();
    known.set(key, truth);
    return truth;
  };

  const ofSection = (section: Section): Truth =>
    remembered(`section ${section.key}`, () => holds(section.condition));

  const ofQuestion = (question: Question): Truth =>
    remembered(question.key, () => {
      const section = sections.get(question.section);
      const inSection = section === undefined ? 'unknown' : ofSection(section);
      if (inSection === false) return false;
      const own = holds(question.condition);
      return own === true ? inSection : own;
    });

  return {
    section(key) {
      const section = sections.get(key);
      return section === undefined ? false : ofSection(section);
    },
    question(key) {
      const question = questions.get(key);
      return question === undefined ? false : ofQuestion(question);
    },
  };
}

/**
 * The questions to be answered, in the order of the document. A condition that is not decided yet
 * shows its question: one question too many costs a minute, one that was never asked is a hole in the
 * evaluation that nobody sees.
 */
export function activeQuestionsOf(document: TemplateDocument, facts: TemplateFacts): Question[] {
  const applies = applicabilityOf(document, facts);
  return document.questions.filter((question) => applies.question(question.key) !== false);
}

/** The sections with something to answer or to rate, in the order of the document. */
export function activeSectionsOf(document: TemplateDocument, facts: TemplateFacts): Section[] {
  const applies = applicabilityOf(document, facts);
  return document.sections.filter((section) => applies.section(section.key) !== false);
}
