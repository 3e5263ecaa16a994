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
  readonly maxProxies: number;
  /** On a second call with the same agenda no quorum applies. */
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
}
