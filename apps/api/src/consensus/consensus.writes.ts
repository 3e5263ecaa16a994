import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import {
  type AbstentionReason,
  type Attribution,
  type ClassifyingMethod,
} from '@consilium/domain/consensus';
import { resultUnion } from '../platform/outcome.types';
import { AttributionEnum, MethodEnum, AbstentionEnum } from './consensus.enums';
import { LiveMessage } from '../platform/signals';

@InputType()
export class OpenRoundInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => AttributionEnum, { description: 'Told to the raters before they rate.' })
  attribution: Attribution;

  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD.' })
  closesOn?: string | null;

  @Field(() => MethodEnum, { defaultValue: 'ipras' })
  method: ClassifyingMethod;

  @Field(() => [String], {
    nullable: true,
    description: 'Null: all that apply, or those a second round takes up.',
  })
  statements?: string[] | null;
}

@InputType({ description: 'A value from 1 to 9 or a reason to abstain, never both.' })
export class CastRatingInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  roundId: string;

  @Field()
  statement: string;

  @Field(() => Int, { nullable: true })
  value?: number | null;

  @Field(() => AbstentionEnum, { nullable: true })
  abstention?: AbstentionReason | null;

  @Field({ defaultValue: '' })
  comment: string;

  @Field(() => Int, { description: 'Version the person was looking at; 0 for none.' })
  baseVersion: number;
}

@InputType()
export class CloseRoundInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  roundId: string;

  @Field(() => String, { nullable: true, description: 'Needed while ratings are awaited.' })
  reason?: string | null;
}

@ObjectType()
export class RoundChanged {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  number: number;
}

@ObjectType({ description: 'That a rating was kept; the value stays with the reader.' })
export class RatingKept {
  @Field(() => ID)
  roundId: string;

  @Field()
  statement: string;

  @Field(() => Int)
  version: number;

  @Field()
  castAt: string;

  @Field(() => Int)
  rated: number;

  @Field(() => Int)
  toRate: number;
}

export const RoundChangedResult = resultUnion('RoundChangedResult', RoundChanged);
export const RatingKeptResult = resultUnion('RatingKeptResult', RatingKept);

@ObjectType({ description: 'Something about rounds of this file is to be looked at again.' })
export class RoundsChange extends LiveMessage {
  @Field(() => [String])
  topics: readonly string[];
}
