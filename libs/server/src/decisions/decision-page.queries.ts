import { decide, type AnswerRole, type Facts, type Phase } from '@consilium/domain/access';
import type { Objection } from '@consilium/domain/consensus';
import {
  defaultReevaluation,
  noticeOf,
  outcomeKeys,
  withoutDeclarations,
  type CancelReason,
  type CastWay,
  type DecisionKey,
  type LateRecusal,
  type Notice,
  type OpinionProblem,
  type OutcomeKey,
  type Quorum,
  type Tally,
} from '@consilium/domain/decisions';
import { isRefusal, type Id, type Refusal } from '@consilium/domain/kernel';
import { everyBar } from '@consilium/domain/evaluations';
import { fileHead, type FileHead, type PanelMember } from '../consensus';
import { openObjections } from '../discussion';
import { nothingKnown } from '../evaluations';
import { memberIdOf, type ReadTransaction, type UnitOfWork } from '../platform/database';
import { sealHolds } from '../platform/seals';
import type { TemplateLibrary } from '../templates';
import { guardFactsOf } from './decisions.guards';
import { loadProofs, type ProofsOf } from './condition-proofs';
import { whatMayBeDone, type ConditionView } from './condition-view';
import { countOf, failedCalls, sheetOf, shownQuorum } from './counting';
import {
  lateRecusalsOf,
  loadJudgement,
  ownerOf,
  problemsOf,
  type Judgement,
  type MeetingRecord,
  type OpinionRecord,
} from './judgement';
import { asKnown } from './judgement-as-read';
import { blockerLines, outcomeLines, type BlockerLine, type OutcomeLine } from './blocker-lines';

/** A vote that was cast on the opinion and does not count, and why. */
export interface NotCountedView {
  readonly seatId: Id;
  readonly name: string;
  readonly profession: string;
  readonly choice: string;
  readonly because: CancelReason;
  readonly cancelledAt: string | null;
}

/** A recusal found late, with what was written about it. */
export interface LateRecusalView extends Omit<LateRecusal, 'seat' | 'byChair' | 'bySecond'> {
  readonly seatId: Id;
  readonly name: string;
  readonly stopsAdoption: boolean;
  readonly answers: readonly {
    readonly by: string;
    readonly asChair: boolean;
    readonly reason: string;
    readonly at: string;
  }[];
  /** Why this reader may not write why there was no influence; null when she may. */
  readonly refusal: Refusal | null;
}

export interface VoteView {
  readonly seatId: Id;
  readonly name: string;
  readonly profession: string;
  readonly choice: string;
  /** Who voted for the member represented; null when the member did. */
  readonly castBy: string | null;
  readonly castAs: CastWay | null;
}

export interface OpinionView extends Omit<
  OpinionRecord,
  'conditions' | 'votes' | 'minority' | 'cancelledVotes'
> {
  readonly adoptedBy: string | null;
  readonly conditions: readonly ConditionView[];
  readonly votes: readonly VoteView[];
  readonly notCounted: readonly NotCountedView[];
  readonly minority: readonly {
    readonly seatId: Id;
    readonly name: string;
    readonly profession: string;
    readonly text: string;
    readonly writtenAt: string;
  }[];
  /** What is missing before it can be voted on or adopted. */
  readonly problems: readonly OpinionProblem[];
}

export interface MeetingView extends Omit<MeetingRecord, 'quorum'> {
  /** Seats that came, or were awaited. */
  readonly sheet: readonly Id[];
  readonly notice: Notice;
  /** As the adoption or its validated minutes found it; of a sitting before that, as its attendance stands. */
  readonly quorum: Quorum;
  /** A second call on the same opinion may follow it. */
  readonly quorumFailed: boolean;
  readonly validatedBy: string | null;
}

export interface DecisionView {
  readonly id: Id;
  readonly decision: DecisionKey;
  readonly reason: string | null;
  readonly differs: boolean;
  readonly withoutOpinion: boolean;
  readonly decidedBy: string;
  readonly decidedOn: string;
  readonly opinionId: Id | null;
}

export interface SealView {
  readonly id: Id;
  readonly kind: 'opinion' | 'decision';
  readonly hash: string;
  readonly hashAlg: string;
  readonly sealedAt: string;
  /** What was sealed still gives the hash, and an event of the file names it: computed as it is read. */
  readonly holds: boolean;
}

