import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { AccountState, AnswerRole, Phase, SeatFunction } from '@consilium/domain/access';
import { AccountStateType, AnswerRoleType, SeatFunctionType } from '../access';
import { resultUnion } from '../platform/outcome.types';
import { PhaseEnum } from './lists.types';
import { PanelChangeType } from './panel.types';

@ObjectType({ description: 'A running file as an administrator finds it: who is missing.' })
export class StaffedFileLine {
  @Field(() => ID)
  id: string;

  @Field()
  reference: string;

  @Field()
  title: string;

  @Field()
  committee: string;

  @Field(() => PhaseEnum)
  phase: Phase;

  @Field({ description: 'The electorate stands.' })
  frozen: boolean;

  @Field(() => Int, { description: 'Seats without a holder, those of the electorate among them.' })
  vacant: number;

  @Field(() => [SeatFunctionType], {
    description: 'Functions without which the file stands still, and that nobody unrecused holds.',
  })
  missingFunctions: readonly SeatFunction[];

  @Field(() => [AnswerRoleType], {
    description: 'Roles the committee requires that nobody who votes holds.',
  })
  missingRoles: readonly AnswerRole[];
}

@ObjectType({ description: 'A seat as an administrator sees it.' })
export class StaffedSeat {
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

  @Field(() => String, { nullable: true })
  seatedTo: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How long its mandate was given for, if that day is to come: whoever takes it over.',
  })
  remainsTo: string | null;

  @Field()
  active: boolean;

  @Field(() => AccountStateType)
  account: AccountState;

  @Field({ description: 'It counts in rounds and quorum.' })
  elector: boolean;

  @Field({ description: 'It counts, and nobody fills it.' })
  vacant: boolean;

  @Field({ description: 'Nobody fills it, and somebody is to be found for it.' })
  withoutHolder: boolean;

  @Field(() => String, { nullable: true })
  substitute: string | null;

  @Field(() => String, { nullable: true })
  selfGrantedReason: string | null;
}

@ObjectType({
  description: 'The panel of a running file, for an administrator; nothing else of it.',
})
export class StaffedFile extends StaffedFileLine {
  @Field(() => [StaffedSeat])
  seats: readonly StaffedSeat[];

  @Field(() => [PanelChangeType])
  changes: readonly PanelChangeType[];
}

@InputType()
export class GrantSeatInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => ID)
  memberId: string;

  @Field()
  profession: string;

  @Field(() => [AnswerRoleType])
  answerRoles: AnswerRole[];

  @Field(() => [SeatFunctionType])
  functions: SeatFunction[];

  @Field()
  votes: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Last day of the mandate, null for none. Not given: as it runs already, or what remains of the one taken over.',
  })
  seatedTo?: string | null;

  @Field({ description: 'Told to the panel and printed.' })
  reason: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The vacant seat whose place in the electorate it takes.',
  })
  replacesSeatId?: string | null;

  @Field(() => AnswerRoleType, {
    nullable: true,
    description: 'The required role that nobody holds, for which it joins the electorate.',
  })
  forRole?: AnswerRole | null;
}

@ObjectType()
export class FileStaffed {
  @Field(() => StaffedFile)
  file: StaffedFile;
}
export const StaffingResult = resultUnion('StaffingResult', FileStaffed);
