import type { CalendarDate, Instant } from '../evaluations';
import { type Id, type Refusal, refuse } from '../kernel';

/** By when a condition must be met. Source: domain guide §8. */
export type Gate =
  | { readonly kind: 'before_signature' }
  | { readonly kind: 'before_go_live' }
  | { readonly kind: 'within_months'; readonly months: number };

export const gateKinds = ['before_signature', 'before_go_live', 'within_months'] as const;

export const conditionStates = ['open', 'met', 'waived'] as const;
export type ConditionState = (typeof conditionStates)[number];

export interface Condition {
  readonly id: Id;
  readonly text: string;
  /** Seat or named person who sees to it. */
  readonly owner: string | null;
  readonly dueOn: CalendarDate | null;
  /** What will show that it is met. */
  readonly proof: string;
  readonly gate: Gate | null;
  /** Blockers that this condition answers. */
  readonly blockers: readonly Id[];
  readonly state: ConditionState;
}

export interface ConditionClosed {
  readonly type: 'condition.met' | 'condition.waived';
  readonly condition: Id;
  readonly at: Instant;
}

type Closed = { condition: Condition; note: string; events: readonly [ConditionClosed] };

const close = (
  condition: Condition,
  state: 'met' | 'waived',
  note: string,
  missing: 'condition_proof_missing' | 'reason_required',
  now: Date,
): Closed | Refusal => {
  if (condition.state !== 'open') return refuse('condition_not_open');
  if (note.trim() === '') return refuse(missing);
  return {
    condition: { ...condition, state },
    note: note.trim(),
    events: [{ type: `condition.${state}`, condition: condition.id, at: now.toISOString() }],
  };
};

/** Records a condition as met, with what shows it. */
export const meetCondition = (condition: Condition, proof: string, now: Date) =>
  close(condition, 'met', proof, 'condition_proof_missing', now);

/** Gives a condition up, with the reason. */
export const waiveCondition = (condition: Condition, reason: string, now: Date) =>
  close(condition, 'waived', reason, 'reason_required', now);

/** Open conditions that still bar the signature, or going live (which the signature precedes). */
export const openGates = (
  conditions: readonly Condition[],
  step: 'signature' | 'go_live',
): Condition[] =>
  conditions.filter(
    ({ state, gate }) =>
      state === 'open' &&
      (gate?.kind === 'before_signature' ||
        (step === 'go_live' && gate?.kind === 'before_go_live')),
  );
