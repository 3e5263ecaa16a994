import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { outcomeKeys, type OutcomeKey } from '@consilium/domain/decisions';
import { closedList } from '../platform/closed-list';
import { JsonScalar } from '../platform/json.scalar';
import { resultUnion } from '../platform/outcome.types';
import { ConditionType, ConditionInput } from './conditions.types';
import { MinorityType, NotCountedVote, VoteType } from './votes.types';

export const OpinionOutcomeEnum = closedList(
  'OpinionOutcome',
  outcomeKeys,
  'What the committee says; it is not the decision.',
);

export const OpinionStateEnum = closedList(
  'OpinionState',
  ['draft', 'voting', 'adopted'],
  'While voting the words stand.',
);

@ObjectType()
export class OutcomeLineType {
  @Field(() => OpinionOutcomeEnum)
  key: OutcomeKey;

  @Field()
  allowed: boolean;

  @Field(() => [String], { description: 'Questions whose blockers bar it.' })
  barredBy: readonly string[];

  @Field(() => [String], { description: 'Questions that each need a linked condition.' })
  needsConditionFor: readonly string[];

  @Field(() => [String])
  requires: readonly string[];
}

@ObjectType()
export class QuestionReasonType {
  @Field()
  question: string;

  @Field()
  text: string;
}

@ObjectType()
export class PilotType {
  @Field(() => Int)
  durationMonths: number;

  @Field()
  population: string;

  @Field(() => [String])
  indicators: readonly string[];

  @Field(() => [String])
  stopRules: readonly string[];

  @Field(() => String, { nullable: true })
  endsOn: string | null;
}

@ObjectType({ description: 'One thing to mend before the opinion can be voted on.' })
export class OpinionProblemType {
  @Field()
  code: string;

  @Field(() => String, { nullable: true, description: 'The condition or question it is about.' })
  about: string | null;
}

@ObjectType('Opinion', { description: 'The committee’s opinion.' })
export class OpinionType {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  cycle: number;

  @Field(() => OpinionStateEnum)
  state: keyof typeof OpinionStateEnum;

  @Field(() => ID, { nullable: true })
  meetingId: string | null;

  @Field(() => OpinionOutcomeEnum)
  outcome: OutcomeKey;

  @Field()
  reasons: string;

  @Field(() => [QuestionReasonType])
  reasonsByQuestion: readonly QuestionReasonType[];

  @Field(() => PilotType, { nullable: true })
  pilot: PilotType | null;

  @Field(() => [String])
  missingElements: readonly string[];

  @Field(() => [String])
  failedPredicates: readonly string[];

  @Field(() => String, { nullable: true })
  reevaluateOn: string | null;

  @Field(() => Int)
  version: number;

  @Field(() => String, { nullable: true })
  votingSince: string | null;

  @Field(() => String, { nullable: true })
  adoptedAt: string | null;

  @Field(() => String, { nullable: true })
  adoptedBy: string | null;

  @Field(() => [ConditionType])
  conditions: readonly ConditionType[];

  @Field(() => [VoteType])
  votes: readonly VoteType[];

  @Field(() => [NotCountedVote], { description: 'Votes that were cast and do not count.' })
  notCounted: readonly NotCountedVote[];

  @Field(() => [MinorityType])
  minority: readonly MinorityType[];

  @Field(() => [OpinionProblemType])
  problems: readonly OpinionProblemType[];

  @Field(() => JsonScalar, { nullable: true, description: 'As it stood at the adoption.' })
  quorum: object | null;

  @Field(() => JsonScalar, { nullable: true, description: 'As it stood at the adoption.' })
  tally: object | null;
}

@InputType()
export class QuestionReasonInput {
  @Field()
  question: string;

  @Field()
  text: string;
}

@InputType()
export class PilotInput {
  @Field(() => Int, { nullable: true })
  durationMonths?: number | null;

  @Field({ defaultValue: '' })
  population: string;

  @Field(() => [String], { defaultValue: [] })
  indicators: string[];

  @Field(() => [String], { defaultValue: [] })
  stopRules: string[];

  @Field(() => String, { nullable: true })
  endsOn?: string | null;
}

@InputType()
export class ProposeOpinionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => Int, { defaultValue: 0 })
  baseVersion: number;

  @Field(() => ID, { nullable: true })
  meetingId?: string | null;

  @Field(() => OpinionOutcomeEnum)
  outcome: OutcomeKey;

  @Field({ defaultValue: '' })
  reasons: string;

  @Field(() => [QuestionReasonInput], { defaultValue: [] })
  reasonsByQuestion: QuestionReasonInput[];

  @Field(() => [ConditionInput], { defaultValue: [] })
  conditions: ConditionInput[];

  @Field(() => PilotInput, { nullable: true })
  pilot?: PilotInput | null;

  @Field(() => [String], { defaultValue: [] })
  missingElements: string[];

  @Field(() => [String], { defaultValue: [] })
  failedPredicates: string[];

  @Field(() => String, { nullable: true, description: 'Null: the default of a new proposal.' })
  reevaluateOn?: string | null;
}

@InputType()
export class OfEvaluationInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;
}

@ObjectType()
export class OpinionKept {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  version: number;
}

@ObjectType({ description: 'The file is sealed; its hash goes to every member.' })
export class OpinionSealed {
  @Field(() => ID)
  id: string;

  @Field()
  hash: string;
}

export const OpinionKeptResult = resultUnion('OpinionKeptResult', OpinionKept);

export const OpinionSealedResult = resultUnion('OpinionSealedResult', OpinionSealed);
