import { Field, InputType, ObjectType } from '@nestjs/graphql';
import type { BlockerEffect } from '@consilium/domain/decisions';
import { LocalisedText } from '../platform/localised-text.type';
import { resultUnion } from '../platform/outcome.types';
import { OfEvaluationInput } from './opinions.types';

@ObjectType()
export class OverrideType {
  @Field()
  by: string;

  @Field()
  at: string;

  @Field()
  reason: string;
}

@ObjectType({ description: 'A blocker or point of vigilance that the answers give.' })
export class BlockerLineType {
  @Field()
  question: string;

  @Field()
  section: string;

  @Field(() => LocalisedText)
  text: LocalisedText;

  @Field(() => String, {
    nullable: true,
    description: 'hard, unknown, soft or dpo_pending; null for a point of vigilance.',
  })
  effect: BlockerEffect | null;

  @Field()
  reason: string;

  @Field(() => LocalisedText, { nullable: true, description: 'Null: reserved to others.' })
  answer: LocalisedText | null;

  @Field(() => OverrideType, { nullable: true })
  override: OverrideType | null;
}

@InputType()
export class OverrideBlockerInput extends OfEvaluationInput {
  @Field()
  questionKey: string;

  @Field()
  reason: string;
}

@InputType()
export class RestoreBlockerInput extends OfEvaluationInput {
  @Field()
  questionKey: string;
}

@ObjectType()
export class BlockerChanged {
  @Field()
  questionKey: string;
}

export const BlockerChangedResult = resultUnion('BlockerChangedResult', BlockerChanged);
