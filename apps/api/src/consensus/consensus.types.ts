import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import {
  type AbstentionReason,
  type Attribution,
  type ClassifyingMethod,
} from '@consilium/domain/consensus';
import { JsonScalar } from '../platform/json.scalar';
import { LocalisedText } from '../platform/localised-text.type';
import { Refused } from '../platform/outcome.types';
import { AttributionEnum, MethodEnum, AbstentionEnum, RoundStateEnum } from './consensus.enums';
import { FileHeadType, DigestType } from './digest.types';

@ObjectType({ description: 'The reader’s own word on a statement.' })
export class OwnRatingType {
  @Field(() => Int, { nullable: true })
  value: number | null;

  @Field(() => AbstentionEnum, { nullable: true })
  abstention: AbstentionReason | null;

  @Field()
  comment: string;

  @Field(() => Int)
  version: number;

  @Field()
  castAt: string;

  @Field({ description: 'An answer of the section changed since.' })
  toConfirm: boolean;
}

@ObjectType()
export class EarlierOwnRating {
  @Field(() => Int, { nullable: true })
  value: number | null;

  @Field(() => AbstentionEnum, { nullable: true })
  abstention: AbstentionReason | null;
}

@ObjectType()
export class AbstainedCount {
  @Field(() => Int, { name: 'outsideCompetence' })
  outside_competence: number;

  @Field(() => Int, { name: 'notEnoughInformation' })
  not_enough_information: number;
}

/** Fields that a result has overall and for each profession. */
@ObjectType({ isAbstract: true })
abstract class Indices {
  @Field(() => Int)
  n: number;

  @Field(() => AbstainedCount)
  abstained: AbstainedCount;

  @Field(() => [Int], { description: 'How often each value 1 to 9 was given.' })
  distribution: readonly number[];

  @Field(() => Float, { nullable: true })
  median: number | null;

  @Field(() => Float, { nullable: true })
  p30: number | null;

  @Field(() => Float, { nullable: true })
  p70: number | null;

  @Field(() => Float, { nullable: true })
  ipr: number | null;

  @Field(() => Float, { nullable: true })
  ipras: number | null;

  @Field(() => Float, { nullable: true })
  di: number | null;

  @Field(() => Boolean, { nullable: true })
  disagreement: boolean | null;

  @Field(() => String, { nullable: true, description: 'appropriate, uncertain or inappropriate.' })
  class: string | null;

  @Field(() => String, { nullable: true })
  hasDegree: string | null;

  @Field({ description: 'full from 8 raters; indicative from 5; raw below.' })
  reach: string;
}

@ObjectType({ description: 'The result of one profession.' })
export class ProfessionResult extends Indices {
  @Field()
  profession: string;
}

@ObjectType()
export class LowRatingsType {
  @Field(() => String, { nullable: true })
  profession: string | null;

  @Field(() => [Int])
  ratings: readonly number[];
}

@ObjectType('StatementResult', { description: 'The result of one statement in a closed round.' })
export class StatementResultType extends Indices {
  @Field(() => [ProfessionResult])
  professions: readonly ProfessionResult[];

  @Field(() => [String], { description: 'Professions too small to be shown without a name.' })
  withheld: readonly string[];

  @Field(() => [LowRatingsType], { description: 'Ratings 1 to 3, visible whatever the class.' })
  low: readonly LowRatingsType[];
}

@ObjectType({ description: 'How the group rated the statement in the round before.' })
export class EarlierResultType {
  @Field(() => Int)
  round: number;

  @Field(() => StatementResultType)
  result: StatementResultType;

  @Field(() => String, { nullable: true, description: 'disagreement, uncertain or unrated.' })
  reason: string | null;
}

@ObjectType()
export class StatementTextsType {
  @Field()
  key: string;

  @Field()
  section: string;

  @Field(() => LocalisedText)
  sectionTitle: LocalisedText;

  @Field(() => LocalisedText)
  text: LocalisedText;

  @Field(() => LocalisedText)
  plain: LocalisedText;

  @Field(() => LocalisedText)
  help: LocalisedText;

  @Field(() => LocalisedText)
  evidence: LocalisedText;
}

@ObjectType({ description: 'One statement of the reader’s rating sheet.' })
export class SheetStatementType extends StatementTextsType {
  @Field(() => DigestType, { nullable: true })
  digest: DigestType | null;

  @Field(() => OwnRatingType, { nullable: true })
  mine: OwnRatingType | null;

  @Field(() => EarlierOwnRating, { nullable: true })
  before: EarlierOwnRating | null;

  @Field(() => EarlierResultType, { nullable: true })
  earlier: EarlierResultType | null;

  @Field(() => Refused, { nullable: true, description: 'Null: the reader may rate it.' })
  refusal: Refused | null;
}

@ObjectType()
export class AwaitedMember {
  @Field(() => ID)
  seat: string;

  @Field()
  name: string;

  @Field()
  profession: string;

