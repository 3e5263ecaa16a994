import { isPublished } from './clearance';
import { scopeQuestionOf } from './scope-answers';
import type {
  EvaluationSnapshot,
  SnapshotEvidence,
  SnapshotPart,
  SnapshotQuestion,
  SnapshotScopeTest,
  SnapshotSeat,
  SnapshotThread,
} from './snapshot';

// What each entry of a seal holds, where it is not a piece of the snapshot as it stands.

type Declaration = NonNullable<SnapshotSeat['declaration']>;

/** Who declared when, and what came of it; whether there was something, once it was weighed. */
export const openPanel = ({ panel }: EvaluationSnapshot) => ({
  ...panel,
  seats: panel.seats.map(({ declaration, ...seat }) => ({
    ...seat,
    declaration: declaration && {
      declaredAt: declaration.declaredAt,
      hasDeclared: isPublished(declaration) ? !declaration.nothingToDeclare : null,
      assessment: declaration.assessment,
      assessedBy: declaration.assessedBy,
      assessedAt: declaration.assessedAt,
    },
  })),
  recusals: panel.recusals.map(({ reason: _reason, ...recusal }) => recusal),
});

export const wordsOf = ({ panel }: EvaluationSnapshot, seat: string, declaration: Declaration) => ({
  nothingToDeclare: declaration.nothingToDeclare,
  interests: declaration.interests,
  confirmedAgainst: declaration.confirmedAgainst,
  assessmentReason: declaration.assessmentReason,
  recusalReasons: panel.recusals
    .filter(({ seatId }) => seatId === seat)
    .map(({ reason }) => reason),
});

export const asked = ({
  answers: _answers,
  supplierReplies: _replies,
  ...question
}: SnapshotQuestion): Omit<SnapshotQuestion, 'answers' | 'supplierReplies'> => question;

/** Of all parts, and of what belongs to none. */
export const partIds = ({ parts, sections, blockers }: EvaluationSnapshot): string[] => [
  ...new Set([
    ...parts.map(({ id }) => id),
    ...sections.flatMap(({ questions }) => questions.map(({ partId }) => partId)),
    ...blockers.map(({ partId }) => partId),
    noPart,
  ]),
];

const noPart = '';

export function answeredIn(snapshot: EvaluationSnapshot, id: string) {
  const part = snapshot.parts.find((one) => one.id === id);
  const questions = snapshot.sections.flatMap((section) => section.questions);
  const partOf = (key: string): string =>
    questions.find((question) => question.key === key)?.partId ?? noPart;
  return {
    gapsReason: part?.gapsReason ?? null,
    returns: part?.returns ?? [],
    questions: questions
      .filter(({ partId }) => partId === id)
      .map(({ key, answers, supplierReplies }) => ({
        key,
        answers: answers.map(({ evidenceIds: _evidence, ...answer }) => answer),
        supplierReplies,
      })),
    blockers: snapshot.blockers
      .filter(({ partId }) => partId === id)
      .map(({ questionKey, answer }) => ({ questionKey, answer })),
    scope: (snapshot.scopeTest?.answers ?? [])
      .filter(({ predicate }) => partOf(scopeQuestionOf(predicate)) === id)
      .map(({ predicate, answer }) => ({ predicate, answer })),
  };
}

export function describedIn(
  { sections }: EvaluationSnapshot,
  { sha256: _sha256, clearance: _clearance, purgedAt: _purgedAt, ...document }: SnapshotEvidence,
) {
  const questions = sections
    .flatMap((section) => section.questions)
    .filter(({ answers }) => answers.some(({ evidenceIds }) => evidenceIds.includes(document.id)))
    .map(({ key }) => key);
  return { ...document, questions };
}

/** A thread about a document names it by its id: the title is the document's own. */
export const withoutTitle = (thread: SnapshotThread): unknown =>
  thread.anchor.kind === 'evidence'
    ? { ...thread, anchor: { kind: thread.anchor.kind, id: thread.anchor.id } }
    : thread;

/** What the chapters hold where they hold less than the snapshot. */
export interface OpenChapters {
  readonly panel: ReturnType<typeof openPanel>;
  readonly scopeTest:
    | (Omit<SnapshotScopeTest, 'answers'> & {
        readonly answers: readonly Omit<SnapshotScopeTest['answers'][number], 'answer'>[];
      })
    | null;
  readonly blockers: readonly Omit<EvaluationSnapshot['blockers'][number], 'answer'>[];
  readonly sections: readonly string[];
  readonly parts: readonly Omit<SnapshotPart, 'gapsReason' | 'returns'>[];
  readonly evidence: readonly Pick<SnapshotEvidence, 'id' | 'sha256' | 'clearance' | 'purgedAt'>[];
}
