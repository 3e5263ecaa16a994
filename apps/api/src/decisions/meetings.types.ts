import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import {
  attendances,
  meetingModes,
  type Attendance,
  type MeetingMode,
} from '@consilium/domain/decisions';
import { closedList } from '../platform/closed-list';
import { resultUnion } from '../platform/outcome.types';
import { QuorumType } from './votes.types';

export const MeetingModeEnum = closedList('MeetingMode', meetingModes, 'How the committee sits.');

export const AttendanceEnum = closedList(
  'Attendance',
  attendances,
  'How a member takes part in a meeting.',
);

export const MeetingCallEnum = closedList(
  'MeetingCall',
  ['first', 'second'],
  'A second call on the same agenda may need no quorum.',
);

@ObjectType()
export class AttendanceLineType {
  @Field(() => ID)
  seatId: string;

  @Field(() => AttendanceEnum)
  attendance: Attendance;

  @Field(() => ID, { nullable: true })
  representedBy: string | null;

  @Field()
  note: string;
}

@ObjectType()
export class NoticeType {
  @Field(() => Int)
  days: number;

  @Field(() => Int)
  needed: number;

  @Field()
  isShort: boolean;
}

@ObjectType('Meeting')
export class MeetingType {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  number: number;

  @Field(() => MeetingModeEnum)
  mode: MeetingMode;

  @Field()
  calledOn: string;

  @Field()
  heldOn: string;

  @Field()
  urgent: boolean;

  @Field(() => MeetingCallEnum)
  call: 'first' | 'second';

  @Field(() => ID, { nullable: true })
  presidingSeat: string | null;

  @Field()
  minutes: string;

  @Field(() => Int)
  version: number;

  @Field(() => String, { nullable: true })
  validatedAt: string | null;

  @Field(() => String, { nullable: true })
  validatedBy: string | null;

  @Field(() => [AttendanceLineType], {
    description: 'Without a line a seat of the sheet was absent.',
  })
  attendance: readonly AttendanceLineType[];

  @Field(() => [ID], {
    description: 'Seats that came, or were awaited on the day; validated minutes keep it.',
  })
  sheet: readonly string[];

  @Field(() => NoticeType)
  notice: NoticeType;

  @Field(() => QuorumType, {
    description:
      'As the adoption or its validated minutes found it; before, as its attendance stands.',
  })
  quorum: QuorumType;

  @Field({
    description:
      'A first call of this cycle whose validated minutes find the quorum missing: a second may follow.',
  })
  quorumFailed: boolean;
}

@InputType()
export class AttendanceInput {
  @Field(() => ID)
  seatId: string;

  @Field(() => AttendanceEnum)
  attendance: Attendance;

  @Field(() => ID, { nullable: true })
  representedBy?: string | null;

  @Field({ defaultValue: '' })
  note: string;
}

@InputType()
export class SaveMeetingInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => ID, { nullable: true, description: 'Null: a new one.' })
  meetingId?: string | null;

  @Field(() => Int, { defaultValue: 0 })
  baseVersion: number;

  @Field(() => MeetingModeEnum)
  mode: MeetingMode;

  @Field()
  calledOn: string;

  @Field()
  heldOn: string;

  @Field({ defaultValue: false })
  urgent: boolean;

  @Field(() => MeetingCallEnum, { defaultValue: 'first' })
  call: 'first' | 'second';

  @Field(() => ID, { nullable: true })
  presidingSeat?: string | null;

  @Field({ defaultValue: '' })
  minutes: string;

  @Field(() => [AttendanceInput])
  attendance: AttendanceInput[];
}

@InputType()
export class ValidateMinutesInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  meetingId: string;

  @Field(() => Int)
  baseVersion: number;

  @Field({ description: 'False withdraws the validation.' })
  validated: boolean;
}

@ObjectType()
export class MeetingKept {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  number: number;

  @Field(() => Int)
  version: number;
}

export const MeetingKeptResult = resultUnion('MeetingKeptResult', MeetingKept);
