import {
  parseTemplateDocument,
  type Question,
  type TemplateDocument,
} from '@consilium/domain/templates';

/** The day on which the fictional hospital published its earlier edition. */
export const earlierPublishedAt = new Date('2025-09-01T08:00:00Z');

/** Questions as the earlier edition asked them; the others are those of today. */
const asked: Readonly<Record<string, (question: Question) => readonly Question[]>> = {
  'Q01.need.problem': (question) => [
    {
      ...question,
      text: {
        fr: 'Quel problème voulez-vous résoudre ?',
        en: 'Which problem do you want to solve?',
      },
    },
  ],
  // Asked in words then, as a number now: what was answered no longer fits.
  'Q01.need.volume': (question) => [{ ...question, type: { kind: 'text', config: {} } }],
  'Q01.need.success-criteria': (question) => [
    question,
    {
      ...question,
      key: 'Q01.need.requesters',
      text: {
        fr: 'Quels services demandent le dispositif ?',
        en: 'Which departments ask for the device?',
      },
      help: {
        fr: 'Nommez chaque service et la personne à joindre.',
        en: 'Name each department and whom to reach there.',
      },
      blockers: [],
      essential: false,
    },
  ],
  'Q04.output.guidelines': () => [],
};

/**
 * An earlier edition of the catalogue, for a demo in which a file can move to a later one. Fictional
 * like its hospital: the product never published it.
 */
export function earlierEditionOf(library: TemplateDocument): TemplateDocument {
  const parsed = parseTemplateDocument({
    ...library,
    version: '2025.2',
    questions: library.questions.flatMap(
      (question) => asked[question.key]?.(question) ?? [question],
    ),
  });
  if (!parsed.ok)
    throw new Error(`the earlier edition is faulty: ${JSON.stringify(parsed.problems)}`);
  return parsed.document;
}
