import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { AccountState, AnswerRole, PartState, SeatFunction } from '@consilium/domain/access';
import type {
  DeclarationStatus,
  Lateness,
  PanelChangeKind,
  PanelWarning,
  SeatLabel,
} from '@consilium/domain/evaluations';
import {
  AccountStateType,
  AnswerRoleType,
  DocumentClearance,
  DocumentClearanceInput,
  SeatFunctionType,
} from '../access';
import { LocalisedText } from '../platform/localised-text.type';
import { resultUnion } from '../platform/outcome.types';
import {
  DeclarationStatusEnum,
  LatenessStateEnum,
  PanelChangeKindEnum,
  PanelWarningEnum,
  PartStateEnum,
  SeatLabelEnum,
} from './lists.types';

@ObjectType({ description: 'Where a deadline stands today.' })
export class LatenessType {
  @Field(() => LatenessStateEnum)
  state: Lateness['state'];

  @Field(() => Int, { description: 'Days left, or days late; 0 when undated.' })
  days: number;
}

@ObjectType('Seat', { description: 'A place on the panel of one evaluation.' })
export class SeatType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  memberId: string;

  @Field()
  displayName: string;

  @Field()
  profession: string;

  @Field(() => [AnswerRoleType])
  answerRoles: readonly AnswerRole[];

  @Field(() => [SeatFunctionType])
  functions: readonly SeatFunction[];

  @Field()
  votes: boolean;

  @Field()
  seatedFrom: string;

  @Field(() => String, { nullable: true, description: 'Last day, included.' })
  seatedTo: string | null;

  @Field(() => Int, { description: 'Grows with each change of the seat.' })
  revision: number;

  @Field({ description: 'The mandate runs today.' })
  active: boolean;

  @Field(() => AccountStateType, { description: 'Whether its holder can sign in.' })
  account: AccountState;

  @Field({ description: 'It counts in rounds and quorum.' })
  elector: boolean;

  @Field({ description: 'It counts, and nobody fills it.' })
  vacant: boolean;

  @Field({ description: 'Nobody fills it, and somebody is to be found for it.' })
  withoutHolder: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Who can step in, of a seat that nobody fills.',
  })
  substitute: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The reason of a sole administrator who gave herself what it carries.',
  })
  selfGrantedReason: string | null;

  @Field({ description: 'The reader’s own.' })
  mine: boolean;

  @Field(() => DeclarationStatusEnum, {
    nullable: true,
    description: 'Null where it is not for the reader.',
  })
  declarationStatus: DeclarationStatus | null;

  @Field(() => [SeatLabelEnum], {
    description: 'Without those that tell of the declaration, where it is not for the reader.',
  })
  labels: readonly SeatLabel[];
}

@ObjectType({ description: 'What a seat carried.' })
export class SeatPowerType {
  @Field()
  profession: string;

  @Field(() => [AnswerRoleType])
  answerRoles: readonly AnswerRole[];

  @Field(() => [SeatFunctionType])
  functions: readonly SeatFunction[];

  @Field()
  votes: boolean;
}

@ObjectType({ description: 'A change of the panel made in the open.' })
export class PanelChangeType {
  @Field(() => ID)
  id: string;

  @Field(() => PanelChangeKindEnum)
  kind: PanelChangeKind;

  @Field(() => ID)
  seatId: string;

  @Field()
  person: string;

  @Field(() => String, { nullable: true, description: 'Whose place in the electorate it takes.' })
  replaced: string | null;

  @Field(() => SeatPowerType, {
    nullable: true,
    description: 'Null for a seat that was not there.',
  })
  before: SeatPowerType | null;

  @Field(() => SeatPowerType)
  after: SeatPowerType;

  @Field()
  reason: string;

  @Field()
  changedBy: string;

  @Field()
  changedAt: string;

  @Field({ description: 'A sole administrator gave it to herself.' })
  self: boolean;
}

@ObjectType('Panel')
export class PanelType {
  @Field(() => [SeatType])
  seats: readonly SeatType[];

