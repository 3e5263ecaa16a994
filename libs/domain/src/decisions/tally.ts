import type { AnswerRole } from '../access';
import type { Instant } from '../evaluations';
import { type Id, type Refusal, refuse } from '../kernel';
import {
  castWayOf,
  standingsOf,
  takingPart,
  voteChoices,
  type CastWay,
  type Voter,
  type VoteChoice,
  type VotingRules,
} from './votes';

/** One ballot per seat, in an open vote. */
export type Ballots = Readonly<Record<Id, VoteChoice>>;

/**
 * Voters as they count. Whoever takes part in writing does so by voting, and is absent until then.
 * Whether somebody may vote is judged when the vote is cast: nothing that changes later takes it away.
 */
export const asVoted = (voters: readonly Voter[], ballots: Ballots): Voter[] =>
  voters.map((voter) => {
    if (ballots[voter.seat]) return { ...voter, voted: true };
    return voter.attendance === 'written' ? { ...voter, attendance: 'absent' } : voter;
  });

export interface Tally {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  /** Votes for and against. */
  readonly expressed: number;
  /** Members taking part, present or represented, whether they voted or not. */
  readonly takingPart: number;
  /** Members taking part who have not voted. */
  readonly notVoted: readonly Id[];
  /** Ballots that do not count, their seat being recused by now. */
  readonly notCounted: readonly Id[];
  /** As many for as against, and at least one of each. */
  readonly tied: boolean;
  /** What the casting vote of who presides decided, if it was needed and could be used. */
  readonly castingVote: 'for' | 'against' | null;
  readonly carried: boolean;
}

/**
 * Counts an open vote among the members present or represented. By default it is carried with more
 * votes for than against; abstentions are not votes expressed. In a tie the casting vote belongs to
 * who presides in person, if that member voted for or against; otherwise it is not carried.
 * Source: domain guide §7.
 * @param presiding the seat that presides, or null
 */
export function tally(
  ballots: Ballots,
  voters: readonly Voter[],
  rules: VotingRules,
  presiding: Id | null,
): Tally {
  const attending = takingPart(standingsOf(voters, rules));
  const seats = new Set(attending.map(({ seat }) => seat));
  const counted = attending.flatMap(({ seat }) => ballots[seat] ?? []);
  const count = (choice: VoteChoice) => counted.filter((one) => one === choice).length;
  const [votesFor, against] = [count('for'), count('against')];
  const tied = votesFor === against && votesFor > 0;
  const chair = attending.find(({ seat }) => seat === presiding);
  const chairChoice = chair && chair.attendance !== 'represented' ? ballots[chair.seat] : undefined;
  const castingVote =
    tied && rules.castingVote && (chairChoice === 'for' || chairChoice === 'against')
      ? chairChoice
      : null;
  const byAttending = rules.majority === 'attending';
  const hasMajority = byAttending ? votesFor * 2 > attending.length : votesFor > against;
  // One casting vote completes half of those taking part; it does not make up for abstentions.
  const isCast = castingVote === 'for' && (!byAttending || votesFor * 2 === attending.length);
  return {
    for: votesFor,
    against,
    abstain: count('abstain'),
    expressed: votesFor + against,
    takingPart: attending.length,
    notVoted: attending.filter(({ seat }) => !ballots[seat]).map(({ seat }) => seat),
    notCounted: Object.keys(ballots).filter((seat) => !seats.has(seat)),
    tied,
    castingVote,
    carried: hasMajority || isCast,
  };
}

/** A vote as it is kept: with the way its voter took part, and the answer roles then. */
export interface KeptVote {
  readonly seat: Id;
  readonly choice: VoteChoice;
  readonly as: CastWay;
  readonly roles: readonly AnswerRole[];
  readonly events: readonly [VoteCast];
}

export interface VoteCast {
  readonly type: 'opinion.voted';
  readonly seat: Id;
  readonly at: Instant;
}

/**
 * Records one member's open vote on the opinion, replacing an earlier one while the ballot is open.
 * A represented member's vote is cast by the holder of the proxy, everyone else's by themselves.
 * @param by seats of the person who casts it
 */
export function castVote(
  ballot: { readonly open: boolean },
  voters: readonly Voter[],
  input: { readonly seat: Id; readonly choice: VoteChoice; readonly by: readonly Id[] },
  rules: VotingRules,
  now: Date,
): KeptVote | Refusal {
  if (!ballot.open) return refuse('ballot_not_open');
  if (!voteChoices.includes(input.choice)) return refuse('invalid_input');
  const standing = standingsOf(voters, rules).find(({ voter }) => voter.seat === input.seat);
  if (!standing) return refuse('not_voting');
  const { voter, outBecause } = standing;
  if (outBecause === 'recused') return refuse('recused');
  if (outBecause === 'undeclared') return refuse('not_declared');
  if (outBecause !== null || voter.attendance === 'absent') return refuse('not_attending');
  const hand = voter.attendance === 'represented' ? voter.representedBy : voter.seat;
  if (hand === null || !input.by.includes(hand)) return refuse('vote_by_own_hand');
  return {
    seat: voter.seat,
    choice: input.choice,
    as: castWayOf(voter.attendance),
    roles: voter.answerRoles,
    events: [{ type: 'opinion.voted', seat: voter.seat, at: now.toISOString() }],
  };
}
