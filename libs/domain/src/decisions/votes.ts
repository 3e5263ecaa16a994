import type { AnswerRole } from '../access';
import type { Recusal } from '../evaluations';
import type { Id } from '../kernel';

export const voteChoices = ['for', 'against', 'abstain'] as const;
export type VoteChoice = (typeof voteChoices)[number];

/** How a member takes part in the sitting or the written consultation. */
export const attendances = ['present', 'remote', 'written', 'represented', 'absent'] as const;
export type Attendance = (typeof attendances)[number];

/** A committee's rules; shipped as defaults, set by each committee. Source: domain guide §7. */
export interface VotingRules {
  /** Share of eligible members that must take part; half by default. */
  readonly quorum: { readonly numerator: number; readonly denominator: number };
  /** Answer roles of which an eligible member must take part. */
  readonly requiredRoles: readonly AnswerRole[];
  /** `expressed`: more votes for than against. `attending`: for more than half of those taking part. */
  readonly majority: 'expressed' | 'attending';
  /** Who presides decides an equal vote, if entitled to vote and having voted for or against. */
  readonly castingVote: boolean;
  /** Proxies one member may hold. */
  readonly maxProxies: number;
  /** On a second call with the same agenda no share of the members is asked for. */
  readonly secondCallWithoutQuorum: boolean;
  /** Days of notice before a sitting, except in urgency. */
  readonly noticeDays: number;
}

export const defaultVotingRules: VotingRules = {
  quorum: { numerator: 1, denominator: 2 },
  requiredRoles: [],
  majority: 'expressed',
  castingVote: true,
  maxProxies: 1,
  secondCallWithoutQuorum: true,
  noticeDays: 5,
};

/** A voting seat at a sitting. */
export interface Voter {
  readonly seat: Id;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  /** Holds a valid declaration; without one a member counts as absent. */
  readonly declared: boolean;
  readonly recusal: Recusal | null;
  readonly attendance: Attendance;
  /** Seat that holds this member's proxy, when represented. */
  readonly representedBy: Id | null;
  /** A place of the electorate that nobody fills: it stays in the number to reach. */
  readonly vacant: boolean;
  /**
   * A vote of this member is in. Whether she may vote was judged when it was cast: what changes later,
   * of sheet, seat, mandate or declaration, takes nothing away; a recusal alone does.
   */
  readonly voted?: boolean;
}

/** In what way a vote was cast, kept with it. */
export const castWays = ['in_person', 'remote', 'written', 'proxy'] as const;
export type CastWay = (typeof castWays)[number];

/** The way in which a member standing so on the sheet votes. */
export const castWayOf = (attendance: Exclude<Attendance, 'absent'>): CastWay =>
  attendance === 'present' ? 'in_person' : attendance === 'represented' ? 'proxy' : attendance;

/** Why a vote that was cast does not count; each is told to the voter and printed. */
export const cancelReasons = ['recused', 'proxy_void', 'taken_back'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/**
 * Votes that end with a recusal from the whole file: the member's own, and those cast by her hand for
 * members she represented. A vote that another cast for her is her own.
 */
export const cancelledByRecusal = (
  seat: Id,
  votes: readonly { readonly seatId: Id; readonly castBySeat: Id }[],
): { readonly seatId: Id; readonly because: CancelReason }[] =>
  votes.flatMap(({ seatId, castBySeat }): { seatId: Id; because: CancelReason }[] =>
    seatId === seat
      ? [{ seatId, because: 'recused' }]
      : castBySeat === seat
        ? [{ seatId, because: 'proxy_void' }]
        : [],
  );

/** Why a seat does not take part in the vote. */
export const absenceReasons = [
  'recused',
  'absent',
  'vacant',
  'undeclared',
  'proxy_not_named',
  'proxy_to_self',
  'proxy_holder_not_attending',
  'too_many_proxies',
] as const;
export type AbsenceReason = (typeof absenceReasons)[number];

export interface Standing {
  readonly voter: Voter;
  /** Counts in the quorum's denominator: the whole electorate but who is recused from the file. */
  readonly eligible: boolean;
  /** Null when the member takes part, in person or by a valid proxy. */
  readonly outBecause: AbsenceReason | null;
}

const isEligible = (voter: Voter): boolean => voter.recusal !== 'all';

/** There in person, or answering in writing, with the right to vote. */
const votesInPerson = (voter: Voter): boolean =>
  isEligible(voter) &&
  !voter.vacant &&
  voter.declared &&
  voter.attendance !== 'absent' &&
  voter.attendance !== 'represented';

/** A proxy is held by someone at the sitting; a written answer cannot carry another's. */
const mayHoldProxy = (voter: Voter): boolean =>
  votesInPerson(voter) && voter.attendance !== 'written';

const votedFirst = (a: Voter, b: Voter): number =>
  Number(b.voted ?? false) - Number(a.voted ?? false) || (a.seat < b.seat ? -1 : 1);

/**
 * How each voting member stands. Recusal removes a member from both sides of the quorum; a member
 * without a valid declaration, or a place that nobody fills and for which no proxy acts, stays in the
 * number to reach and cannot help to reach it. Proxies beyond the limit of one holder lapse, in order
 * of seat id, those already voted with first of all. Whoever's vote is in takes part.
 */
export function standingsOf(voters: readonly Voter[], rules: VotingRules): Standing[] {
  const bySeat = new Map(voters.map((voter) => [voter.seat, voter]));
  const reasonBeforeLimit = (voter: Voter): AbsenceReason | null => {
    if (!isEligible(voter)) return 'recused';
    if (voter.voted) return null;
    if (voter.attendance === 'absent') return 'absent';
    if (voter.vacant && voter.attendance !== 'represented') return 'vacant';
    if (!voter.declared) return 'undeclared';
    if (voter.attendance !== 'represented') return null;
    if (voter.representedBy === null) return 'proxy_not_named';
    if (voter.representedBy === voter.seat) return 'proxy_to_self';
    const holder = bySeat.get(voter.representedBy);
    return holder && mayHoldProxy(holder) ? null : 'proxy_holder_not_attending';
  };
  const holdsAlready = new Map<Id, number>();
  const lapsed = new Set<Id>();
  for (const voter of voters.toSorted(votedFirst)) {
    const holder = voter.representedBy;
    if (voter.attendance !== 'represented' || holder === null) continue;
    if (reasonBeforeLimit(voter) !== null) continue;
    const held = holdsAlready.get(holder) ?? 0;
    if (held >= rules.maxProxies && !voter.voted) lapsed.add(voter.seat);
    else holdsAlready.set(holder, held + 1);
  }
  return voters.map((voter) => ({
    voter,
    eligible: isEligible(voter),
    outBecause: lapsed.has(voter.seat) ? 'too_many_proxies' : reasonBeforeLimit(voter),
  }));
}

/** Members who take part in the vote, in person or represented. */
export const takingPart = (standings: readonly Standing[]): Voter[] =>
  standings.filter(({ outBecause }) => outBecause === null).map(({ voter }) => voter);
