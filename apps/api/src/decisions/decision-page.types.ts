import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { AnswerRole, Phase, SeatFunction } from '@consilium/domain/access';
import { FileHeadType, ObjectionType } from '../consensus';
import { JsonScalar } from '../platform/json.scalar';
import { Refused } from '../platform/outcome.types';
import { BlockerLineType } from './blockers.types';
import { RecordedDecision, SealType } from './final-decision.types';
import { MeetingType } from './meetings.types';
import { OutcomeLineType, OpinionType } from './opinions.types';
import { LateRecusalType, QuorumType, TallyType } from './votes.types';
import { LiveMessage } from '../platform/signals';

@ObjectType()
export class JudgingSeat {
  @Field(() => ID)
  seat: string;

  @Field()
  name: string;

  @Field()
  profession: string;

  @Field(() => [String])
  functions: readonly SeatFunction[];

  @Field()
  votes: boolean;

  @Field()
  active: boolean;

  @Field({ description: 'A place of the electorate that nobody fills: it may be represented.' })
  vacant: boolean;

  @Field({ description: 'From the whole file, told to who may read the declaration.' })
  recused: boolean;
}

@ObjectType({ description: 'Opinion and decision of one file.' })
export class DecisionPageType {
  @Field(() => FileHeadType)
  file: FileHeadType;

  @Field(() => JsonScalar)
  facts: object;

  @Field(() => String)
  phase: Phase;

  @Field()
  today: string;

  @Field({ description: 'Of the template document: /api/templates/:contentHash.' })
  contentHash: string;

  @Field(() => Refused, { nullable: true, description: 'Why the reader does not deliberate.' })
  refusal: Refused | null;

  @Field(() => [JudgingSeat])
  seats: readonly JudgingSeat[];

  @Field(() => [BlockerLineType])
  blockers: readonly BlockerLineType[];

  @Field(() => [ObjectionType])
  objections: readonly ObjectionType[];

  @Field(() => [OutcomeLineType])
  outcomes: readonly OutcomeLineType[];

  @Field(() => OpinionType, { nullable: true })
  opinion: OpinionType | null;

  @Field(() => [OpinionType], { description: 'Adopted in earlier cycles.' })
  earlier: readonly OpinionType[];

  @Field(() => [MeetingType])
  meetings: readonly MeetingType[];

  @Field(() => QuorumType, { nullable: true })
  quorum: QuorumType | null;

  @Field(() => [String], { description: 'Answer roles without which no opinion is given.' })
  requiredRoles: readonly AnswerRole[];

  @Field(() => [Refused], { description: 'What still keeps the opinion from being adopted.' })
  adoptionBars: readonly Refused[];

  @Field(() => TallyType, { nullable: true })
  tally: TallyType | null;

  @Field(() => [LateRecusalType])
  lateRecusals: readonly LateRecusalType[];

  @Field(() => [RecordedDecision])
  decisions: readonly RecordedDecision[];

  @Field({ description: 'The first day that a decision may bear.' })
  decidableFrom: string;

  @Field({ description: 'The committee runs pilots.' })
  pilots: boolean;

  @Field(() => [SealType])
  seals: readonly SealType[];

  @Field(() => JsonScalar, {
    description: 'By outcome, the date proposed for the next evaluation.',
  })
  reevaluateOn: object;
}

@ObjectType()
export class DecisionChange extends LiveMessage {
  @Field(() => [String])
  topics: readonly string[];
}
