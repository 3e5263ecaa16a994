import { refuse, type Refusal } from '../kernel';
import type { AnswerRole, OrganisationFunction, SeatFunction } from './roles';

/**
 * What a seat lets its holder do beyond taking part. Three sentences rule it: nobody widens the own
 * power; whoever decides does not choose who decides; what was frozen stays frozen or changes in the
 * open. Source: decision 0011.
 */
export interface Power {
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  readonly answerRoles: readonly AnswerRole[];
}

export const noPower: Power = { functions: [], votes: false, answerRoles: [] };

/** Roles that carry a right of their own: formal advice, or speaking with the supplier. */
export const rolesWithRights: readonly AnswerRole[] = ['it_security', 'dpo', 'buyer'];

/** What nobody ever gives to herself, the sole administrator neither: chair, vote and decision. */
const deciding: readonly SeatFunction[] = ['chair', 'decision_maker'];

const missingIn = <Item>(held: readonly Item[], wanted: readonly Item[]): Item[] =>
  wanted.filter((one) => !held.includes(one));

const sameIn = <Item>(one: readonly Item[], other: readonly Item[]): boolean =>
  missingIn(one, other).length === 0 && missingIn(other, one).length === 0;

/**
 * Answer roles of a file that carry power: those with a right of their own, and those to which some
 * part or document is reserved.
 * @param reserved roles named by a clearance in the file
 */
export const powerRoles = (
  roles: readonly AnswerRole[],
  reserved: readonly AnswerRole[],
): AnswerRole[] =>
  roles.filter((role) => rolesWithRights.includes(role) || reserved.includes(role));

/** Whether a seat carries power: a function, a vote, or a role that does. */
export const carriesPower = (power: Power, reserved: readonly AnswerRole[]): boolean =>
  power.functions.length > 0 || power.votes || powerRoles(power.answerRoles, reserved).length > 0;

/** Whether one power holds something that the other does not. */
export const raises = (before: Power, after: Power): boolean =>
  (after.votes && !before.votes) ||
  missingIn(before.functions, after.functions).length > 0 ||
  missingIn(before.answerRoles, after.answerRoles).length > 0;

/** A seat as somebody who runs the file finds it. */
export interface SeatBefore extends Power {
  /** Somebody fills it today. */
  readonly active: boolean;
  readonly seatedTo: string | null;
  readonly profession: string;
  /** It has a place in the frozen electorate. */
  readonly placed: boolean;
}

/** What somebody carries who takes over a seat, beside what the seat carries that she fills already. */
export const powerTakenOver = (
  held: (Power & Pick<SeatBefore, 'active'>) | null,
  left: Power,
): Power => ({
  functions: [...new Set([...(held?.active ? held.functions : []), ...left.functions])],
  votes: left.votes || (held?.active === true && held.votes),
  answerRoles: [...new Set([...(held?.answerRoles ?? []), ...left.answerRoles])],
});

/**
 * The last day of the seat of who takes another one over: one seat has one end. The mandate she has there
 * runs as it was given, no shorter and no longer; who is newly seated has what remains of the other one.
 * Null where it has no end.
 */
export const termTakenOver = (
  held: Pick<SeatBefore, 'active' | 'seatedTo'> | null,
  left: { readonly remainsTo: string | null } | null,
): string | null => (held?.active ? held.seatedTo : (left?.remainsTo ?? null));

/** Whether one last day of a mandate, null for none, comes after another. */
export const outlasts = (day: string | null, other: string | null): boolean =>
  other !== null && (day === null || day > other);

/** What is asked for a seat. */
export interface SeatAfter extends Power {
  readonly seatedTo: string | null;
  readonly profession: string;
}

/** What the power of a role on one file depends on. */
export interface Staffing {
  /** The seat is the actor's own. */
  readonly own: boolean;
  /** Roles to which some part or document of the file is reserved. */
  readonly reserved: readonly AnswerRole[];
  /** Roles without which the committee's quorum is not met: on a seat that votes they decide. */
  readonly required: readonly AnswerRole[];
}

