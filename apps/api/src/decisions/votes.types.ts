import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { AnswerRole } from '@consilium/domain/access';
import { voteChoices, type VoteChoice } from '@consilium/domain/decisions';
import { closedList } from '../platform/closed-list';
import { Refused, resultUnion } from '../platform/outcome.types';

export const VoteChoiceEnum = closedList('VoteChoice', voteChoices, 'An open vote.');

@ObjectType()
export class VoteType {
  @Field(() => ID)
  seatId: string;

  @Field()
  name: string;

  @Field()
  profession: string;

  @Field(() => VoteChoiceEnum)
  choice: VoteChoice;

  @Field(() => String, { nullable: true, description: 'The holder of the proxy.' })
  castBy: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'in_person, remote, written or proxy, as it was when the vote was cast.',
  })
  castAs: string | null;
}

@ObjectType({ description: 'A vote that was cast and does not count, and why.' })
export class NotCountedVote {
  @Field(() => ID)
  seatId: string;

  @Field()
  name: string;

  @Field()
  profession: string;

  @Field(() => VoteChoiceEnum)
  choice: VoteChoice;

  @Field({ description: 'recused, proxy_void or taken_back.' })
  because: string;

  @Field(() => String, { nullable: true })
  cancelledAt: string | null;
}

@ObjectType()
export class InfluenceAnswer {
  @Field()
  by: string;

  @Field()
  asChair: boolean;

  @Field()
  reason: string;

  @Field()
  at: string;
}

@ObjectType({ description: 'A recusal found after the member spoke, rated or voted.' })
export class LateRecusalType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  seatId: string;

  @Field()
  name: string;

  @Field({ description: 'before_adoption, after_adoption or after_decision.' })
  found: string;

  @Field()
  foundAt: string;

  @Field()
  spoke: boolean;

  @Field()
  rated: boolean;

  @Field()
  voted: boolean;

  @Field({ description: 'Until the vote is held again, or two members have answered.' })
  stopsAdoption: boolean;

  @Field(() => [InfluenceAnswer])
  answers: readonly InfluenceAnswer[];

  @Field(() => Refused, { nullable: true, description: 'Why the reader may not answer it.' })
  refusal: Refused | null;
}

@InputType()
export class AnswerLateRecusalInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  lateRecusalId: string;

  @Field({ description: 'Why the member had no influence.' })
  reason: string;
}

@ObjectType()
export class LateRecusalAnswered {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Chair and a second member have both written.' })
  answered: boolean;
}

export const LateRecusalResult = resultUnion('LateRecusalResult', LateRecusalAnswered);

@ObjectType()
export class MinorityType {
  @Field(() => ID)
  seatId: string;

  @Field()
  name: string;

  @Field()
  profession: string;

  @Field()
  text: string;

  @Field()
  writtenAt: string;
}

@ObjectType()
export class MissingVoter {
  @Field(() => ID)
  seat: string;

  @Field()
  profession: string;

  @Field()
  because: string;
}

@ObjectType('Quorum')
export class QuorumType {
  @Field()
  met: boolean;

  @Field({ description: 'On a second call no share of the members is asked for.' })
  waived: boolean;

  @Field(() => Int)
  eligible: number;

  @Field(() => Int)
  takingPart: number;

  @Field(() => Int)
  needed: number;

  @Field()
  shareMet: boolean;

  @Field(() => [String])
  missingRoles: readonly AnswerRole[];

  @Field(() => [String])
  rolesWithoutHolder: readonly AnswerRole[];

  @Field(() => [MissingVoter])
  missing: readonly MissingVoter[];

  @Field(() => [ID], {
    description: 'Told to who may read the declarations; the others find them among the missing.',
  })
  recused: readonly string[];
}

@ObjectType('Tally')
export class TallyType {
  @Field(() => Int)
  for: number;

  @Field(() => Int)
  against: number;

  @Field(() => Int)
  abstain: number;

  @Field(() => Int)
  takingPart: number;

  @Field(() => [ID])
  notVoted: readonly string[];

  @Field(() => [NotCountedVote], { description: 'Votes that were cast and are not in the count.' })
  notCounted: readonly NotCountedVote[];

  @Field()
  tied: boolean;

  @Field(() => String, { nullable: true })
  castingVote: string | null;

  @Field()
  carried: boolean;
}

@InputType()
export class CastVoteInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  opinionId: string;

  @Field(() => ID, { description: 'The own seat, or that of a member represented.' })
  seatId: string;

  @Field(() => VoteChoiceEnum)
  choice: VoteChoice;
}

@InputType()
export class WriteDissentInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  opinionId: string;

  @Field({ description: 'Empty takes the dissent back.' })
  text: string;
}

@ObjectType()
export class VoteKept {
  @Field(() => ID)
  seatId: string;

  @Field(() => VoteChoiceEnum)
  choice: VoteChoice;
}

@ObjectType()
export class DissentKept {
  @Field()
  written: boolean;
}

export const VoteKeptResult = resultUnion('VoteKeptResult', VoteKept);

export const DissentKeptResult = resultUnion('DissentKeptResult', DissentKept);
