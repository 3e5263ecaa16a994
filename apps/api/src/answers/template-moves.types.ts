import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { answerRoles, type AnswerRole } from '@consilium/domain/access';
import { answerFates, type AnswerFate } from '@consilium/domain/answers';
import { closedList } from '../platform/closed-list';
import { LocalisedText } from '../platform/localised-text.type';
import { Refused, resultUnion } from '../platform/outcome.types';
import { TemplateVersionType } from '../templates';

const AnswerFateType = closedList(
  'AnswerFate',
  answerFates,
  'Stands, waits to be confirmed, is asked again, or is asked for no more.',
);

@ObjectType({ description: 'An answer that a move would not leave as it is.' })
export class TouchedAnswer {
  @Field()
  questionKey: string;

  @Field(() => ID, { nullable: true, description: 'Null: for the whole organisation.' })
  siteId: string | null;

  @Field(() => AnswerFateType)
  fate: AnswerFate;

  @Field(() => LocalisedText, { description: 'In words, under the question as it was asked.' })
  answer: LocalisedText;
}

@ObjectType({ description: 'A part by its place in the template.' })
export class PartPlace {
  @Field()
  section: string;

  @Field({ description: `One of: ${answerRoles.join(', ')}.` })
  leadRole: string;
}

@ObjectType({ description: 'What a move would do to the file as it now stands.' })
export class TemplateMovePreview {
  @Field(() => TemplateVersionType)
  target: TemplateVersionType;

  @Field(() => Int, { description: 'Answers that stay as they are.' })
  kept: number;

  @Field(() => [TouchedAnswer])
  touched: readonly TouchedAnswer[];

  @Field(() => [PartPlace], { description: 'Parts handed in that would be given back.' })
  returned: readonly { section: string; leadRole: AnswerRole }[];

  @Field(() => [PartPlace], { description: 'Parts that would be opened, given to nobody yet.' })
  added: readonly { section: string; leadRole: AnswerRole }[];
}

@ObjectType('TemplateMove', { description: 'A move that was made.' })
export class TemplateMoveType {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Number of the version.' })
  from: string;

  @Field()
  to: string;

  @Field()
  reason: string;

  @Field()
  movedBy: string;

  @Field()
  movedAt: string;
}

@ObjectType({ description: 'An answer whose question is asked no more.' })
export class RetiredAnswer {
  @Field(() => ID)
  id: string;

  @Field()
  questionKey: string;

  @Field(() => LocalisedText)
  section: LocalisedText;

  @Field(() => LocalisedText)
  question: LocalisedText;

  @Field(() => LocalisedText)
  answer: LocalisedText;

  @Field()
  comment: string;

  @Field()
  authorName: string;

  @Field()
  updatedAt: string;
}

@ObjectType({ description: 'How a file stands to the versions of its template.' })
export class TemplateOfFile {
  @Field(() => ID)
  evaluationId: string;

  @Field(() => TemplateVersionType)
  current: TemplateVersionType;

  @Field(() => [TemplateVersionType], {
    description: 'Later versions of the same template, the latest first.',
  })
  later: readonly TemplateVersionType[];

  @Field(() => Refused, { nullable: true, description: 'Why the reader may not move the file.' })
  refusal: Refused | null;

  @Field(() => TemplateMovePreview, {
    nullable: true,
    description: 'Null without a version to go to, and for who may not.',
  })
  preview: TemplateMovePreview | null;

  @Field(() => [TemplateMoveType], { description: 'The latest first.' })
  moves: readonly TemplateMoveType[];

  @Field(() => [RetiredAnswer])
  retired: readonly RetiredAnswer[];
}

@InputType()
export class MoveToTemplateVersionInput {
  @Field(() => ID, { description: 'Chosen by the client; a repeat changes nothing.' })
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => ID, { description: 'Version the file was seen on; refused under another.' })
  fromVersionId: string;

  @Field(() => ID)
  toVersionId: string;

  @Field({ description: 'Read by those whose parts are given back.' })
  reason: string;
}

@ObjectType()
export class TemplateMoved {
  @Field(() => TemplateOfFile)
  template: TemplateOfFile;
}

export const TemplateMovedResult = resultUnion('TemplateMovedResult', TemplateMoved);