/**
 * What coordinator and chair may do to a seat: seat contributors and change what carries no power.
 * Never one's own seat; functions, votes, roles that carry power and the mandate of whoever holds
 * them come from an administrator, and are taken away by one.
 */
export function checkStaffing(
  before: SeatBefore | null,
  after: SeatAfter,
  { own, reserved, required }: Staffing,
): Refusal | null {
  if (own) return refuse('own_power');
  const held: Power = before ?? noPower;
  const counted = held.votes ? [...reserved, ...required] : reserved;
  const sameRoles = sameIn(
    powerRoles(held.answerRoles, counted),
    powerRoles(after.answerRoles, counted),
  );
  if (!sameRoles || held.votes !== after.votes || !sameIn(held.functions, after.functions)) {
    return refuse('power_by_administrator');
  }
  if (before === null || !(carriesPower(before, reserved) || before.placed)) return null;
  if (!before.active || before.seatedTo !== after.seatedTo) return refuse('power_by_administrator');
  return before.placed && before.profession !== after.profession
    ? refuse('electorate_frozen')
    : null;
}

/** Ending a seat: one that carries power is ended by an administrator, whoever runs the file. */
export const checkEnding = (seat: Power, reserved: readonly AnswerRole[]): Refusal | null =>
  carriesPower(seat, reserved) ? refuse('power_by_administrator') : null;

/** An administrator towards the file on whose panel she acts. */
export interface Granter {
  /** The seat is her own, or would be. */
  readonly own: boolean;
  /** Nobody else administers the organisation. */
  readonly sole: boolean;
  /** Holds a function or a vote on the file, by a seat or for the whole organisation. */
  readonly acts: boolean;
  /** Chairs the file, votes on it, or decides. */
  readonly decides: boolean;
  /** A round or a vote is open. */
  readonly judging: boolean;
}

/**
 * Whether an administrator may change what a seat carries. She acts on no file on which she gives;
 * a sole administrator may, unless she decides there, and may even give herself something, never
 * chair, vote or decision, never while a round or a vote is open.
 */
export function checkGrant(before: Power, after: Power, granter: Granter): Refusal | null {
  const { own, sole, acts, decides, judging } = granter;
  if (own && raises(before, after)) {
    if (!sole) return refuse('own_power');
    const gained = missingIn(before.functions, after.functions);
    if (gained.some((name) => deciding.includes(name)) || (after.votes && !before.votes)) {
      return refuse('own_power_never');
    }
    return judging ? refuse('own_power_while_judging') : null;
  }
  if (own) return null;
  if (!acts) return null;
  return sole && !decides ? null : refuse('grants_from_outside');
}

/**
 * Whether the vote of a seat may change as asked. While the electorate stands a vote comes only with a
 * place of it, and goes only with the end of the seat.
 */
export function checkVoteChange(
  { before, after }: { readonly before: boolean; readonly after: boolean },
  { frozen, filling }: { readonly frozen: boolean; readonly filling: boolean },
): Refusal | null {
  if (filling && !after) return refuse('place_needs_vote');
  return frozen && before !== after && !filling ? refuse('electorate_frozen') : null;
}

/**
 * Whether an administrator may change functions held for the whole organisation; they reach every
 * file. The own ones only ever shrink, but for a sole administrator's, with a reason, and never the
 * decision.
 */
export function checkFunctions(
  before: readonly OrganisationFunction[],
  after: readonly OrganisationFunction[],
  { own, sole, judging }: Pick<Granter, 'own' | 'sole' | 'judging'>,
): Refusal | null {
  const gained = missingIn(before, after);
  if (!own || gained.length === 0) return null;
  if (!sole) return refuse('own_power');
  if (gained.includes('decision_maker')) return refuse('own_power_never');
  return judging ? refuse('own_power_while_judging') : null;
}
