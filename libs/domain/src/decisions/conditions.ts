import type { AnswerRole, SeatFunction } from '../access';
import { advisingRoles, type CalendarDate } from '../evaluations';
import { type Id, type Refusal, refuse } from '../kernel';

/** By when a condition must be met. Source: domain guide §8. */
export type Gate =
  | { readonly kind: 'before_signature' }
  | { readonly kind: 'before_go_live' }
  | { readonly kind: 'within_months'; readonly months: number };

export const gateKinds = ['before_signature', 'before_go_live', 'within_months'] as const;

export const conditionStates = ['open', 'declared', 'met', 'waived'] as const;
export type ConditionState = (typeof conditionStates)[number];

/** The mark of one condition on the page of opinion and decision, which links lead to. */
export const conditionMark = (conditionId: Id): string => `condition-${conditionId}`;

/** What is done about a condition; each is kept with who did it. */
export const conditionSteps = [
  'declared',
  'confirmed',
  'returned',
  'waived',
  'handed_over',
] as const;
export type ConditionStepKind = (typeof conditionSteps)[number];

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

/** Who acts on a condition. */
export interface ConditionActor {
  readonly member: Id;
  readonly functions: readonly SeatFunction[];
  readonly answerRoles: readonly AnswerRole[];
}

/** A condition with what its follow-up rests on. */
export interface FollowedCondition extends Pick<Condition, 'id' | 'state' | 'gate'> {
  /**
   * Who sees to it now, where that is somebody with a seat that is held: the owner of the adoption, or
   * whom it was handed to since.
   */
  readonly ownerMember: Id | null;
  /** Who last declared it met. */
  readonly declaredBy: Id | null;
  /** Answer roles that lead the questions of its blockers: an adviser among them asked for it. */
  readonly askedBy: readonly AnswerRole[];
}

type Taken = {
  readonly state: ConditionState;
  readonly step: ConditionStepKind;
  readonly note: string;
};

/** Whether somebody besides the owner must confirm it: signature and going live wait for it. */
export const needsConfirmation = (gate: Pick<Gate, 'kind'> | null): boolean =>
  gate?.kind === 'before_signature' || gate?.kind === 'before_go_live';

/** Why a person may not declare a condition met; null when she may. */
export function refusalOfDeclaring(
  condition: FollowedCondition,
  by: ConditionActor,
): Refusal | null {
  if (condition.state !== 'open') return refuse('condition_not_open');
  const isOwner = condition.ownerMember === by.member;
  const standsIn = condition.ownerMember === null && by.functions.includes('coordinator');
  return isOwner || standsIn ? null : refuse('condition_not_yours');
}

/**
 * The owner declares a condition met, with what shows it; the coordinator does for an owner without a
 * seat. Before signature and going live it then waits for a confirmation. Source: domain guide §8.
 */
export function declareMet(
  condition: FollowedCondition,
  by: ConditionActor,
  proof: string,
): Taken | Refusal {
  const refused = refusalOfDeclaring(condition, by);
  if (refused) return refused;
  if (proof.trim() === '') return refuse('condition_proof_missing');
  return {
    state: needsConfirmation(condition.gate) ? 'declared' : 'met',
    step: 'declared',
    note: proof.trim(),
  };
}

/** Of the roles that lead the questions of a condition, those that advise: they asked for it. */
export const advisersAmong = (roles: readonly AnswerRole[]): AnswerRole[] =>
  advisingRoles.filter((role) => roles.includes(role));

/**
 * Whether a person may confirm what was declared: the chair, the coordinator, or the adviser who asked
 * for it; never who declared it, nor its owner.
 */
export function refusalOfConfirming(
  condition: FollowedCondition,
  by: ConditionActor,
): Refusal | null {
  if (condition.state !== 'declared') return refuse('condition_not_declared');
  if (by.member === condition.declaredBy || by.member === condition.ownerMember) {
    return refuse('second_person_needed');
  }
  const entitled =
    by.functions.some((name) => name === 'chair' || name === 'coordinator') ||
    advisersAmong(condition.askedBy).some((role) => by.answerRoles.includes(role));
  return entitled ? null : refuse('not_permitted');
}

/** Confirms what was declared, or returns it to its owner with the reason. */
export function confirmMet(
  condition: FollowedCondition,
  by: ConditionActor,
  input: { readonly accept: boolean; readonly note: string },
): Taken | Refusal {
  const refused = refusalOfConfirming(condition, by);
  if (refused) return refused;
  const note = input.note.trim();
  if (input.accept) return { state: 'met', step: 'confirmed', note };
  return note === '' ? refuse('reason_required') : { state: 'open', step: 'returned', note };
}

/** Gives a condition up, with the reason. */
export function waiveCondition(condition: FollowedCondition, reason: string): Taken | Refusal {
  if (condition.state !== 'open' && condition.state !== 'declared') {
    return refuse('condition_not_open');
  }
  if (reason.trim() === '') return refuse('reason_required');
  return { state: 'waived', step: 'waived', note: reason.trim() };
}

/** Whom a condition is handed to. */
export interface ConditionHeir {
  readonly member: Id;
  /** She fills a seat of the file today. */
  readonly active: boolean;
  /** Recused from the whole file. */
  readonly recused: boolean;
}

/**
 * Whether a condition may be handed to somebody else on the panel. The words and the owner of the
 * adoption stay as they were sealed; who sees to it from now on is a row beside them, with the reason.
 * Nobody takes one herself: she would declare what she was to confirm. Source: decision 0019.
 */
export function checkHandingOver(
  condition: Pick<FollowedCondition, 'state' | 'ownerMember'>,
  to: ConditionHeir,
  by: Id,
): Refusal | null {
  if (!isOpen(condition.state)) return refuse('condition_not_open');
  if (to.member === by) return refuse('own_power');
  if (!to.active) return refuse('seat_ended');
  if (to.recused) return refuse('successor_recused');
  return to.member === condition.ownerMember ? refuse('condition_held_already') : null;
}

/** Whether a condition still holds something up: declared is not yet met. */
export const isOpen = (state: ConditionState): boolean => state === 'open' || state === 'declared';

/** Open conditions that still bar the signature, or going live (which the signature precedes). */
export const openGates = (
  conditions: readonly Condition[],
  step: 'signature' | 'go_live',
): Condition[] =>
  conditions.filter(
    ({ state, gate }) =>
      isOpen(state) &&
      (gate?.kind === 'before_signature' ||
        (step === 'go_live' && gate?.kind === 'before_go_live')),
  );
