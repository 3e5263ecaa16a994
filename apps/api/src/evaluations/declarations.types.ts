import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type {
  AdvicePosition,
  DeclarationStatus,
  Interest,
  InterestLevel,
  InterestParty,
} from '@consilium/domain/evaluations';
import type { AnswerRole } from '@consilium/domain/access';
import { AnswerRoleType } from '../access';
import { Refused, resultUnion } from '../platform/outcome.types';
import {
  AdvicePositionEnum,
  DeclarationStatusEnum,
  InterestKindEnum,
  InterestLevelEnum,
  InterestPartyEnum,
} from './lists.types';

@ObjectType('Interest')
export class InterestType {
  @Field(() => InterestKindEnum)
  kind: Interest['kind'];

  @Field(() => InterestPartyEnum)
  party: Interest['party'];

  @Field({ description: 'Name of the company or body.' })
  with: string;

  @Field()
  description: string;

  @Field(() => Int)
  fromYear: number;

  @Field(() => Int, { nullable: true, description: 'Null while it lasts.' })
  toYear: number | null;
}

@InputType()
export class InterestInput {
  @Field(() => InterestKindEnum)
  kind: Interest['kind'];

  @Field(() => InterestPartyEnum)
  party: Interest['party'];

  @Field()
  with: string;

  @Field()
  description: string;

  @Field(() => Int)
  fromYear: number;

  @Field(() => Int, { nullable: true })
  toYear?: number | null;
}

@ObjectType('Declaration', { description: 'Interests of one seat towards this file.' })
export class DeclarationType {
  @Field(() => ID)
  seatId: string;

  @Field()
  displayName: string;

  @Field()
  profession: string;

  @Field({ description: 'The reader’s own.' })
  mine: boolean;

  @Field(() => DeclarationStatusEnum)
  status: DeclarationStatus;

  @Field({ description: 'States to have nothing to declare.' })
  nothing: boolean;

  @Field(() => [InterestType])
  interests: readonly InterestType[];

  @Field(() => [InterestPartyEnum])
  confirmedAgainst: readonly InterestParty[];

  @Field(() => String, { nullable: true })
  declaredAt: string | null;

  @Field(() => String, { nullable: true, description: 'Last day on which it holds.' })
  validUntil: string | null;

  @Field(() => InterestLevelEnum, { nullable: true })
  level: InterestLevel | null;

  @Field({ description: 'Taken off the whole file.' })
  recusedFromAll: boolean;

  @Field(() => [String])
  recusedSections: readonly string[];

  @Field(() => String, { nullable: true })
  assessmentReason: string | null;

  @Field(() => String, { nullable: true })
  assessedBy: string | null;

  @Field(() => String, { nullable: true })
  assessedAt: string | null;

  @Field({ description: 'Declared anew since the assessment, which stays until the next one.' })
  changedSinceAssessment: boolean;

  @Field({ description: 'The reader may weigh it now.' })
  mayAssess: boolean;

  @Field(() => [String], {
    description:
      'Any one of whom weighs it, by name, while it waits and no other chair or ethics lead may.',
  })
  weighedBy: readonly string[];
}

@InputType()
export class DeclareInterestsInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID, { description: 'The declarant’s own seat.' })
  seatId: string;

  @Field()
  nothing: boolean;

  @Field(() => [InterestInput], { defaultValue: [] })
  interests: InterestInput[];

  @Field(() => [InterestPartyEnum], {
    description: 'Manufacturer, distributor and competitor: all three are confirmed.',
  })
  confirmedAgainst: InterestParty[];
}

@InputType()
export class AssessInterestsInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  seatId: string;

  @Field(() => InterestLevelEnum)
  level: InterestLevel;

  @Field({ defaultValue: false, description: 'A major interest: off the whole file.' })
  recuseFromAll: boolean;

  @Field(() => [String], { defaultValue: [], description: 'Or off these sections.' })
  recusedSections: string[];

  @Field(() => String, { nullable: true, description: 'Needed for a minor or major interest.' })
  reason?: string | null;
}

@ObjectType()
export class DeclarationSaved {
  @Field(() => DeclarationType, {
    nullable: true,
    description:
      'As it stands now; null where the reader stood in to weigh it, and no longer does.',
  })
  declaration: DeclarationType | null;

  @Field({ description: 'The assessment waits for a second person.' })
  waits: boolean;
}

@ObjectType({
  description:
    'An assessment that would change who counts in a closed anonymous round: it waits for a second person.',
})
export class WaitingAssessmentType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  seatId: string;

  @Field()
  displayName: string;

  @Field(() => InterestLevelEnum)
  level: InterestLevel;

  @Field()
  recusedFromAll: boolean;

  @Field(() => [String])
  recusedSections: readonly string[];

  @Field()
  reason: string;

  @Field()
  proposedBy: string;

  @Field()
  proposedAt: string;

  @Field(() => String, { nullable: true, description: 'The member drawn to confirm it.' })
  drawn: string | null;

  @Field(() => Refused, { nullable: true, description: 'Why the reader may not confirm it.' })
  refusal: Refused | null;
}

@InputType()
export class ConfirmAssessmentInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  proposalId: string;

  @Field({ description: 'False refuses the assessment.' })
  accept: boolean;
}

@ObjectType()
export class AssessmentSettled {
  @Field(() => ID)
  seatId: string;

  @Field()
  accepted: boolean;
}
export const AssessmentResult = resultUnion('AssessmentResult', AssessmentSettled);
export const DeclarationResult = resultUnion('DeclarationResult', DeclarationSaved);

@ObjectType('FormalAdvice', {
  description: 'Dated, verbatim, never edited; a later one stands beside.',
})
export class FormalAdviceType {
  @Field(() => ID)
  id: string;

  @Field(() => AnswerRoleType)
  role: AnswerRole;

  @Field(() => AdvicePositionEnum)
  position: AdvicePosition;

  @Field()
  body: string;

  @Field()
  givenBy: string;

  @Field()
  givenAt: string;

  @Field({ description: 'A later advice of the same role takes its place.' })
  superseded: boolean;
}

@InputType()
export class GiveAdviceInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => AnswerRoleType, { description: 'it_security or dpo.' })
  role: AnswerRole;

  @Field(() => AdvicePositionEnum)
  position: AdvicePosition;

  @Field()
  body: string;
}

@ObjectType()
export class AdviceGiven {
  @Field(() => FormalAdviceType)
  advice: FormalAdviceType;
}
export const GiveAdviceResult = resultUnion('GiveAdviceResult', AdviceGiven);
