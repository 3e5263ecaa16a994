import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LocalisedText } from '../platform/localised-text.type';

@ObjectType()
export class FileHeadType {
  @Field(() => ID)
  evaluationId: string;

  @Field()
  reference: string;

  @Field()
  title: string;

  @Field()
  device: string;
}

@ObjectType()
export class DigestFactType {
  @Field()
  question: string;

  @Field(() => LocalisedText)
  text: LocalisedText;

  @Field(() => LocalisedText)
  answer: LocalisedText;

  @Field()
  comment: string;

  @Field()
  essential: boolean;
}

@ObjectType()
export class DigestBlockerType {
  @Field()
  question: string;

  @Field(() => LocalisedText)
  text: LocalisedText;

  @Field({ description: 'hard, soft or vigilance.' })
  level: string;

  @Field({ description: 'answer, partial, unknown, unanswered or not_applicable.' })
  reason: string;
}

@ObjectType()
export class DigestUnknownType {
  @Field()
  question: string;

  @Field(() => LocalisedText)
  text: LocalisedText;

  @Field({ description: 'unknown: asked to the supplier; unanswered.' })
  because: string;
}

@ObjectType()
export class ObjectionType {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true })
  section: string | null;

  @Field()
  by: string;

  @Field()
  text: string;
}

@ObjectType('Digest', { description: 'What was found about a statement; never made of ratings.' })
export class DigestType {
  @Field(() => [DigestFactType])
  facts: readonly DigestFactType[];

  @Field(() => [DigestBlockerType])
  blockers: readonly DigestBlockerType[];

  @Field(() => [DigestUnknownType])
  unknowns: readonly DigestUnknownType[];

  @Field(() => [ObjectionType])
  objections: readonly ObjectionType[];

  @Field(() => Int, { description: 'Answers reserved to others.' })
  reserved: number;
}
