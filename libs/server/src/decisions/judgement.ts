import type { AnswerRole, Phase } from '@consilium/domain/access';
import {
  effectOf,
  fractionOf,
  defaultVotingRules,
  stoppingAdoption,
  validateOpinion,
  type AttendanceLine,
  type Blocker,
  type BlockerEffect,
  type CancelReason,
  type CastWay,
  type Condition,
  type ConditionState,
  type ConditionStepKind,
  type Gate,
  type LateRecusal,
  type MeetingMode,
  type Opinion,
  type OpinionProblem,
  type OutcomeKey,
  type Override,
  type PilotProtocol,
  type QuestionReason,
  type Quorum,
  type Tally,
  type VoteChoice,
  type VotingRules,
} from '@consilium/domain/decisions';
import { placesThrough, type Place, type ScopePredicate } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import {
  applicabilityOf,
  blockersOf,
  type BlockerFinding,
  type TemplateDocument,
  type TemplateFacts,
} from '@consilium/domain/templates';
import { loadContext, type EvaluationContext } from '../answers';
import { loadPanel, type PanelMember } from '../consensus';
import { placesOfFile, withCommittee, type PlacesRow } from '../evaluations';
import type { ReadTransaction } from '../platform/database';
import type { TemplateLibrary } from '../templates';
import { holderSeatOf } from './condition-holder';

export interface MeetingRecord {
  readonly id: Id;
  readonly number: number;
  readonly mode: MeetingMode;
  readonly calledOn: string;
  readonly heldOn: string;
  readonly urgent: boolean;
  readonly call: 'first' | 'second';
  readonly presidingSeat: Id | null;
  readonly minutes: string;
  readonly version: number;
  readonly validatedAt: string | null;
  /** The day of it, where the organisation is. */
  readonly validatedOn: string | null;
  readonly validatedBySeat: Id | null;
  /** As the validated minutes find it. */
  readonly quorum: Quorum | null;
  readonly createdAt: string;
  readonly attendance: readonly AttendanceLine[];
}

/** What was done about a condition, and by whom. */
export interface ConditionStepRecord {
  readonly step: ConditionStepKind;
  readonly note: string;
  readonly documents: readonly Id[];
  /** Whom it was handed to. */
  readonly toSeat: Id | null;
  readonly by: Id;
  readonly byName: string;
  readonly at: string;
}

export interface ConditionRecord {
  readonly id: Id;
  readonly text: string;
  /** As adopted. */
  readonly ownerSeat: Id | null;
  readonly ownerName: string;
  /** Who sees to it now: the owner, or whom it was handed to since. */
  readonly holderSeat: Id | null;
  readonly dueOn: string | null;
  readonly proof: string;
  readonly gate: Gate | null;
  readonly blockers: readonly string[];
  readonly state: ConditionState;
  readonly closedNote: string | null;
  readonly closedAt: string | null;
  readonly steps: readonly ConditionStepRecord[];
}

export interface VoteRecord {
  readonly seatId: Id;
  readonly choice: VoteChoice;
  readonly castBySeat: Id;
  readonly castAt: string;
  /** How its voter took part when it was cast, and the answer roles then; null for older votes. */
  readonly castAs: CastWay | null;
  readonly castRoles: readonly AnswerRole[] | null;
}

/** A vote that was cast on the opinion and does not count, with the reason told to its voter. */
export interface CancelledVoteRecord {
  readonly seatId: Id;
  readonly choice: VoteChoice;
  readonly castBySeat: Id;
  readonly castAt: string;
  readonly because: CancelReason;
  readonly cancelledAt: string;
}

export interface MinorityRecord {
  readonly seatId: Id;
  readonly text: string;
  readonly writtenAt: string;
}

