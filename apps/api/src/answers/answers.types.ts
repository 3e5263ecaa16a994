import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { JsonScalar } from '../platform/json.scalar';
import { resultUnion } from '../platform/outcome.types';

export enum AnswerStateType {
  value = 'value',
  unknown = 'unknown',
  empty = 'empty',
}
registerEnumType(AnswerStateType, {
  name: 'AnswerState',
  description: 'Given; "unknown, asked to the supplier"; or taken back.',
});

@ObjectType('Answer')
export class AnswerType {
  @Field(() => ID)
  id: string;

  @Field()
  questionKey: string;

  @Field(() => ID, { nullable: true, description: 'Null: for the whole organisation.' })
  siteId: string | null;

  @Field(() => AnswerStateType)
  state: string;

  @Field(() => JsonScalar, { nullable: true, description: 'Shaped by the type of the question.' })
  value: unknown;

  @Field()
  comment: string;

  @Field(() => Int, { description: 'Grows with each save; a save names the one it started from.' })
  version: number;

  @Field(() => ID)
  authorSeatId: string;

  @Field(() => ID, { nullable: true })
  onBehalfOf: string | null;

  @Field()
  updatedAt: string;
}

@InputType()
export class SaveAnswerInput {
  @Field(() => ID, { description: 'Chosen by the client; a repeat returns the first result.' })
  operationId: string;

  @Field(() => ID)
  partId: string;

  @Field()
  questionKey: string;

  @Field(() => ID, { nullable: true })
  siteId?: string | null;

  @Field(() => AnswerStateType)
  state: AnswerStateType;

  @Field(() => JsonScalar, { nullable: true })
  value?: unknown;

  @Field({ defaultValue: '' })
  comment: string;

  @Field(() => Int, { description: 'Version the person was looking at; 0 for none.' })
  baseVersion: number;

  @Field(() => ID, { nullable: true, description: 'Seat whose answer somebody else writes down.' })
  onBehalfOf?: string | null;
}

@ObjectType()
export class AnswerSaved {
  @Field(() => AnswerType)
  answer: AnswerType;
}

@ObjectType({ description: 'Somebody saved in between: both texts are to be shown.' })
export class AnswerConflict {
  @Field(() => AnswerType)
  current: AnswerType;
}

export const SaveAnswerResult = resultUnion('SaveAnswerResult', AnswerSaved, AnswerConflict);
