import { phases } from '@consilium/domain/access';
import type { Id } from '@consilium/domain/kernel';
import {
  changeInWords,
  changeTypes,
  snapshotSchema,
  withFiguresWithheld,
  type ChangeType,
  type EvaluationSnapshot,
} from '@consilium/domain/reports';
import { loadContext } from '../answers';
import { loadPanel } from '../consensus';
import type { SnapshotSource } from '../decisions';
import type { ReadTransaction } from '../platform/database';
import { SealBroken } from '../platform/seals';
import type { TemplateLibrary } from '../templates';
import {
  courseOf,
  deviceOf,
  evidenceOf,
  fileOf,
  panelOf,
  partsOf,
  scopeTestOf,
  sectionsOf,
  threadsOf,
} from './snapshot/content';
import {
  blockersIn,
  decisionOf,
  meetingsOf,
  methodOf,
  opinionOf,
  quorumShareOf,
  roundsOf,
} from './snapshot/judgement';
import { electorateOf, membersOfElectorate } from './snapshot/electorate';
import { takenApart } from './sealed-file';
import { instant, instantOrNull, peopleOf, type MemberRow } from './snapshot/people';
import type {
  DocumentRow,
  EventRow,
  HeadRow,
  JudgementRow,
  RoundRow,
  ThreadRow,
} from './snapshot/rows';
import {
  documentsStatement,
  eventsStatement,
  headStatement,
  judgementStatement,
  membersStatement,
  roundsStatement,
  threadsStatement,
} from './snapshot/statements';

/** Version of the product, as reports name it. */
const productVersion = '0.1.0';

export interface SnapshotOptions {
  /** What seals it; a draft unless said otherwise. */
  readonly seal?: EvaluationSnapshot['seal'];
  /** Instant of the sealing act; the transaction's own unless given. */
  readonly takenAt?: Date;
}

/**
 * Everything a report prints about one evaluation, in nine statements however large the file. For a
 * whole that holds together the transaction must see one instant (`readSnapshot`), or hold the
 * evaluation's lock. Decides nothing about who may read it: that is for whoever hands it out.
 *
 * Of an open round it holds how many took part and nothing else; of an opinion under vote nothing;
 * answers given alone are left out until they are agreed. Null when there is no such evaluation.
 */
export async function loadSnapshot(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
  { seal = 'draft', takenAt }: SnapshotOptions = {},
): Promise<EvaluationSnapshot | null> {
  const [head] = await tx.rows<HeadRow & Record<string, unknown>>(headStatement, [evaluationId]);
  const context = head && (await loadContext(tx, templates, evaluationId));
  if (!head || !context) return null;
  const documents = await tx.rows<DocumentRow & Record<string, unknown>>(documentsStatement, [
    evaluationId,
  ]);
  const threads = await tx.rows<ThreadRow & Record<string, unknown>>(threadsStatement, [
    evaluationId,
  ]);
  const rounds = await tx.rows<RoundRow & Record<string, unknown>>(roundsStatement, [evaluationId]);
  const panel = await loadPanel(tx, evaluationId);
  const [judgement] = await tx.rows<JudgementRow & Record<string, unknown>>(judgementStatement, [
    evaluationId,
  ]);
  if (!judgement) return null;
  if (!judgement.seals.every(({ holds }) => holds)) {
    throw new SealBroken('one made before of the same file');
  }
  const events = await tx.rows<EventRow & Record<string, unknown>>(eventsStatement, [
    evaluationId,
    changeTypes,
  ]);
  const people = peopleOf(
    head.seats,
    await tx.rows<MemberRow & Record<string, unknown>>(membersStatement, [
      membersNamed(head, documents, threads, judgement, events),
    ]),
  );

  const { organisation, request } = fileOf(head, people);
  const opinion = opinionOf(judgement, head, people);
  const { document } = context;
  const whole: EvaluationSnapshot = {
    schema: snapshotSchema,
    seal,
    takenAt: instant(takenAt ?? head.now),
    organisation,
    evaluation: {
      id: evaluationId,
      title: head.evaluation.title,
      reference: head.evaluation.reference,
      phase: head.evaluation.phase,
      committee: head.committee.name,
      createdAt: instant(head.evaluation.createdAt),
      template: { ...head.template, name: document.title },
      predecessor: head.evaluation.predecessor,
      phases: head.phases
        .toSorted((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase))
        .map(({ phase, plannedOn, enteredAt, leftAt }) => ({
          phase,
          plannedOn,
          enteredAt: instantOrNull(enteredAt),
          leftAt: instantOrNull(leftAt),
        })),
      ...courseOf(head, people),
    },
    request,
    device: deviceOf(head),
    scopeTest: scopeTestOf(head, context, events, people),
    panel: panelOf(head.seats, people),
    electorate: electorateOf(head.electorate, people),
    sections: sectionsOf(head, context, documents, people),
    parts: partsOf(
      head,
      events,
      people,
      document.sections.map(({ key }) => key),
    ),
    evidence: evidenceOf(documents, people),
    threads: threadsOf(threads, context, documents, people),
    rounds: roundsOf(rounds, context, panel),
    blockers: blockersIn(head, judgement, context, people),
    formalAdvice: head.advice.map(({ role, seat, position, body, at }) => ({
      role,
      by: people.ofSeat(seat),
      position,
      body,
      givenAt: instant(at),
    })),
    meetings: meetingsOf(judgement, panel, people),
    opinion,
    decision: decisionOf(judgement, head, people, seal),
    reEvaluationOn: judgement.opinion?.reevaluateOn ?? null,
    method: methodOf(
      rounds,
      context,
      quorumShareOf(judgement) ?? head.committee.quorumShare,
      productVersion,
    ),
    plainSummary: null,
    changeLog: events.map(({ type, at, memberId }) => ({
      at: instant(at),
      by: memberId === null ? 'Consilium' : people.ofMember(memberId).name,
      text: changeInWords(type as ChangeType),
    })),
    sealedBefore: judgement.seals.map(({ holds: _holds, ...line }) => ({
      ...line,
      sealedAt: instant(line.sealedAt),
    })),
  };
  return withFiguresWithheld(
    whole,
    rounds.map(({ number, withheld }) => ({ number, statements: withheld })),
  );
}

/** Members whom something of the file names; those without a seat must be looked up. */
const membersNamed = (
  head: HeadRow,
  documents: readonly DocumentRow[],
  threads: readonly ThreadRow[],
  judgement: JudgementRow,
  events: readonly EventRow[],
): Id[] => [
  ...new Set(
    [
      head.evaluation.createdBy,
      ...head.moves.map(({ by }) => by),
      ...membersOfElectorate(head.electorate),
      ...documents.map(({ authorId }) => authorId),
      ...threads.flatMap(({ resolvedBy, comments }) => [
        resolvedBy,
        ...comments.map(({ author }) => author),
      ]),
      judgement.decision?.decidedBy ?? null,
      ...events.map(({ memberId }) => memberId),
    ].filter((id) => id !== null),
  ),
];

/** What an opinion or a decision seals: the very snapshot that reports are made from. */
export const fileSnapshots = (templates: TemplateLibrary): SnapshotSource => ({
  build: async (tx, evaluationId, { kind, takenAt }) => {
    const snapshot = await loadSnapshot(tx, templates, evaluationId, { seal: kind, takenAt });
    if (!snapshot) throw new Error(`no evaluation ${evaluationId}`);
    return takenApart(tx, snapshot);
  },
});