export interface OpinionRecord {
  readonly id: Id;
  readonly cycle: number;
  readonly state: 'draft' | 'voting' | 'adopted';
  readonly meetingId: Id | null;
  readonly outcome: OutcomeKey;
  readonly reasons: string;
  readonly reasonsByQuestion: readonly QuestionReason[];
  readonly pilot: PilotProtocol | null;
  readonly missingElements: readonly string[];
  readonly failedPredicates: readonly ScopePredicate[];
  readonly reevaluateOn: string | null;
  readonly version: number;
  readonly votingSince: string | null;
  /** The committee's rules when the vote was opened. */
  readonly rules: VotingRules | null;
  readonly adoptedAt: string | null;
  /** The day of it, where the organisation is. */
  readonly adoptedOn: string | null;
  readonly adoptedBySeat: Id | null;
  readonly tally: Tally | null;
  readonly quorum: Quorum | null;
  /** A later cycle has begun, or the file has gone back since it was adopted. */
  readonly past: boolean;
  readonly conditions: readonly ConditionRecord[];
  readonly votes: readonly VoteRecord[];
  readonly cancelledVotes: readonly CancelledVoteRecord[];
  readonly minority: readonly MinorityRecord[];
}

export interface OverrideRecord {
  readonly questionKey: string;
  readonly effect: BlockerEffect;
  readonly reason: string;
  readonly seatId: Id;
  readonly madeAt: string;
}

interface JudgementRow {
  readonly phase: Phase;
  readonly opened_on: string;
  readonly pilots: boolean;
  readonly quorum_share: number;
  readonly required_roles: AnswerRole[];
  readonly notice_days: number;
  readonly meetings: MeetingRecord[];
  readonly opinions: OpinionRecord[];
  readonly overrides: OverrideRecord[];
  readonly late_recusals: LateRecusal[];
  readonly places: PlacesRow;
}

/**
 * Phases in which an adopted opinion no longer is the one at work, once the file has come (back) to
 * them after the adoption: it was deferred, sent back, or a pilot ended.
 */
export const reopened = `e.phase in ('collecting', 'rating', 'deliberating', 're_rating', 'opinion')
  and e.phase_since > o.adopted_at`;

