import type { SeatFunction } from '../access';
import { refuse, type Id, type Refusal } from '../kernel';
import type { Recusal } from './declarations';

/** A seat as a second person for an assessment is looked for among them. */
export interface PossibleSecond {
  readonly seat: Id;
  readonly memberId: Id;
  readonly active: boolean;
  readonly votes: boolean;
  readonly functions: readonly SeatFunction[];
  readonly recusal: Recusal | null;
}

/** Functions whose holders confirm an assessment that another proposed. */
export const confirmingFunctions: readonly SeatFunction[] = [
  'ethics_lead',
  'chair',
  'decision_maker',
];

export type SecondPerson =
  | { readonly kind: 'by_function' }
  /** One of these seats is drawn. */
  | { readonly kind: 'drawn'; readonly among: readonly Id[] }
  /** Nobody is free: the figures fall at once, and the statements are rated again. */
  | { readonly kind: 'nobody' };

/**
 * Who may be the second person when an assessment would change who counts in an anonymous round that
 * has closed: another holder of the named functions, else a voting member who is drawn; never the
 * proposer, who is concerned, or who is recused from the file.
 */
export function secondPersonFor(
  proposal: { readonly proposedBy: Id; readonly seat: Id },
  seats: readonly PossibleSecond[],
): SecondPerson {
  const concerned = seats.find(({ seat }) => seat === proposal.seat)?.memberId;
  const free = seats.filter(
    ({ active, memberId, recusal }) =>
      active && memberId !== proposal.proposedBy && memberId !== concerned && recusal !== 'all',
  );
  const holds = ({ functions }: PossibleSecond) =>
    functions.some((name) => confirmingFunctions.includes(name));
  if (free.some(holds)) return { kind: 'by_function' };
  const among = free.filter(({ votes }) => votes).map(({ seat }) => seat);
  return among.length > 0 ? { kind: 'drawn', among } : { kind: 'nobody' };
}

/** Why a person may not be the second one; null when she may. That she is not recused is asked before. */
export function refusalOfSecond(
  proposal: { readonly proposedBy: Id; readonly drawnSeat: Id | null },
  concerned: Id,
  by: {
    readonly member: Id;
    readonly seats: readonly Id[];
    readonly functions: readonly SeatFunction[];
  },
): Refusal | null {
  if (by.member === concerned) return refuse('own_declaration');
  if (by.member === proposal.proposedBy) return refuse('second_person_needed');
  const entitled =
    by.functions.some((name) => confirmingFunctions.includes(name)) ||
    (proposal.drawnSeat !== null && by.seats.includes(proposal.drawnSeat));
  return entitled ? null : refuse('not_permitted');
}

/** Whether two recusals take a member off the same things. */
export const sameRecusal = (one: Recusal | null, other: Recusal | null): boolean =>
  one === null || other === null || one === 'all' || other === 'all'
    ? one === other
    : one.length === other.length && one.every((section) => other.includes(section));

/** What a recusal adds to another: everything, sections, or null for nothing. */
export function addedBy(before: Recusal | null, after: Recusal | null): Recusal | null {
  if (after === null || before === 'all') return null;
  if (after === 'all') return 'all';
  const added = after.filter((section) => !(before ?? []).includes(section));
  return added.length > 0 ? added : null;
}
