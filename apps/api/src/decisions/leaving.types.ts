import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { AccountState, AnswerRole, Phase, SeatFunction } from '@consilium/domain/access';
import { holdingKinds, type HoldingKind } from '@consilium/domain/decisions';
import { AccountStateType, AnswerRoleType, SeatFunctionType } from '../access';
import { PhaseEnum } from '../evaluations';
import { closedList } from '../platform/closed-list';
import { Refused, resultUnion } from '../platform/outcome.types';

export const HoldingKindEnum = closedList(
  'HoldingKind',
  holdingKinds,
  'What somebody holds that does not go on without a holder.',
);

@ObjectType({ description: 'What the seat that somebody leaves carries.' })
export class HeldSeatType {
  @Field()
  profession: string;

  @Field(() => [AnswerRoleType])
  answerRoles: readonly AnswerRole[];

  @Field(() => [SeatFunctionType])
  functions: readonly SeatFunction[];

  @Field()
  votes: boolean;

  @Field({ description: 'It has a place in the frozen electorate.' })
  placed: boolean;
}

@ObjectType({ description: 'One line of what somebody holds: a kind of one file, or a seat.' })
export class LeavingHoldingType {
  @Field(() => HoldingKindEnum)
  kind: HoldingKind;

  @Field(() => ID, { nullable: true, description: 'Null for a seat of a committee.' })
  evaluationId: string | null;

  @Field(() => [String], { description: 'What it consists of, to be sent back with the act.' })
  ids: readonly string[];

  @Field(() => String, { nullable: true, description: 'Name of the committee.' })
  committee: string | null;

  @Field(() => HeldSeatType, { nullable: true })
  seat: HeldSeatType | null;

  @Field({
    description: 'Somebody may be named for it; otherwise it ends, or waits for who runs the file.',
  })
  canBeHanded: boolean;

  @Field(() => [ID], { description: 'Members who may take it, besides who takes the seat.' })
  heirs: readonly string[];

  @Field(() => ID, { nullable: true, description: 'The substitute, where that one may.' })
  proposed: string | null;
}

@ObjectType()
export class LeavingFileType {
  @Field(() => ID)
  evaluationId: string;

  @Field()
  reference: string;

  @Field()
  title: string;

  @Field(() => [LeavingHoldingType])
  holdings: readonly LeavingHoldingType[];
}

@ObjectType({ description: 'Somebody who might take over.' })
export class LeavingCandidate {
  @Field(() => ID)
  memberId: string;

  @Field()
  displayName: string;

  @Field()
  profession: string;
}

@ObjectType({ description: 'What a member holds, and what may become of it when she leaves.' })
export class LeavingType {
  @Field(() => ID)
  memberId: string;

  @Field()
  displayName: string;

  @Field(() => Refused, { nullable: true, description: 'Why she cannot leave now.' })
  refusal: Refused | null;

  @Field(() => [LeavingFileType])
  files: readonly LeavingFileType[];

  @Field(() => [LeavingHoldingType])
  committees: readonly LeavingHoldingType[];

  @Field(() => Int, { description: 'Invitations she sent that nobody has accepted: they end.' })
  invitations: number;

  @Field(() => [LeavingCandidate])
  candidates: readonly LeavingCandidate[];
}

@InputType()
export class HandedHoldingInput {
  @Field(() => HoldingKindEnum)
  kind: HoldingKind;

  @Field(() => ID, { nullable: true })
  evaluationId?: string | null;

  @Field(() => [String])
  ids: string[];

  @Field(() => ID, { nullable: true, description: 'Null leaves it without a holder.' })
  successorId?: string | null;
}

@InputType()
export class LeaveInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  memberId: string;

  @Field({ description: 'Told to the panels, and printed.' })
  reason: string;

  @Field(() => [HandedHoldingInput], { description: 'All that was seen.' })
  holdings: HandedHoldingInput[];
}

@ObjectType()
export class MemberLeft {
  @Field(() => ID)
  memberId: string;
}
export const LeaveResult = resultUnion('LeaveResult', MemberLeft);

@ObjectType({ description: 'A seat that nobody fills.' })
export class EmptySeatType {
  @Field(() => ID)
  seatId: string;

  @Field()
  displayName: string;

  @Field(() => AccountStateType)
  account: AccountState;

  @Field(() => [SeatFunctionType])
  functions: readonly SeatFunction[];

  @Field()
  votes: boolean;
}

@ObjectType({ description: 'A file where something has no holder.' })
export class FileWithoutHolderType {
  @Field(() => ID)
  evaluationId: string;

  @Field()
  reference: string;

  @Field()
  title: string;

  @Field(() => PhaseEnum)
  phase: Phase;

  @Field(() => [EmptySeatType])
  seats: readonly EmptySeatType[];

  @Field(() => Int, { nullable: true, description: 'Null for who does not run the file.' })
  parts: number | null;

  @Field(() => Int, { nullable: true, description: 'Null for who does not run the file.' })
  conditions: number | null;
}
