import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { decisionKeys, type DecisionKey } from '@consilium/domain/decisions';
import { closedList } from '../platform/closed-list';
import { resultUnion } from '../platform/outcome.types';

export const DecisionEnum = closedList(
  'DecisionKey',
  decisionKeys,
  'What the decision-maker decides.',
);

@ObjectType()
export class RecordedDecision {
  @Field(() => ID)
  id: string;

  @Field(() => DecisionEnum)
  decision: DecisionKey;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field({ description: 'From the committee’s opinion.' })
  differs: boolean;

  @Field()
  withoutOpinion: boolean;

  @Field()
  decidedBy: string;

  @Field()
  decidedOn: string;

  @Field(() => ID, { nullable: true })
  opinionId: string | null;
}

@ObjectType({ description: 'A sealed snapshot of the file.' })
export class SealType {
  @Field(() => ID)
  id: string;

  @Field({ description: 'opinion or decision.' })
  kind: string;

  @Field()
  hash: string;

  @Field()
  hashAlg: string;

  @Field()
  sealedAt: string;

  @Field({ description: 'What was sealed still gives the hash: computed as it is read.' })
  holds: boolean;
}

@InputType()
export class RecordDecisionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => DecisionEnum)
  decision: DecisionKey;

  @Field(() => String, { nullable: true })
  reason?: string | null;

  @Field({ description: 'The date the decision bears.' })
  decidedOn: string;
}

@ObjectType()
export class DecisionKept {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true })
  hash: string | null;
}

export const DecisionKeptResult = resultUnion('DecisionKeptResult', DecisionKept);
