import type { Answer, TemplateFacts } from '../answers';
import { noFacts } from '../answers';
import type { Question, Section, TemplateDocument } from '../document';
import { composeLibraryTemplate } from '../library';
import { parseTemplateDocument } from '../parse-template';

const texts = (word: string) => ({ fr: word, en: word });

/** A question with everything filled in; specs name only what they are about. */
export const aQuestion = (key: string, over: Partial<Question> = {}): Question => ({
  key,
  section: key.split('.')[0] ?? '',
  text: texts(key),
  help: texts('help'),
  evidence: texts('evidence'),
  roles: ['clinician'],
  type: { kind: 'yes_no_partial_na', config: {} },
  blockers: [],
  about: 'device',
  supplier: 'no',
  essential: false,
  source: 'test',
  ...over,
});

export const aSection = (key: string, over: Partial<Section> = {}): Section => ({
  key,
  kind: 'core',
  title: texts(key),
  titleStatus: 'own',
  independent: false,
  ...over,
});

/** A template around some questions, not validated; the sections are those the questions name. */
export function aTemplate(
  questions: Question[],
  over: Partial<TemplateDocument> = {},
): TemplateDocument {
  const { rating } = composeLibraryTemplate();
  return {
    schema: 1,
    key: 'sample',
    version: '1',
    title: texts('sample'),
    locales: ['fr', 'en'],
    provenance: texts('made for a test'),
    unessential: 'expected',
    rating,
    sections: [...new Set(questions.map((question) => question.section))].map((key) =>
      aSection(key),
    ),
    questions,
    statements: [],
    ...over,
  };
}

export const valueAnswer = (value: unknown, comment = ''): Answer => ({
  state: 'value',
  value,
  comment,
});
export const unknownAnswer: Answer = { state: 'unknown', comment: '' };

/** Facts with some answers, each given as its bare value. */
export const factsWith = (
  values: Readonly<Record<string, unknown>>,
  over: Partial<TemplateFacts> = {},
): TemplateFacts => ({
  ...noFacts,
  answers: Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, valueAnswer(value)]),
  ),
  ...over,
});

/** The codes of a document's problems; none when it is valid. */
export function problemsOf(document: unknown): string[] {
  const parsed = parseTemplateDocument(document);
  return parsed.ok ? [] : parsed.problems.map(({ code, where }) => `${code} ${where}`);
}
