import type { CalendarDate, Instant, MoveKey } from '../evaluations';
import { checkOrder, refuse, type Id, type NamedDay, type Refusal } from '../kernel';
import type { OutcomeKey } from './opinion';

/**
 * What the decision-maker decides. Its words are not those of the opinion, so that neither is taken
 * for the other.
 */
export const decisionKeys = [
  'approved',
  'approved_with_conditions',
  'pilot',
  'refused',
  'sent_back',
] as const;
export type DecisionKey = (typeof decisionKeys)[number];

/** The decisions that follow an opinion; any other differs from it. */
const followedBy: Readonly<Record<OutcomeKey, readonly DecisionKey[]>> = {
  favourable: ['approved'],
  favourable_with_conditions: ['approved_with_conditions'],
  pilot: ['pilot'],
  deferred: ['sent_back'],
  unfavourable: ['refused'],
  out_of_scope: ['refused'],
};

/** Whether a decision differs from the committee's opinion. */
export const differsFrom = (decision: DecisionKey, opinion: OutcomeKey): boolean =>
  !followedBy[opinion].includes(decision);

/** The move of the phase table that a decision makes. */
const moveFor = (decision: DecisionKey, hasOpinion: boolean): MoveKey => {
  if (decision === 'refused') return 'refuse_purchase';
  if (decision === 'sent_back') return 'send_back';
  return hasOpinion ? 'decide' : 'decide_without_opinion';
};

/** What the decision allows next, as the phase table's guards ask. */
export const allowanceOf = (decision: DecisionKey): 'none' | 'purchase' | 'pilot' =>
  decision === 'pilot' ? 'pilot' : decision.startsWith('approved') ? 'purchase' : 'none';

export interface FinalDecision {
  readonly decision: DecisionKey;
  readonly reason: string | null;
  readonly decidedBy: Id;
  readonly decidedAt: Instant;
  /** Outcome of the adopted opinion; null when decided without one, and labelled so. */
  readonly opinion: OutcomeKey | null;
  readonly withoutOpinion: boolean;
  readonly differs: boolean;
}

export interface DecisionRecorded {
  readonly type: 'decision.recorded';
  readonly decision: DecisionKey;
  readonly withoutOpinion: boolean;
  readonly differs: boolean;
  readonly at: Instant;
}

/** What the file of a decision is, beside its opinion. */
export interface DecidedFile {
  /** The committee runs pilots. */
  readonly pilots: boolean;
}

/**
 * Refuses a day that a decision cannot bear: one to come, one before what it decides on, or one after
 * the end of the pilot that is decided.
 * @param from day on which the opinion was adopted, or the file opened where there is none
 */
export const checkDecisionDay = (
  day: CalendarDate,
  file: {
    readonly from: NamedDay;
    readonly today: CalendarDate;
    /** With the decision `pilot`. */
    readonly pilotEndsOn?: CalendarDate | null;
  },
): Refusal | null =>
  checkOrder(file.from, ['decided_on', day], ['today', file.today]) ??
  checkOrder(['decided_on', day], ['pilot_ends_on', file.pilotEndsOn ?? null]);

/** A pilot follows the protocol of the opinion adopted; without one the file could not go on. */
const refusalOfPilot = (opinion: OutcomeKey | null, { pilots }: DecidedFile): Refusal | null => {
  if (!pilots) return refuse('pilots_switched_off');
  return opinion === 'pilot' ? null : refuse('decision_pilot_without_protocol');
};

/**
 * Records the final decision as its own record beside the opinion. A reason is needed to refuse or
 * send back, to differ from the opinion, and to decide without one. A deferred opinion has no
 * decision but sending back or refusing; without an opinion there is nothing to send back. A pilot
 * is decided on an opinion that gives its protocol.
 * Source: product design §2; domain guide §8.
 */
export function recordDecision(
  input: { readonly decision: DecisionKey; readonly reason?: string; readonly by: Id },
  opinion: OutcomeKey | null,
  file: DecidedFile,
  now: Date,
): { decision: FinalDecision; move: MoveKey; events: readonly [DecisionRecorded] } | Refusal {
  const { decision } = input;
  const reason = input.reason?.trim() || null;
  const withoutOpinion = opinion === null;
  const differs = opinion !== null && differsFrom(decision, opinion);
  if (withoutOpinion && decision === 'sent_back') return refuse('opinion_not_adopted');
  if (opinion === 'deferred' && decision !== 'sent_back' && decision !== 'refused') {
    return refuse('decision_on_deferred_opinion');
  }
  const notPilot = decision === 'pilot' ? refusalOfPilot(opinion, file) : null;
  if (notPilot) return notPilot;
  if (reason === null) {
    if (withoutOpinion) return refuse('decision_without_opinion_reason');
    if (differs) return refuse('decision_differs_reason');
    if (decision === 'refused' || decision === 'sent_back') return refuse('reason_required');
  }
  const at = now.toISOString();
  return {
    decision: {
      decision,
      reason,
      decidedBy: input.by,
      decidedAt: at,
      opinion,
      withoutOpinion,
      differs,
    },
    move: moveFor(decision, !withoutOpinion),
    events: [{ type: 'decision.recorded', decision, withoutOpinion, differs, at }],
  };
}