/** Everything about opinion and decision of one file, as one reader may see it. */
export interface DecisionPage {
  readonly file: FileHead;
  readonly facts: Facts;
  readonly phase: Phase;
  readonly today: string;
  /** Of the template document, whose questions the opinion speaks of. */
  readonly contentHash: string;
  /** Why this reader takes no part in the deliberation; then only what was adopted is shown. */
  readonly refusal: Refusal | null;
  /** Recusals stand where the reader may read the declaration, as they do in the quorums. */
  readonly seats: readonly Pick<
    PanelMember,
    'seat' | 'name' | 'profession' | 'functions' | 'votes' | 'active' | 'elector' | 'recusal'
  >[];
  readonly blockers: readonly BlockerLine[];
  readonly objections: readonly Objection[];
  readonly outcomes: readonly OutcomeLine[];
  readonly opinion: OpinionView | null;
  readonly earlier: readonly OpinionView[];
  readonly meetings: readonly MeetingView[];
  readonly quorum: Quorum | null;
  /** Answer roles without which the committee gives no opinion. */
  readonly requiredRoles: readonly AnswerRole[];
  /** What still keeps the opinion from being adopted. */
  readonly adoptionBars: readonly Refusal[];
  /** With what it leaves out, and why. */
  readonly tally:
    (Omit<Tally, 'notCounted'> & { readonly notCounted: readonly NotCountedView[] }) | null;
  readonly lateRecusals: readonly LateRecusalView[];
  readonly decisions: readonly DecisionView[];
  /** The first day that a decision may bear. */
  readonly decidableFrom: string;
  /** The committee runs pilots. */
  readonly pilots: boolean;
  readonly seals: readonly SealView[];
  /** Proposed for each outcome. */
  readonly reevaluateOn: Readonly<Record<OutcomeKey, string>>;
}

const recordedStatement = {
  name: 'decisions-and-seals',
  text: `select
    (select coalesce(json_agg(json_build_object('id', d.id, 'decision', d.decision,
        'reason', d.reason, 'differs', d.differs, 'withoutOpinion', d.without_opinion,
        'decidedBy', m.display_name, 'decidedOn', d.decided_on, 'opinionId', d.opinion_id)
        order by d.decided_at), '[]')
      from decision d join member m on m.organisation_id = d.organisation_id and m.id = d.decided_by
      where d.evaluation_id = $1) as decisions,
    (select coalesce(json_agg(json_build_object('id', s.id, 'kind', s.kind, 'hash', s.hash,
        'hashAlg', s.hash_alg, 'sealedAt', s.sealed_at, 'holds', ${sealHolds('s')}) order by s.sealed_at), '[]')
      from snapshot s where s.evaluation_id = $1) as seals`,
};

/** Reading opinions and decisions. */
export class DecisionQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /** The page of one file; null when it is not visible. */
  async page(tx: ReadTransaction, evaluationId: Id): Promise<DecisionPage | null> {
    const decision = await this.unitOfWork.mayRead(tx, 'evaluation.see', {
      kind: 'evaluation',
      id: evaluationId,
    });
    if (isRefusal(decision)) return null;
    const { facts } = decision;
    const whole = await loadJudgement(tx, this.templates, evaluationId);
    if (!whole) return null;
    const judgement = await asKnown(tx, this.templates, whole, evaluationId, facts);
    const [recorded] = await tx.rows<{ decisions: DecisionView[]; seals: SealView[] }>(
      recordedStatement,
      [evaluationId],
    );
    const file = await fileHead(tx, evaluationId);
    const refusal = decide('opinion.see', facts);
    const objections = await openObjections(tx, this.templates, evaluationId, facts);
    const counts = judgement.opinion && !refusal ? countOf(judgement) : null;
    const reader = memberIdOf(tx.actor);
    const weighs = (seat: Id) => decide('declaration.see', facts, { authorSeat: seat }) === null;
    const open = (quorum: Quorum) => withoutDeclarations(quorum, judgement.panel, weighs);
    const { opinion } = judgement;
    const proofs = await loadProofs(
      tx,
      evaluationId,
      refusal ? [] : [...(opinion ? [opinion] : []), ...judgement.earlier],
    );
    const shown = (one: OpinionRecord): OpinionView =>
      viewOf(one, judgement, facts, reader, proofs, open);
    const present = opinion && !refusal ? shown(opinion) : null;
    return {
      file,
      facts,
      phase: judgement.phase,
      today: judgement.context.today,
      contentHash: judgement.context.contentHash,
      refusal,
      seats: judgement.panel.map(
        ({ seat, name, profession, functions, votes, active, elector, recusal }) => ({
          seat,
          name,
          profession,
          functions,
          votes,
          active,
          elector,
          recusal: weighs(seat) ? recusal : null,
        }),
      ),
      blockers: refusal ? [] : blockerLines(judgement, facts),
      objections,
      outcomes: refusal ? [] : outcomeLines(judgement),
      opinion: present,
      earlier: refusal
        ? []
        : judgement.earlier.filter(({ state }) => state === 'adopted').map(shown),
      meetings: refusal
        ? []
        : judgement.meetings.map((meeting) => meetingView(meeting, judgement, open)),
      quorum: counts && open(counts.quorum),
      requiredRoles: judgement.rules.requiredRoles,
      adoptionBars: refusal ? [] : adoptionBars(judgement, facts),
      tally: counts && { ...counts.tally, notCounted: present?.notCounted ?? [] },
      lateRecusals: refusal ? [] : lateRecusalViews(judgement, facts),
      decisions: refusal ? [] : (recorded?.decisions ?? []),
      decidableFrom: judgement.decidableFrom,
      pilots: judgement.pilots,
      seals: refusal ? [] : (recorded?.seals ?? []),
      reevaluateOn: Object.fromEntries(
        outcomeKeys.map((key) => [
          key,
          defaultReevaluation(judgement.context.today, judgement, key),
        ]),
      ) as Record<OutcomeKey, string>,
    };
  }
}

