import {
  checkGrant,
  noPower,
  opensReserved,
  powerTakenOver,
  type Granter,
  type Power,
  type ReservedPart,
  type SeatBefore,
} from '../access';
import { isRecused, type Recusal } from '../evaluations';
import { refuse, type Id, type Refusal } from '../kernel';
import { checkHandingOver } from './conditions';

/**
 * What somebody holds in an organisation that does not go on without a holder. `seat`: functions, vote,
 * answer roles and place in the electorate of a running file; `parts`: parts not handed in;
 * `conditions`: open conditions of adopted opinions; `committee_seat`: a seat of a standing committee.
 * `proxies` are their giver's, and end. Source: decision 0019.
 */
export const holdingKinds = ['seat', 'parts', 'conditions', 'committee_seat', 'proxies'] as const;
export type HoldingKind = (typeof holdingKinds)[number];

const handable: readonly HoldingKind[] = ['seat', 'parts', 'conditions', 'committee_seat'];

/** Whether a holding can be handed to somebody by who administers. */
export const canBeHanded = (kind: HoldingKind): boolean => handable.includes(kind);

/** Something held: one line for each kind and file, or for each seat of a committee. */
export interface Holding {
  readonly kind: HoldingKind;
  /** Null for a seat of a committee. */
  readonly evaluationId: Id | null;
  /** What it consists of. */
  readonly ids: readonly string[];
}

/** What a holding is known by, between the preview and the act. */
export const holdingKey = ({ kind, evaluationId, ids }: Holding): string =>
  `${kind} ${evaluationId ?? ids[0] ?? ''}`;

const sameIds = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/**
 * Holdings that are not as they were seen: given, taken or changed since. Empty when somebody acts on
 * what she looked at.
 */
export function changedSince(seen: readonly Holding[], now: readonly Holding[]): Holding[] {
  const same = (one: Holding) => (other: Holding) =>
    holdingKey(one) === holdingKey(other) && sameIds(one.ids, other.ids);
  return [
    ...now.filter((one) => !seen.some(same(one))),
    ...seen.filter((one) => !now.some((other) => holdingKey(one) === holdingKey(other))),
  ];
}

/** Somebody who might take over what another leaves, as she stands to one file. */
export interface Heir {
  readonly memberId: Id;
  /** Whoever hands over herself. */
  readonly own: boolean;
  /** The seat she has or had on the file. */
  readonly held: (Power & Pick<SeatBefore, 'active' | 'placed'> & { readonly seatId: Id }) | null;
  readonly recusal: Recusal | null;
}

/** A seat that is left, as rules of handing over take it. */
export interface LeftSeat extends Power {
  /** Named as substitute when the file began. */
  readonly substituteId: Id | null;
  readonly placed: boolean;
  /** Its voice counts in the round or vote that is open. */
  readonly spoken: boolean;
}

/** Parts that are left. */
export interface LeftParts {
  readonly sections: readonly string[];
  /** Those that not the whole panel reads. */
  readonly reserved: readonly ReservedPart[];
}

/**
 * Why somebody may not take over the seat of who leaves; null when she may. Whoever hands over gives
 * nothing to herself; the substitute of the beginning was chosen before, anybody else by an
 * administrator who does not act on the file (`checkGrant`). Source: decisions 0011 and 0019.
 */
export function refusalOfSeatHeir(
  left: LeftSeat,
  heir: Heir,
  granter: Omit<Granter, 'own'>,
): Refusal | null {
  if (heir.own) return refuse('own_power');
  if (heir.recusal === 'all') return refuse('successor_recused');
  if (left.spoken) return refuse('place_has_voted');
  const counts = heir.held !== null && (heir.held.placed || (heir.held.active && heir.held.votes));
  if (counts && (left.placed || left.votes)) return refuse('successor_votes_already');
  if (heir.memberId === left.substituteId) return null;
  const before = heir.held?.active ? heir.held : noPower;
  return checkGrant(before, powerTakenOver(heir.held, left), { ...granter, own: false });
}

/**
 * Why somebody may not be given the open parts; null when she may. She sits on the file, or takes the
 * seat over in the same act, and is not taken off any of their sections. A part that is reserved goes
 * only to whom its clearance names, to who answers it already, or with the seat: whoever hands over
 * would open it to a friend. Sources: decisions 0019 and 0023.
 */
export function refusalOfPartsHeir(
  { sections, reserved }: LeftParts,
  heir: Heir,
  takesSeat: boolean,
): Refusal | null {
  if (heir.own) return refuse('own_power');
  const { recusal } = heir;
  if (sections.some((section) => isRecused({ recusal }, section))) {
    return refuse('successor_recused');
  }
  if (takesSeat) return null;
  const { held } = heir;
  if (held?.active !== true) return refuse('seat_ended');
  return reserved.some((part) => opensReserved(part, held)) ? refuse('own_clearance') : null;
}

/** The same for conditions, each open. */
export const refusalOfConditionsHeir = (
  heir: Heir,
  takesSeat: boolean,
  { leaver, by }: { readonly leaver: Id; readonly by: Id },
): Refusal | null =>
  checkHandingOver(
    { state: 'open', ownerMember: leaver },
    {
      member: heir.memberId,
      active: takesSeat || heir.held?.active === true,
      recused: heir.recusal === 'all',
    },
    by,
  );

/**
 * A seat of a standing committee, for files begun later: never to whoever hands it over, and to nobody
 * by who decides on the committee herself. Source: decision 0023.
 * @param inside whoever hands over chairs the committee, votes or decides on it
 */
export function refusalOfCommitteeHeir(heir: Pick<Heir, 'own'>, inside: boolean): Refusal | null {
  if (heir.own) return refuse('own_power');
  return inside ? refuse('committee_from_outside') : null;
}
