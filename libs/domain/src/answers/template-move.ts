import type { Phase } from '../access';
import { canonicalJson, isRefusal, refuse, type Id, type Refusal } from '../kernel';
import {
  differencesOf,
  gapsOf,
  leadRoleOf,
  parseAnswer,
  partAt,
  possiblePartsOf,
  questionsLedBy,
  type ChangedPart,
  type Question,
  type SectionKind,
  type TemplateDocument,
  type TemplateFacts,
} from '../templates';
import { judgedAnswer } from './facts';
import type { CountedPart } from './progress';
import type { AnswerContent } from './save-answer';
import type { PartPlace } from './submit-part';

/**
 * What becomes of an answer when its file moves to another version of the template: it stands; it
 * stands until somebody has confirmed it under the changed question; it no longer fits and the question
 * is asked anew; its question is asked no more and it stays to be read. No words are lost in any case.
 */
export const answerFates = ['kept', 'to_confirm', 'asked_again', 'retired'] as const;
export type AnswerFate = (typeof answerFates)[number];

/** An answer as far as a move looks at it. */
export interface MovableAnswer extends AnswerContent {
  readonly id: Id;
  readonly partId: Id;
  readonly questionKey: string;
  readonly siteId: Id | null;
  readonly toConfirm: boolean;
}

/** What of a question, when it differs, gives cause to look at its answer again. */
const confirmed: readonly ChangedPart[] = ['wording', 'help', 'answer', 'roles'];

/** A version as far as it matters whether a file may move to it. */
export type VersionOfTemplate = Pick<TemplateDocument, 'key' | 'version'>;

/** Whether a version number is later than another: 2026.10 after 2026.9. */
export function isLaterVersion(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/**
 * Why a file may not move to a version; null when it may. Only to a later version of its own template,
 * and never once a round has been opened: what was rated was rated on the words of its version.
 */
export function barToTemplateMove(
  current: VersionOfTemplate,
  target: VersionOfTemplate,
  { rated }: { readonly rated: boolean },
): Refusal | null {
  if (rated) return refuse('template_rated');
  if (target.key !== current.key) return refuse('template_unrelated');
  return isLaterVersion(target.version, current.version) ? null : refuse('template_not_newer');
}

/** The fate of one answer; `changes` names what of its question differs. */
export function fateOfAnswer(
  before: Question | undefined,
  after: Question | undefined,
  changes: readonly ChangedPart[],
  answer: AnswerContent & { readonly toConfirm: boolean },
): AnswerFate {
  if (after === undefined) return 'retired';
  const judged = judgedAnswer(answer);
  if (judged === null) return 'kept';
  const parsed = parseAnswer(after, judged);
  if (isRefusal(parsed) || canonicalJson(parsed) !== canonicalJson(judged)) return 'asked_again';
  const changed = before === undefined || changes.some((part) => confirmed.includes(part));
  return changed || answer.toConfirm ? 'to_confirm' : 'kept';
}

/** An answer with its fate, and the part its question lies in afterwards. */
export interface MovedAnswer {
  readonly answer: MovableAnswer;
  readonly fate: AnswerFate;
  /** Null for an answer that stays in its part. */
  readonly moves: PartPlace | null;
}

/** Everything that a move brings about. */
export interface TemplateMove {
  readonly answers: readonly MovedAnswer[];
  /** Parts to be opened, each with a question that no part of the file holds yet. */
  readonly added: readonly PartPlace[];
  /** Parts handed in that have something to do again. */
  readonly returned: readonly Id[];
  /** Parts in which nothing is asked any more. */
  readonly emptied: readonly Id[];
}

/** Sections whose parts are open in a phase before rating. */
const openKinds: Readonly<Partial<Record<Phase, readonly SectionKind[]>>> = {
  screening: ['screening'],
  collecting: ['screening', 'core', 'module'],
};

const placeKey = ({ section, leadRole }: PartPlace): string => `${section}/${leadRole}`;
const placeOf = (question: Question): PartPlace => ({
  section: question.section,
  leadRole: leadRoleOf(question),
});

interface MovedFile {
  readonly phase: Phase;
  readonly parts: readonly (CountedPart & { readonly id: Id })[];
  readonly answers: readonly MovableAnswer[];
  /** What conditions and gaps read now. */
  readonly facts: TemplateFacts;
}

/** What moving a file from one version to another brings about; writes nothing. */
export function planTemplateMove(
  before: TemplateDocument,
  after: TemplateDocument,
  { phase, parts, answers, facts }: MovedFile,
): TemplateMove {
  const [was, is] = [before, after].map(
    ({ questions }) => new Map(questions.map((question) => [question.key, question])),
  ) as [Map<string, Question>, Map<string, Question>];
  const changes = new Map(
    differencesOf(before, after).questions.changed.map((one) => [one.key, one.parts]),
  );
  const places = new Map(parts.map((part) => [part.id, placeKey(part)]));
  const moved = answers.map((answer): MovedAnswer => {
    const question = is.get(answer.questionKey);
    const own = changes.get(answer.questionKey) ?? [];
    const place = question && placeOf(question);
    return {
      answer,
      fate: fateOfAnswer(was.get(answer.questionKey), question, own, answer),
      moves: place && placeKey(place) !== places.get(answer.partId) ? place : null,
    };
  });
  const known = new Set(places.values());
  const wanted = [
    ...possiblePartsOf(after, openKinds[phase] ?? []),
    ...moved.flatMap(({ moves }) => moves ?? []),
  ];
  const added = new Map(
    wanted
      .filter((place) => !known.has(placeKey(place)))
      .map(({ section, leadRole }) => [placeKey({ section, leadRole }), { section, leadRole }]),
  );
  const factsAfter = factsAfterMove(facts, moved);
  const gapKeys = (document: TemplateDocument, place: PartPlace, known: TemplateFacts) =>
    gapsOf(document, partAt(document, known, place), known).map(
      ({ questionKey, code }) => `${questionKey} ${code}`,
    );
  return {
    answers: moved,
    added: [...added.values()],
    returned: parts
      .filter((part) => part.state === 'submitted')
      .filter((part) => {
        const had = new Set(gapKeys(before, part, facts));
        return gapKeys(after, part, factsAfter).some((gap) => !had.has(gap));
      })
      .map(({ id }) => id),
    emptied: parts
      .filter(
        ({ section, leadRole }) =>
          questionsLedBy(before, section, leadRole).length > 0 &&
          questionsLedBy(after, section, leadRole).length === 0,
      )
      .map(({ id }) => id),
  };
}

/** What conditions and gaps read once the answers have met their fates. */
function factsAfterMove(facts: TemplateFacts, moved: readonly MovedAnswer[]): TemplateFacts {
  const shared = moved.filter(({ answer }) => answer.siteId === null);
  const ofFate = (fate: AnswerFate): string[] =>
    shared.filter((one) => one.fate === fate).map(({ answer }) => answer.questionKey);
  return {
    ...facts,
    answers: {
      ...facts.answers,
      ...Object.fromEntries(ofFate('asked_again').map((key) => [key, null])),
    },
    toConfirm: ofFate('to_confirm'),
  };
}