const named = (panel: readonly PanelMember[], seatId: Id) => ({
  seatId,
  name: nameIn(panel, seatId)?.name ?? '',
  profession: nameIn(panel, seatId)?.profession ?? '',
});

const isOff = (panel: readonly PanelMember[], seat: Id): boolean =>
  nameIn(panel, seat)?.recusal === 'all';

/** Late recusals as everybody who deliberates reads them: the panel is told. */
function lateRecusalViews(judgement: Judgement, facts: Facts): LateRecusalView[] {
  const stopping = new Set(lateRecusalsOf(judgement).map(({ id }) => id));
  return judgement.lateRecusals.map(({ seat, byChair, bySecond, ...late }) => ({
    ...late,
    seatId: seat,
    name: nameIn(judgement.panel, seat)?.name ?? '',
    stopsAdoption: stopping.has(late.id),
    answers: [byChair, bySecond].flatMap((one, index) =>
      one
        ? [
            {
              by: nameIn(judgement.panel, one.seat)?.name ?? '',
              asChair: index === 0,
              reason: one.reason,
              at: one.at,
            },
          ]
        : [],
    ),
    refusal: decide('recusal.answer', facts),
  }));
}

const nameIn = (panel: readonly PanelMember[], seat: Id | null): PanelMember | undefined =>
  panel.find((one) => one.seat === seat);

const viewOf = (
  { cancelledVotes, ...opinion }: OpinionRecord,
  judgement: Judgement,
  facts: Facts,
  reader: Id,
  proofs: ProofsOf,
  open: (quorum: Quorum) => Quorum,
): OpinionView => {
  const { panel } = judgement;
  return {
    ...opinion,
    quorum: opinion.quorum && open(opinion.quorum),
    adoptedBy: nameIn(panel, opinion.adoptedBySeat)?.name ?? null,
    conditions: opinion.conditions.map((condition) => ({
      ...condition,
      steps: condition.steps.map((step) => ({
        ...step,
        toName: nameIn(panel, step.toSeat)?.name ?? null,
        proofs: proofs(step.documents),
      })),
      owner: ownerOf(condition, panel),
      ...whatMayBeDone(condition, opinion.state === 'adopted', judgement, facts, reader),
    })),
    notCounted: [
      ...cancelledVotes.map(({ seatId, choice, because, cancelledAt }) => ({
        ...named(panel, seatId),
        choice,
        because,
        cancelledAt,
      })),
      ...opinion.votes
        .filter(({ seatId }) => opinion.state !== 'adopted' && isOff(panel, seatId))
        .map(({ seatId, choice }) => ({
          ...named(panel, seatId),
          choice,
          because: 'recused' as const,
          cancelledAt: null,
        })),
    ],
    votes: opinion.votes.map(({ seatId, choice, castBySeat, castAs }) => ({
      seatId,
      choice,
      castAs,
      name: nameIn(panel, seatId)?.name ?? '',
      profession: nameIn(panel, seatId)?.profession ?? '',
      castBy: castBySeat === seatId ? null : (nameIn(panel, castBySeat)?.name ?? null),
    })),
    minority: opinion.minority.map((one) => ({
      ...one,
      name: nameIn(panel, one.seatId)?.name ?? '',
      profession: nameIn(panel, one.seatId)?.profession ?? '',
    })),
    problems:
      opinion.id === judgement.opinion?.id && opinion.state !== 'adopted'
        ? problemsOf(judgement)
        : [],
  };
};

const meetingView = (
  meeting: MeetingRecord,
  judgement: Judgement,
  open: (quorum: Quorum) => Quorum,
): MeetingView => ({
  ...meeting,
  notice: noticeOf(meeting, judgement.rules),
  sheet: sheetOf(judgement, meeting),
  quorum: open(shownQuorum(judgement, meeting)),
  quorumFailed: failedCalls(judgement).some(({ id }) => id === meeting.id),
  validatedBy: nameIn(judgement.panel, meeting.validatedBySeat)?.name ?? null,
});

const adoptionBars = (judgement: Judgement, { paused }: Facts): Refusal[] =>
  everyBar({ phase: judgement.phase, paused }, 'adopt_opinion', {
    ...nothingKnown,
    ...guardFactsOf(judgement, judgement.context.today),
  });