  @Field(() => Int, { description: 'Statements neither rated nor abstained from.' })
  left: number;
}

@ObjectType({ description: 'For whoever runs the round: who has finished; never a value.' })
export class RoundParticipationType {
  @Field(() => Int)
  finished: number;

  @Field(() => Int)
  invited: number;

  @Field(() => [AwaitedMember])
  missing: readonly AwaitedMember[];
}

@ObjectType({ isAbstract: true })
abstract class RoundFields {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  number: number;

  @Field(() => RoundStateEnum)
  state: 'open' | 'closed';

  @Field(() => AttributionEnum)
  attribution: Attribution;

  @Field(() => MethodEnum)
  method: ClassifyingMethod;

  @Field(() => JsonScalar, { description: 'Percentiles, interpolation, ratings set aside.' })
  parameters: object;

  @Field()
  openedAt: string;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD' })
  closesOn: string | null;

  @Field(() => String, { nullable: true })
  closedAt: string | null;

  @Field(() => String, { nullable: true })
  closedReason: string | null;
}

@ObjectType()
export class RatingScaleEnds {
  @Field(() => LocalisedText)
  lowest: LocalisedText;

  @Field(() => LocalisedText)
  highest: LocalisedText;
}

@ObjectType({ description: 'The reader’s sheet in one round.' })
export class RatingSheetType extends RoundFields {
  @Field(() => FileHeadType)
  file: FileHeadType;

  @Field(() => JsonScalar, { description: 'The reader’s facts, for the policy table.' })
  facts: object;

  @Field(() => RatingScaleEnds)
  scale: RatingScaleEnds;

  @Field(() => [SheetStatementType])
  statements: readonly SheetStatementType[];

  @Field({ description: 'After closing the reader’s ratings can be told from the others’.' })
  recognisable: boolean;

  @Field(() => Refused, { nullable: true, description: 'Why the reader cannot rate.' })
  refusal: Refused | null;

  @Field(() => RoundParticipationType, { nullable: true })
  participation: RoundParticipationType | null;
}

@ObjectType()
export class MovementType {
  @Field(() => Float, { nullable: true })
  medianBefore: number | null;

  @Field(() => Float, { nullable: true })
  medianAfter: number | null;

  @Field(() => String, { nullable: true })
  classBefore: string | null;

  @Field(() => String, { nullable: true })
  classAfter: string | null;

  @Field(() => Int)
  raised: number;

  @Field(() => Int)
  lowered: number;

  @Field(() => Int)
  kept: number;
}

@ObjectType()
export class StoredStatementType {
  @Field()
  statement: string;

  @Field(() => StatementResultType)
  result: StatementResultType;

  @Field(() => Int)
  missing: number;

  @Field(() => String, { nullable: true })
  rateAgain: string | null;

  @Field(() => MovementType, { nullable: true })
  movement: MovementType | null;
}

@ObjectType()
export class RoundResultsType {
  @Field(() => Int)
  invited: number;

  @Field(() => Int)
  participated: number;

  @Field(() => [StoredStatementType])
  statements: readonly StoredStatementType[];
}

@ObjectType()
export class RatingCommentType {
  @Field()
  statement: string;

  @Field(() => String, { nullable: true })
  profession: string | null;

  @Field()
  text: string;
}

@ObjectType()
export class ChangedWithoutLinked {
  @Field()
  statement: string;

  @Field(() => String, { nullable: true })
  classBefore: string | null;

  @Field(() => String, { nullable: true })
  classAfter: string | null;
}

@ObjectType({ description: 'A closed round with its results.' })
export class ClosedRoundType extends RoundFields {
  @Field(() => RoundResultsType)
  results: RoundResultsType;

  @Field(() => [RatingCommentType])
  comments: readonly RatingCommentType[];

  @Field(() => [String], {
    description:
      'Of an anonymous round, statements whose figures are told nobody any more: a rater was recused.',
  })
  withheld: readonly string[];

  @Field(() => [ChangedWithoutLinked], {
    description:
      'Of any other round, statements that change class without members whose link was found later.',
  })
  withoutLinked: readonly ChangedWithoutLinked[];
}

@ObjectType()
export class OpenRoundType extends RoundFields {
  @Field(() => RoundParticipationType, { nullable: true })
  participation: RoundParticipationType | null;
}

@ObjectType({ description: 'Results of all closed rounds of a file.' })
export class ConsensusPageType {
  @Field(() => FileHeadType)
  file: FileHeadType;

  @Field(() => JsonScalar)
  facts: object;

  @Field(() => [StatementTextsType])
  statements: readonly StatementTextsType[];

  @Field(() => [ClosedRoundType])
  rounds: readonly ClosedRoundType[];

  @Field(() => OpenRoundType, { nullable: true })
  open: OpenRoundType | null;

  @Field(() => Refused, { nullable: true, description: 'Why results are not shown.' })
  refusal: Refused | null;
}