const judgementStatement = {
  name: 'judgement',
  text: `select e.phase, (e.created_at at time zone z.time_zone)::date::text as opened_on, k.pilots,
    k.quorum_share, k.required_roles, k.notice_days, ${placesOfFile} as places,
    (select coalesce(json_agg(json_build_object('id', m.id, 'number', m.number, 'mode', m.mode,
        'calledOn', m.called_on, 'heldOn', m.held_on, 'urgent', m.urgent, 'call', m.call,
        'presidingSeat', m.presiding_seat, 'minutes', m.minutes, 'version', m.version,
        'validatedAt', m.validated_at, 'validatedOn', (m.validated_at at time zone z.time_zone)::date, 'validatedBySeat', m.validated_by_seat, 'quorum', m.quorum, 'createdAt', m.created_at,
        'attendance', (select coalesce(json_agg(json_build_object('seatId', a.seat_id,
            'attendance', a.attendance, 'representedBy', a.represented_by, 'note', a.note)
            order by a.seat_id), '[]')
          from meeting_attendance a where a.organisation_id = m.organisation_id
            and a.meeting_id = m.id)) order by m.number), '[]')
      from meeting m where m.organisation_id = e.organisation_id and m.evaluation_id = e.id) as meetings,
    (select coalesce(json_agg(json_build_object('id', o.id, 'cycle', o.cycle, 'state', o.state,
        'meetingId', o.meeting_id, 'outcome', o.outcome, 'reasons', o.reasons,
        'reasonsByQuestion', o.reasons_by_question, 'pilot', o.pilot,
        'missingElements', o.missing_elements, 'failedPredicates', o.failed_predicates,
        'reevaluateOn', o.reevaluate_on, 'version', o.version, 'votingSince', o.voting_since, 'rules', o.rules,
        'adoptedAt', o.adopted_at, 'adoptedOn', (o.adopted_at at time zone z.time_zone)::date,
         'adoptedBySeat', o.adopted_by_seat, 'tally', o.tally,
        'quorum', o.quorum,
        'past', o.superseded_at is not null or o.state = 'adopted' and ${reopened},
        'conditions', (select coalesce(json_agg(json_build_object('id', c.id, 'text', c.text,
            'ownerSeat', c.owner_seat, 'ownerName', c.owner_name,
            'holderSeat', ${holderSeatOf('c')}, 'dueOn', c.due_on,
            'proof', c.proof, 'gate', c.gate, 'blockers', c.blockers, 'state', c.state,
            'closedNote', c.closed_note, 'closedAt', c.closed_at,
            'steps', (select coalesce(json_agg(json_build_object('step', k.step, 'note', k.note,
                'documents', k.documents, 'toSeat', k.holder_seat, 'by', k.taken_by, 'byName', m.display_name,
                'at', k.taken_at) order by k.taken_at, k.id), '[]')
              from condition_step k join member m on m.organisation_id = k.organisation_id
                and m.id = k.taken_by
              where k.organisation_id = c.organisation_id and k.condition_id = c.id)) order by c.position), '[]')
          from opinion_condition c where c.organisation_id = o.organisation_id
            and c.opinion_id = o.id),
        'votes', (select coalesce(json_agg(json_build_object('seatId', v.seat_id,
            'choice', v.choice, 'castBySeat', v.cast_by_seat, 'castAt', v.cast_at,
            'castAs', v.cast_as, 'castRoles', v.cast_roles) order by v.seat_id), '[]')
          from vote v where v.organisation_id = o.organisation_id and v.opinion_id = o.id),
        'cancelledVotes', (select coalesce(json_agg(json_build_object('seatId', x.seat_id,
            'choice', x.choice, 'castBySeat', x.cast_by_seat, 'castAt', x.cast_at,
            'because', x.because, 'cancelledAt', x.cancelled_at) order by x.cancelled_at, x.id), '[]')
          from cancelled_vote x where x.organisation_id = o.organisation_id
            and x.opinion_id = o.id),
        'minority', (select coalesce(json_agg(json_build_object('seatId', w.seat_id,
            'text', w.text, 'writtenAt', w.written_at) order by w.written_at), '[]')
          from minority_opinion w where w.organisation_id = o.organisation_id
            and w.opinion_id = o.id)) order by o.cycle), '[]')
      from opinion o where o.organisation_id = e.organisation_id and o.evaluation_id = e.id) as opinions,
    (select coalesce(json_agg(json_build_object('questionKey', b.question_key, 'effect', b.effect,
        'reason', b.reason, 'seatId', b.seat_id, 'madeAt', b.made_at) order by b.made_at), '[]')
      from blocker_override b where b.organisation_id = e.organisation_id
        and b.evaluation_id = e.id) as overrides,
    (select coalesce(json_agg(json_build_object('id', r.id, 'seat', r.seat_id, 'found', r.found,
        'spoke', r.spoke, 'rated', r.rated, 'voted', r.voted, 'foundAt', r.found_at,
        'byChair', case when r.chair_seat is not null then json_build_object('seat', r.chair_seat,
          'reason', r.chair_reason, 'at', r.chair_at) end,
        'bySecond', case when r.second_seat is not null then json_build_object('seat', r.second_seat,
          'reason', r.second_reason, 'at', r.second_at) end) order by r.found_at), '[]')
      from late_recusal r where r.organisation_id = e.organisation_id
        and r.evaluation_id = e.id) as late_recusals
  from evaluation e
  join organisation z on z.id = e.organisation_id
  ${withCommittee('k')}
  where e.id = $1`,
};

/** A finding of the template's blockers with what it does to the opinion; its question is its id. */
export interface JudgedFinding {
  readonly finding: BlockerFinding;
  /** Null for a point of vigilance. */
  readonly effect: BlockerEffect | null;
  readonly override: OverrideRecord | null;
}

/** All that opinion, vote and decision rest on. */
export interface Judgement {
  readonly phase: Phase;
  /** The first day of the file. */
  readonly openedOn: string;
  /** The first day that a decision may bear: of the adoption, or of the file without an opinion. */
  readonly decidableFrom: string;
  /** The committee runs pilots. */
  readonly pilots: boolean;
  readonly context: EvaluationContext;
  readonly panel: readonly PanelMember[];
  /** The frozen electorate through time; empty while it is whoever votes today. */
  readonly places: readonly Place[];
  /** The committee's, or those of the opening of the vote once it is open. */
  readonly rules: VotingRules;
  readonly meetings: readonly MeetingRecord[];
  /** The opinion of the present cycle. */
  readonly opinion: OpinionRecord | null;
  /** The meeting at which it is voted. */
  readonly meeting: MeetingRecord | null;
  readonly earlier: readonly OpinionRecord[];
  readonly findings: readonly JudgedFinding[];
  readonly blockers: readonly Blocker[];
  readonly overrides: readonly Override[];
  readonly lateRecusals: readonly LateRecusal[];
  /** The device learns, or uses what was learnt: the next evaluation is due sooner. */
  readonly ai: boolean;
}

