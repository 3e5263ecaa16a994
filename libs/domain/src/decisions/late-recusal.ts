import type { SeatFunction } from '../access';
import type { Instant } from '../evaluations';
import { refuse, type Id, type Refusal } from '../kernel';

/** When a recusal was found that came too late. */
export const lateRecusalStages = ['before_adoption', 'after_adoption', 'after_decision'] as const;
export type LateRecusalStage = (typeof lateRecusalStages)[number];

/** Why a member had no influence, as one of the two who must say so writes it. */
export interface NoInfluence {
  readonly seat: Id;
  readonly reason: string;
  readonly at: Instant;
}

/** A recusal found after the member spoke, rated or voted. */
export interface LateRecusal {
  readonly id: Id;
  readonly seat: Id;
  readonly found: LateRecusalStage;
  readonly spoke: boolean;
  readonly rated: boolean;
  readonly voted: boolean;
  readonly foundAt: Instant;
  readonly byChair: NoInfluence | null;
  readonly bySecond: NoInfluence | null;
}

/** Whether chair and a second member have both said why the member had no influence. */
export const isAnswered = ({ byChair, bySecond }: LateRecusal): boolean =>
  byChair !== null && bySecond !== null;

/**
 * Late recusals that stop the adoption: those found since the ballot was opened. The ballot is held
 * again without the member (taken back and opened anew), or chair and a second member write why she
 * had no influence. One that was lifted stops nothing.
 * @param recused whether a seat is recused today
 */
export const stoppingAdoption = (
  late: readonly LateRecusal[],
  ballotOpenedAt: Instant | null,
  recused: (seat: Id) => boolean,
): LateRecusal[] =>
  ballotOpenedAt === null
    ? []
    : late.filter(
        (one) =>
          one.found === 'before_adoption' &&
          Date.parse(one.foundAt) > Date.parse(ballotOpenedAt) &&
          !isAnswered(one) &&
          recused(one.seat),
      );

/**
 * Writes down why the member had no influence. The chair is one of the two, a second unrecused member
 * the other; one person never stands for both, nor the member for herself.
 */
export function answerLateRecusal(
  late: LateRecusal,
  by: { readonly seat: Id; readonly functions: readonly SeatFunction[] },
  reason: string,
  now: Date,
): LateRecusal | Refusal {
  if (by.seat === late.seat) return refuse('recused');
  const words = reason.trim();
  if (words === '') return refuse('reason_required');
  if (isAnswered(late)) return refuse('late_recusal_answered');
  const answer: NoInfluence = { seat: by.seat, reason: words, at: now.toISOString() };
  if (by.seat === late.byChair?.seat || by.seat === late.bySecond?.seat) {
    return refuse('second_person_needed');
  }
  if (by.functions.includes('chair') && late.byChair === null) return { ...late, byChair: answer };
  return late.bySecond === null
    ? { ...late, bySecond: answer }
    : refuse('late_recusal_waits_for_chair');
}
