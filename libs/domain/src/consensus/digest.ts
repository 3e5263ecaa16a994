import { locales, type Texts } from '../kernel';
import {
  activeQuestionsOf,
  blockersOf,
  isAnswered,
  summaryOfAnswer,
  type BlockingReason,
  type Question,
  type TemplateDocument,
  type TemplateFacts,
} from '../templates';

/** A question of the statement's section with what was answered. */
export interface DigestFact {
  readonly question: string;
  readonly text: Texts;
  readonly answer: Texts;
  readonly comment: string;
  readonly essential: boolean;
}

export interface DigestBlocker {
  readonly question: string;
  readonly text: Texts;
  readonly level: 'vigilance' | 'soft' | 'hard';
  readonly reason: BlockingReason;
}

export interface DigestUnknown {
  readonly question: string;
  readonly text: Texts;
  /** Asked to the supplier, or not answered at all. */
  readonly because: 'unknown' | 'unanswered';
}

/** An objection that nobody has resolved. */
export interface Objection {
  readonly id: string;
  readonly section: string | null;
  readonly statement: string | null;
  readonly by: string;
  readonly text: string;
}

/**
 * What a member reads before rating a statement: what was found in its section, what stands against,
 * what is not known, and who objects.
 */
export interface Digest {
  readonly facts: readonly DigestFact[];
  readonly blockers: readonly DigestBlocker[];
  readonly unknowns: readonly DigestUnknown[];
  readonly objections: readonly Objection[];
  /** Questions whose answers are reserved to others, and therefore left out of all lists. */
  readonly reserved: number;
}

export interface DigestInput {
  readonly document: TemplateDocument;
  readonly facts: TemplateFacts;
  readonly objections: readonly Objection[];
  /** The current day as an ISO date, for blockers that depend on it. */
  readonly today: string;
  /** Whether the reader may see the answer to a question. */
  readable(question: Question): boolean;
}

/**
 * The digest above each statement, made of answers, blockers and open objections only: never of
 * ratings. Facts on the essential path come first. Source: product design §3, consensus.
 */
export function digestsOf(
  statements: readonly { readonly key: string; readonly section: string }[],
  { document, facts, objections, today, readable }: DigestInput,
): ReadonlyMap<string, Digest> {
  const active = activeQuestionsOf(document, facts);
  const found = blockersOf(document, facts, { decisionDate: today });
  const bySection = new Map<string, Omit<Digest, 'objections'>>();
  for (const { section } of statements) {
    if (bySection.has(section)) continue;
    const all = active.filter((question) => question.section === section);
    const shown = all.filter(readable);
    const answerOf = ({ key }: Question) => facts.answers[key];
    const isKnown = (question: Question) =>
      isAnswered(question, answerOf(question)) && answerOf(question)?.state === 'value';
    const known = shown.filter(isKnown).map((question) => ({
      question: question.key,
      text: question.text,
      answer: inEachLocale((locale) => summaryOfAnswer(question, answerOf(question), locale)),
      comment: answerOf(question)?.comment ?? '',
      essential: question.essential,
    }));
    bySection.set(section, {
      facts: [
        ...known.filter(({ essential }) => essential),
        ...known.filter(({ essential }) => !essential),
      ],
      blockers: found
        .filter(({ question }) => shown.includes(question))
        .map(({ question, level, reason }) => ({
          question: question.key,
          text: question.text,
          level,
          reason,
        })),
      unknowns: shown
        .filter((question) => !isKnown(question))
        .map((question) => ({
          question: question.key,
          text: question.text,
          because: answerOf(question)?.state === 'unknown' ? 'unknown' : 'unanswered',
        })),
      reserved: all.length - shown.length,
    });
  }
  return new Map(
    statements.flatMap(({ key, section }) => {
      const rest = bySection.get(section);
      if (!rest) return [];
      const own = objections.filter(
        (one) => one.statement === key || (one.statement === null && one.section === section),
      );
      return [[key, { ...rest, objections: own }] as const];
    }),
  );
}

const inEachLocale = (text: (locale: (typeof locales)[number]) => string): Texts =>
  Object.fromEntries(locales.map((locale) => [locale, text(locale)])) as Texts;