/** Loads a judgement: three statements, however large the file. Null when it is not inside the wall. */
export async function loadJudgement(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
): Promise<Judgement | null> {
  const context = await loadContext(tx, templates, evaluationId);
  const [row] = await tx.rows<JudgementRow>(judgementStatement, [evaluationId]);
  if (!context || !row) return null;
  const panel = await loadPanel(tx, evaluationId);
  const findings = findingsOf(context.document, context.facts, context.today, row.overrides);
  const opinion = row.opinions.find(({ past }) => !past) ?? null;
  return {
    phase: row.phase,
    openedOn: row.opened_on,
    decidableFrom: opinion?.adoptedOn ?? row.opened_on,
    pilots: row.pilots,
    context,
    panel,
    places: placesThrough(row.places.first, row.places.replacements),
    rules: opinion?.rules ?? {
      ...defaultVotingRules,
      quorum: fractionOf(row.quorum_share),
      requiredRoles: row.required_roles,
      noticeDays: row.notice_days,
    },
    meetings: row.meetings,
    opinion,
    meeting: row.meetings.find(({ id }) => id === opinion?.meetingId) ?? null,
    earlier: row.opinions.filter(({ past }) => past),
    ...standing(findings),
    lateRecusals: row.late_recusals,
    ai: applicabilityOf(context.document, context.facts).section('AI') === true,
  };
}

/** What stands against an opinion, and what of it was set aside. */
export const standing = (
  findings: readonly JudgedFinding[],
): Pick<Judgement, 'findings' | 'blockers' | 'overrides'> => ({
  findings,
  blockers: findings.flatMap(({ finding, effect }) =>
    effect === null ? [] : [{ id: finding.question.key, question: finding.question.key, effect }],
  ),
  overrides: findings.flatMap(({ override }) =>
    override ? [{ blocker: override.questionKey, reason: override.reason }] : [],
  ),
});

/** An override holds for the effect that was set aside; a question that got worse needs another. */
export const findingsOf = (
  document: TemplateDocument,
  facts: TemplateFacts,
  today: string,
  overrides: readonly OverrideRecord[],
): JudgedFinding[] =>
  blockersOf(document, facts, { decisionDate: today }).map((finding) => {
    const effect = effectOf(finding);
    const override = overrides.find(
      (one) => one.questionKey === finding.question.key && one.effect === effect,
    );
    return { finding, effect, override: override ?? null };
  });

/** The opinion as the rules take it. */
export const opinionOf = (record: OpinionRecord, panel: readonly PanelMember[]): Opinion => ({
  outcome: record.outcome,
  reasons: record.reasons,
  reasonsByQuestion: record.reasonsByQuestion,
  conditions: record.conditions.map((condition) => conditionOf(condition, panel)),
  pilot: record.pilot,
  missingElements: record.missingElements,
  failedPredicates: record.failedPredicates,
  reevaluateOn: record.reevaluateOn,
});

const conditionOf = (record: ConditionRecord, panel: readonly PanelMember[]): Condition => ({
  id: record.id,
  text: record.text,
  owner: ownerOf(record, panel),
  dueOn: record.dueOn,
  proof: record.proof,
  gate: record.gate,
  blockers: record.blockers,
  state: record.state,
});

/** Who sees to a condition, by name; null when nobody does. */
export const ownerOf = (
  { ownerSeat, ownerName }: Pick<ConditionRecord, 'ownerSeat' | 'ownerName'>,
  panel: readonly PanelMember[],
): string | null => panel.find(({ seat }) => seat === ownerSeat)?.name ?? (ownerName || null);

/** Everything that keeps the opinion from being adopted, apart from quorum, vote and minutes. */
export const problemsOf = (judgement: Judgement): OpinionProblem[] =>
  judgement.opinion
    ? validateOpinion(opinionOf(judgement.opinion, judgement.panel), {
        blockers: judgement.blockers,
        overrides: judgement.overrides,
        today: judgement.context.today,
      })
    : [];

/** Late recusals that stop the adoption as things stand. */
export const lateRecusalsOf = ({ lateRecusals, opinion, panel }: Judgement): LateRecusal[] =>
  stoppingAdoption(
    lateRecusals,
    opinion?.votingSince ?? null,
    (seat) => panel.find((one) => one.seat === seat)?.recusal != null,
  );
