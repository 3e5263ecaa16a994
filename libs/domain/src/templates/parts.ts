import type { AnswerRole } from '../access';
import { gapsOfAnswer, isAnswered, leadRoleOf, type TemplateFacts } from './answers';
import { activeQuestionsOf, applicabilityOf } from './applicability';
import type { Question, SectionKind, TemplateDocument } from './document';
import { questionTypeOf, type GapCode } from './question-types';

/** The unit of work: the active questions of one section led by one answer role. */
export interface Part {
  readonly section: string;
  readonly leadRole: AnswerRole;
  /** Active questions, essential ones first. */
  readonly questions: readonly Question[];
}

/** Blocking items and those the patient representative leads come first, each in its own order. */
export const essentialFirst = (questions: readonly Question[]): Question[] => [
  ...questions.filter((question) => question.essential),
  ...questions.filter((question) => !question.essential),
];

/**
 * The parts with something to answer, in the order of the document; `kinds` keeps only those of some
 * sections (collecting leaves screening out).
 */
export const partsOf = (
  document: TemplateDocument,
  facts: TemplateFacts,
  kinds?: readonly SectionKind[],
): Part[] => grouped(document, activeQuestionsOf(document, facts), kinds);

const ledBy = new WeakMap<TemplateDocument, ReadonlyMap<string, readonly Question[]>>();

/** The questions of a section led by an answer role, whether they apply or not, in their order. */
export function questionsLedBy(
  document: TemplateDocument,
  section: string,
  leadRole: AnswerRole,
): readonly Question[] {
  const place = (key: string, role: AnswerRole): string => `${key} ${role}`;
  let places = ledBy.get(document);
  if (!places) {
    const made = new Map<string, Question[]>();
    for (const question of document.questions) {
      const at = place(question.section, leadRoleOf(question));
      made.set(at, [...(made.get(at) ?? []), question]);
    }
    ledBy.set(document, made);
    places = made;
  }
  return places.get(place(section, leadRole)) ?? [];
}

/** One part with the questions that apply; without any when none does. Looks at no other part. */
export function partAt(
  document: TemplateDocument,
  facts: TemplateFacts,
  { section, leadRole }: Pick<Part, 'section' | 'leadRole'>,
): Part {
  const applies = applicabilityOf(document, facts);
  const questions = questionsLedBy(document, section, leadRole).filter(
    ({ key }) => applies.question(key) !== false,
  );
  return { section, leadRole, questions: essentialFirst(questions) };
}

/** Every part the template could ever open, all conditions taken as met: what to staff beforehand. */
export const possiblePartsOf = (
  document: TemplateDocument,
  kinds?: readonly SectionKind[],
): Part[] => grouped(document, document.questions, kinds);

function grouped(
  document: TemplateDocument,
  questions: readonly Question[],
  kinds: readonly SectionKind[] | undefined,
): Part[] {
  return document.sections
    .filter((section) => kinds === undefined || kinds.includes(section.kind))
    .flatMap((section) => {
      const byRole = new Map<AnswerRole, Question[]>();
      for (const question of questions) {
        if (question.section !== section.key) continue;
        const leadRole = leadRoleOf(question);
        byRole.set(leadRole, [...(byRole.get(leadRole) ?? []), question]);
      }
      return [...byRole].map(([leadRole, own]) => ({
        section: section.key,
        leadRole,
        questions: essentialFirst(own),
      }));
    });
}

/** How far a part is. "Unknown" counts as answered; a draft with gaps does too, but not as complete. */
export interface PartProgress {
  readonly total: number;
  readonly answered: number;
  /** Answered and without any gap. */
  readonly complete: number;
  readonly essential: { readonly total: number; readonly answered: number };
  /** Estimated minutes for the whole part, and for what is not answered yet; rounded up. */
  readonly minutes: number;
  readonly minutesLeft: number;
}

const minutesFor = (questions: readonly Question[]): number =>
  Math.ceil(questions.reduce((seconds, question) => seconds + estimateSeconds(question), 0) / 60);

/** Typical time to answer a question, in seconds: that of its type. */
export const estimateSeconds = (question: Question): number =>
  questionTypeOf(question.type.kind).estimateSeconds;

/** The progress of a part. */
export function progressOf(part: Part, facts: TemplateFacts): PartProgress {
  const { questions } = part;
  const answered = questions.filter((each) => isAnswered(each, facts.answers[each.key]));
  return {
    total: questions.length,
    answered: answered.length,
    complete: answered.filter((each) => gapsIn(each, facts).length === 0).length,
    essential: {
      total: questions.filter((each) => each.essential).length,
      answered: answered.filter((each) => each.essential).length,
    },
    minutes: minutesFor(questions),
    minutesLeft: minutesFor(questions.filter((each) => !answered.includes(each))),
  };
}

const gapsIn = (question: Question, facts: TemplateFacts): GapCode[] => {
  const answer = facts.answers[question.key];
  const gaps = gapsOfAnswer(question, answer, facts.evidenceCounts[question.key] ?? 0);
  const changed = facts.toConfirm?.includes(question.key) ?? false;
  return changed && isAnswered(question, answer) ? ['to_confirm', ...gaps] : gaps;
};

/** One thing to finish before a part is complete. */
export interface Gap {
  readonly questionKey: string;
  readonly code: GapCode;
}

/**
 * What is missing in a part, in its order, for the list shown at submission. Where the template makes
 * the rest optional, a question off the essential path may be left alone, but not half answered.
 */
export const gapsOf = (document: TemplateDocument, part: Part, facts: TemplateFacts): Gap[] =>
  part.questions.flatMap((question) =>
    gapsIn(question, facts)
      .filter(
        (code) =>
          code !== 'unanswered' || question.essential || document.unessential === 'expected',
      )
      .map((code) => ({ questionKey: question.key, code })),
  );
