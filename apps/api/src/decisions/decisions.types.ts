import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { AnswerRole, Phase, SeatFunction } from '@consilium/domain/access';
import {
  attendances,
  conditionStates,
  decisionKeys,
  gateKinds,
  meetingModes,
  outcomeKeys,
  voteChoices,
  type Attendance,
  type BlockerEffect,
  type ConditionState,
  type DecisionKey,
  type MeetingMode,
  type OutcomeKey,
  type VoteChoice,
} from '@consilium/domain/decisions';
import { FileHeadType, ObjectionType } from '../consensus';
import { closedList } from '../platform/closed-list';
import { JsonScalar } from '../platform/json.scalar';
import { LocalisedText } from '../platform/localised-text.type';
import { Refused, resultUnion } from '../platform/outcome.types';

export const OpinionOutcomeEnum = closedList(
  'OpinionOutcome',
  outcomeKeys,
  'What the committee says; it is not the decision.',
);
export const DecisionEnum = closedList(
  'DecisionKey',
  decisionKeys,
  'What the decision-maker decides.',
);
export const MeetingModeEnum = closedList('MeetingMode', meetingModes, 'How the committee sits.');
export const AttendanceEnum = closedList(
  'Attendance',
  attendances,
  'How a member takes part in a meeting.',
);
export const VoteChoiceEnum = closedList('VoteChoice', voteChoices, 'An open vote.');
export const GateEnum = closedList('ConditionGate', gateKinds, 'By when a condition is met.');
export const ConditionStateEnum = closedList(
  'ConditionState',
  conditionStates,
  'Open, met, or given up.',
);
export const OpinionStateEnum = closedList(
  'OpinionState',
  ['draft', 'voting', 'adopted'],
  'While voting the words stand.',
);
export const MeetingCallEnum = closedList(
  'MeetingCall',
  ['first', 'second'],
  'A second call on the same agenda may need no quorum.',
);

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

@ObjectType()
export class OutcomeLineType {
  @Field(() => OpinionOutcomeEnum)
  key: OutcomeKey;

  @Field()
  allowed: boolean;

  @Field(() => [String], { description: 'Questions whose blockers bar it.' })
  barredBy: readonly string[];

  @Field(() => [String], { description: 'Questions that each need a linked condition.' })
  needsConditionFor: readonly string[];

  @Field(() => [String])
  requires: readonly string[];
}

@ObjectType()
export class GateType {
  @Field(() => GateEnum)
  kind: keyof typeof GateEnum;

  @Field(() => Int, { nullable: true })
  months?: number | null;
}

@ObjectType('Condition')
export class ConditionType {
  @Field(() => ID)
  id: string;

  @Field()
  text: string;

  @Field(() => ID, { nullable: true })
  ownerSeat: string | null;

  @Field()
  ownerName: string;

  @Field(() => String, { nullable: true, description: 'Who sees to it, by name.' })
  owner: string | null;

  @Field(() => String, { nullable: true })
  dueOn: string | null;

  @Field()
  proof: string;

  @Field(() => GateType, { nullable: true })
  gate: GateType | null;

  @Field(() => [String], { description: 'Questions whose blockers it answers.' })
  blockers: readonly string[];

  @Field(() => ConditionStateEnum)
  state: ConditionState;

  @Field(() => String, { nullable: true })
  closedNote: string | null;

  @Field(() => String, { nullable: true })
  closedAt: string | null;
}

@ObjectType()
export class VoteType {
  @Field(() => ID)
  seatId: string;

  @Field()
  name: string;

  @Field()
  profession: string;

  @Field(() => VoteChoiceEnum)
  choice: VoteChoice;

  @Field(() => String, { nullable: true, description: 'The holder of the proxy.' })
  castBy: string | null;
}

@ObjectType()
export class MinorityType {
  @Field(() => ID)
  seatId: string;

  @Field()
  name: string;

  @Field()
  profession: string;

  @Field()
  text: string;

  @Field()
  writtenAt: string;
}

@ObjectType()
export class QuestionReasonType {
  @Field()
  question: string;

  @Field()
  text: string;
}

@ObjectType()
export class PilotType {
  @Field(() => Int)
  durationMonths: number;

  @Field()
  population: string;

  @Field(() => [String])
  indicators: readonly string[];

  @Field(() => [String])
  stopRules: readonly string[];

  @Field(() => String, { nullable: true })
  endsOn: string | null;
}

@ObjectType({ description: 'One thing to mend before the opinion can be voted on.' })
export class OpinionProblemType {
  @Field()
  code: string;