  @Field(() => [PanelWarningEnum], { description: 'Said, never forbidden.' })
  warnings: readonly PanelWarning[];

  @Field(() => [PanelChangeType], {
    description: 'Changes made in the open since the file began, the oldest first.',
  })
  changes: readonly PanelChangeType[];
}

@ObjectType({ description: 'Who answers a part.' })
export class Assignee {
  @Field(() => ID)
  seatId: string;

  @Field(() => ID)
  memberId: string;

  @Field()
  displayName: string;

  @Field(() => AccountStateType)
  account: AccountState;
}

@ObjectType('Part', { description: 'The questions of one section led by one answer role.' })
export class PartType {
  @Field(() => ID)
  id: string;

  @Field()
  sectionKey: string;

  @Field(() => LocalisedText)
  sectionTitle: LocalisedText;

  @Field(() => AnswerRoleType)
  leadRole: AnswerRole;

  @Field(() => PartStateEnum)
  state: PartState;

  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD.' })
  dueOn: string | null;

  @Field(() => LatenessType, {
    description: 'Undated once handed in; still while the file is paused.',
  })
  lateness: LatenessType;

  @Field(() => String, { nullable: true })
  submittedAt: string | null;

  @Field(() => String, { nullable: true })
  returnReason: string | null;

  @Field(() => String, { nullable: true, description: 'Handed in or closed with gaps, for this.' })
  gapsReason: string | null;

  @Field(() => [Assignee])
  assignees: readonly Assignee[];

  @Field({ description: 'Given to the reader.' })
  mine: boolean;

  @Field(() => DocumentClearance, {
    description: 'Who reads its answers, beside those who answer it and the coordinator.',
  })
  clearance: DocumentClearance;

  @Field(() => Int, { description: 'Questions it may hold; conditions may leave some out.' })
  questions: number;

  @Field(() => Int, { description: 'Estimated minutes for all of them.' })
  minutes: number;
}

@ObjectType({ description: 'Who could answer a part, by answer role.' })
export class ProposedAssignment {
  @Field(() => ID)
  partId: string;

  @Field(() => [ID])
  seatIds: readonly string[];
}

@InputType()
export class SaveSeatInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => ID, {
    description: 'A member already seated has the seat changed, or taken up again.',
  })
  memberId: string;

  @Field()
  profession: string;

  @Field(() => [AnswerRoleType])
  answerRoles: AnswerRole[];

  @Field(() => [SeatFunctionType])
  functions: SeatFunction[];

  @Field()
  votes: boolean;

  @Field(() => String, { nullable: true, description: 'Last day of the mandate, if it is known.' })
  seatedTo?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Revision of the seat the person was looking at, 0 for none; refused as stale_version otherwise.',
  })
  baseRevision?: number | null;
}

@ObjectType()
export class PanelSaved {
  @Field(() => PanelType)
  panel: PanelType;
}
export const PanelResult = resultUnion('PanelResult', PanelSaved);

@InputType()
export class AssignmentInput {
  @Field(() => ID)
  partId: string;

  @Field(() => [ID], {
    description: 'All who answer it from now on; empty takes it from everybody.',
  })
  seatIds: string[];

  @Field(() => [ID], {
    nullable: true,
    description: 'Who had it when the person looked; refused as stale_version when it is not so.',
  })
  baseSeatIds?: string[] | null;
}

@InputType()
export class AssignPartsInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => [AssignmentInput])
  assignments: AssignmentInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Due date of all these parts; null leaves theirs.',
  })
  dueOn?: string | null;
}

@ObjectType()
export class PartsAssigned {
  @Field(() => [PartType])
  parts: readonly PartType[];
}
export const AssignPartsResult = resultUnion('AssignPartsResult', PartsAssigned);

@InputType()
export class ReservePartsInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => [ID])
  partIds: string[];

  @Field(() => DocumentClearanceInput)
  clearance: DocumentClearanceInput;
}

@ObjectType()
export class PartsReserved {
  @Field(() => [PartType])
  parts: readonly PartType[];
}
export const ReservePartsResult = resultUnion('ReservePartsResult', PartsReserved);
