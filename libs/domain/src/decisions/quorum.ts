import type { AnswerRole } from '../access';
import type { Id } from '../kernel';
import {
  standingsOf,
  takingPart,
  type AbsenceReason,
  type Standing,
  type Voter,
  type VotingRules,
} from './votes';

export interface Quorum {
  readonly met: boolean;
  /** On a second call the rules ask for no share of the members; required roles are never waived. */
  readonly waived: boolean;
  /** Voting members who are not recused. */
  readonly eligible: number;
  readonly takingPart: number;
  /** Members who must take part for the share. */
  readonly needed: number;
  readonly shareMet: boolean;
  /** Answer roles the rules require. */
  readonly requiredRoles: readonly AnswerRole[];
  /** Required answer roles without a member taking part. */
  readonly missingRoles: readonly AnswerRole[];
  /** Those of them that no eligible member holds at all: a substitute must be seated. */
  readonly rolesWithoutHolder: readonly AnswerRole[];
  /** Eligible members who do not take part, for "who is missing, by profession". */
  readonly missing: readonly {
    readonly seat: Id;
    readonly profession: string;
    readonly because: AbsenceReason;
  }[];
  readonly recused: readonly Id[];
}

/**
 * A quorum for whoever may not read every declaration: that somebody is recused, or has not declared,
 * tells of one. Such members stand among the absent.
 * @param may whether the declaration of a seat is open to the reader
 */
export function withoutDeclarations(
  quorum: Quorum,
  seats: readonly { readonly seat: Id; readonly profession: string }[],
  may: (seat: Id) => boolean,
): Quorum {
  const hidden = seats.filter(({ seat }) => quorum.recused.includes(seat) && !may(seat));
  return {
    ...quorum,
    recused: quorum.recused.filter(may),
    missing: [
      ...quorum.missing.map((one) =>
        one.because === 'undeclared' && !may(one.seat)
          ? { ...one, because: 'absent' as const }
          : one,
      ),
      ...hidden.map(({ seat, profession }) => ({ seat, profession, because: 'absent' as const })),
    ],
  };
}

const isOut = (standing: Standing): standing is Standing & { outBecause: AbsenceReason } =>
  standing.outBecause !== null;

const rolesOf = (voters: readonly Voter[]): Set<AnswerRole> =>
  new Set(voters.flatMap(({ answerRoles }) => answerRoles));

/**
 * Whether enough members take part: the committee's share of the eligible ones, rounded up, and a
 * member of each required answer role. A recused member is out of the numerator and of the
 * denominator. With nobody eligible there is no quorum. A second call waives the share and nothing
 * else. Source: domain guide §7, §9 (4).
 */
export function quorumOf(
  voters: readonly Voter[],
  rules: VotingRules,
  call: 'first' | 'second' = 'first',
): Quorum {
  const standings = standingsOf(voters, rules);
  const eligible = standings.filter((one) => one.eligible);
  const attending = takingPart(standings);
  const { numerator, denominator } = rules.quorum;
  const needed = Math.ceil((eligible.length * numerator) / denominator);
  const shareMet = attending.length > 0 && attending.length >= needed;
  const [there, held] = [rolesOf(attending), rolesOf(eligible.map(({ voter }) => voter))];
  const missingRoles = rules.requiredRoles.filter((role) => !there.has(role));
  const waived = call === 'second' && rules.secondCallWithoutQuorum && attending.length > 0;
  return {
    met: (shareMet || waived) && missingRoles.length === 0,
    waived,
    eligible: eligible.length,
    takingPart: attending.length,
    needed,
    shareMet,
    requiredRoles: rules.requiredRoles,
    missingRoles,
    rolesWithoutHolder: missingRoles.filter((role) => !held.has(role)),
    missing: eligible.filter(isOut).map(({ voter, outBecause }) => ({
      seat: voter.seat,
      profession: voter.profession,
      because: outBecause,
    })),
    recused: standings.filter((one) => !one.eligible).map(({ voter }) => voter.seat),
  };
}