  @Field(() => String, { nullable: true, description: 'The condition or question it is about.' })
  about: string | null;
}

@ObjectType('Opinion', { description: 'The committee’s opinion.' })
export class OpinionType {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  cycle: number;

  @Field(() => OpinionStateEnum)
  state: keyof typeof OpinionStateEnum;

  @Field(() => ID, { nullable: true })
  meetingId: string | null;

  @Field(() => OpinionOutcomeEnum)
  outcome: OutcomeKey;

  @Field()
  reasons: string;

  @Field(() => [QuestionReasonType])
  reasonsByQuestion: readonly QuestionReasonType[];

  @Field(() => PilotType, { nullable: true })
  pilot: PilotType | null;

  @Field(() => [String])
  missingElements: readonly string[];

  @Field(() => [String])
  failedPredicates: readonly string[];

  @Field(() => String, { nullable: true })
  reevaluateOn: string | null;

  @Field(() => Int)
  version: number;

  @Field(() => String, { nullable: true })
  votingSince: string | null;

  @Field(() => String, { nullable: true })
  adoptedAt: string | null;

  @Field(() => String, { nullable: true })
  adoptedBy: string | null;

  @Field(() => [ConditionType])
  conditions: readonly ConditionType[];

  @Field(() => [VoteType])
  votes: readonly VoteType[];

  @Field(() => [MinorityType])
  minority: readonly MinorityType[];

  @Field(() => [OpinionProblemType])
  problems: readonly OpinionProblemType[];

  @Field(() => JsonScalar, { nullable: true, description: 'As it stood at the adoption.' })
  quorum: object | null;

  @Field(() => JsonScalar, { nullable: true, description: 'As it stood at the adoption.' })
  tally: object | null;
}

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

  @Field(() => [AttendanceLineType])
  attendance: readonly AttendanceLineType[];

  @Field(() => NoticeType)
  notice: NoticeType;
}

@ObjectType()
export class MissingVoter {
  @Field(() => ID)
  seat: string;

  @Field()
  profession: string;

  @Field()
  because: string;
}

@ObjectType('Quorum')
export class QuorumType {
  @Field()
  met: boolean;

  @Field({ description: 'On a second call the rules ask for none.' })
  waived: boolean;

  @Field(() => Int)
  eligible: number;

  @Field(() => Int)
  takingPart: number;

  @Field(() => Int)
  needed: number;

  @Field()
  shareMet: boolean;

  @Field(() => [String])
  missingRoles: readonly AnswerRole[];

  @Field(() => [String])
  rolesWithoutHolder: readonly AnswerRole[];

  @Field(() => [MissingVoter])
  missing: readonly MissingVoter[];

  @Field(() => [ID])
  recused: readonly string[];
}

@ObjectType('Tally')
export class TallyType {
  @Field(() => Int)
  for: number;

  @Field(() => Int)
  against: number;

  @Field(() => Int)
  abstain: number;

  @Field(() => Int)
  takingPart: number;

  @Field(() => [ID])
  notVoted: readonly string[];

  @Field()
  tied: boolean;

  @Field(() => String, { nullable: true })
  castingVote: string | null;

  @Field()
  carried: boolean;
}

@ObjectType()
export class RecordedDecision {
  @Field(() => ID)
  id: string;

  @Field(() => DecisionEnum)
  decision: DecisionKey;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field({ description: 'From the committee’s opinion.' })
  differs: boolean;

  @Field()
  withoutOpinion: boolean;

  @Field()
  decidedBy: string;

  @Field()
  decidedOn: string;

  @Field(() => ID, { nullable: true })
  opinionId: string | null;
}

@ObjectType({ description: 'A sealed snapshot of the file.' })
export class SealType {
  @Field(() => ID)
  id: string;

  @Field({ description: 'opinion or decision.' })
  kind: string;

  @Field()
  hash: string;

  @Field()
  hashAlg: string;

  @Field()
  sealedAt: string;
}

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

  @Field({ description: 'From the whole file.' })
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

  @Field(() => TallyType, { nullable: true })
  tally: TallyType | null;

  @Field(() => [RecordedDecision])
  decisions: readonly RecordedDecision[];

  @Field(() => [SealType])
  seals: readonly SealType[];

  @Field(() => JsonScalar, {
    description: 'By outcome, the date proposed for the next evaluation.',
  })
  reevaluateOn: object;
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

@InputType()
export class GateInput {
  @Field(() => GateEnum)
  kind: keyof typeof GateEnum;

  @Field(() => Int, { nullable: true })
  months?: number | null;
}

@InputType()
export class ConditionInput {
  @Field()
  text: string;

  @Field(() => ID, { nullable: true })
  ownerSeat?: string | null;

  @Field({ defaultValue: '' })
  ownerName: string;

  @Field(() => String, { nullable: true })
  dueOn?: string | null;

  @Field({ defaultValue: '' })
  proof: string;

  @Field(() => GateInput, { nullable: true })
  gate?: GateInput | null;

  @Field(() => [String], { defaultValue: [] })
  blockers: string[];
}

@InputType()
export class QuestionReasonInput {
  @Field()
  question: string;

  @Field()
  text: string;
}

@InputType()
export class PilotInput {
  @Field(() => Int, { nullable: true })
  durationMonths?: number | null;

  @Field({ defaultValue: '' })
  population: string;

  @Field(() => [String], { defaultValue: [] })
  indicators: string[];

  @Field(() => [String], { defaultValue: [] })
  stopRules: string[];

  @Field(() => String, { nullable: true })
  endsOn?: string | null;
}

@InputType()
export class ProposeOpinionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => Int, { defaultValue: 0 })
  baseVersion: number;

  @Field(() => ID, { nullable: true })
  meetingId?: string | null;

  @Field(() => OpinionOutcomeEnum)
  outcome: OutcomeKey;

  @Field({ defaultValue: '' })
  reasons: string;

  @Field(() => [QuestionReasonInput], { defaultValue: [] })
  reasonsByQuestion: QuestionReasonInput[];

  @Field(() => [ConditionInput], { defaultValue: [] })
  conditions: ConditionInput[];

  @Field(() => PilotInput, { nullable: true })
  pilot?: PilotInput | null;

  @Field(() => [String], { defaultValue: [] })
  missingElements: string[];

  @Field(() => [String], { defaultValue: [] })
  failedPredicates: string[];

  @Field(() => String, { nullable: true, description: 'Null: the default of a new proposal.' })
  reevaluateOn?: string | null;
}

@InputType()
export class OfEvaluationInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;
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

@InputType()
export class CastVoteInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  opinionId: string;

  @Field(() => ID, { description: 'The own seat, or that of a member represented.' })
  seatId: string;

  @Field(() => VoteChoiceEnum)
  choice: VoteChoice;
}

@InputType()
export class WriteDissentInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  opinionId: string;

  @Field({ description: 'Empty takes the dissent back.' })
  text: string;
}

@InputType()
export class RecordDecisionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => DecisionEnum)
  decision: DecisionKey;

  @Field(() => String, { nullable: true })
  reason?: string | null;

  @Field({ description: 'The date the decision bears.' })
  decidedOn: string;
}

@InputType()
export class CloseConditionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  conditionId: string;

  @Field({ description: 'True: met, the note shows it. False: given up, the note says why.' })
  met: boolean;

  @Field()
  note: string;
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

@ObjectType()
export class OpinionKept {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  version: number;
}

@ObjectType()
export class BlockerChanged {
  @Field()
  questionKey: string;
}

@ObjectType()
export class VoteKept {
  @Field(() => ID)
  seatId: string;

  @Field(() => VoteChoiceEnum)
  choice: VoteChoice;
}

@ObjectType()
export class DissentKept {
  @Field()
  written: boolean;
}

@ObjectType({ description: 'The file is sealed; its hash goes to every member.' })
export class OpinionSealed {
  @Field(() => ID)
  id: string;

  @Field()
  hash: string;
}

@ObjectType()
export class DecisionKept {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true })
  hash: string | null;
}

@ObjectType()
export class ConditionKept {
  @Field(() => ID)
  id: string;

  @Field(() => ConditionStateEnum)
  state: ConditionState;
}

@ObjectType()
export class DecisionChange {
  @Field(() => [String])
  topics: readonly string[];
}

export const MeetingKeptResult = resultUnion('MeetingKeptResult', MeetingKept);
export const OpinionKeptResult = resultUnion('OpinionKeptResult', OpinionKept);
export const BlockerChangedResult = resultUnion('BlockerChangedResult', BlockerChanged);
export const VoteKeptResult = resultUnion('VoteKeptResult', VoteKept);
export const DissentKeptResult = resultUnion('DissentKeptResult', DissentKept);
export const OpinionSealedResult = resultUnion('OpinionSealedResult', OpinionSealed);
export const DecisionKeptResult = resultUnion('DecisionKeptResult', DecisionKept);
export const ConditionKeptResult = resultUnion('ConditionKeptResult', ConditionKept);
