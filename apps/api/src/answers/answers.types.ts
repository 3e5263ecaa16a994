import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { JsonScalar } from '../platform/json.scalar';
import { resultUnion } from '../platform/outcome.types';
import { LiveMessage } from '../platform/signals';

export enum AnswerStateType {
  value = 'value',
  unknown = 'unknown',
  empty = 'empty',
}
registerEnumType(AnswerStateType, {
  name: 'AnswerState',
  description: 'Given; "unknown, asked to the supplier"; or taken back.',
});

@ObjectType('Answer')
export class AnswerType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  partId: string;

  @Field()
  questionKey: string;

  @Field(() => ID, { nullable: true, description: 'Null: for the whole organisation.' })
  siteId: string | null;

  @Field(() => AnswerStateType)
  state: string;

  @Field(() => JsonScalar, { nullable: true, description: 'Shaped by the type of the question.' })
  value: unknown;

  @Field()
  comment: string;

  @Field(() => Int, { description: 'Grows with each save; a save names the one it started from.' })
  version: number;

  @Field(() => ID)
  authorSeatId: string;

  @Field()
  authorName: string;

  @Field(() => ID, { nullable: true })
  onBehalfOf: string | null;

  @Field(() => String, { nullable: true, description: 'Whose answer the author wrote down.' })
  onBehalfOfName: string | null;

  @Field()
  updatedAt: string;

  @Field({ description: 'The question has changed since; the next save confirms the answer.' })
  toConfirm: boolean;
}

@InputType()
export class SaveAnswerInput {
  @Field(() => ID, { description: 'Chosen by the client; a repeat returns the first result.' })
  operationId: string;

  @Field(() => ID)
  partId: string;

  @Field()
  questionKey: string;

  @Field(() => ID, { nullable: true })
  siteId?: string | null;

  @Field(() => AnswerStateType)
  state: AnswerStateType;

  @Field(() => JsonScalar, { nullable: true })
  value?: unknown;

  @Field({ defaultValue: '' })
  comment: string;

  @Field(() => Int, { description: 'Version the person was looking at; 0 for none.' })
  baseVersion: number;

  @Field(() => ID, { nullable: true, description: 'Seat whose answer somebody else writes down.' })
  onBehalfOf?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Member under whose session the words were written; refused under another.',
  })
  writtenBy?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Hash of the template document the words answer to; refused under another.',
  })
  contentHash?: string | null;
}

@ObjectType()
export class AnswerSaved {
  @Field(() => AnswerType)
  answer: AnswerType;
}

@ObjectType({ description: 'Somebody saved in between: both texts are to be shown.' })
export class AnswerConflict {
  @Field(() => AnswerType)
  current: AnswerType;
}

export const SaveAnswerResult = resultUnion('SaveAnswerResult', AnswerSaved, AnswerConflict);

@InputType()
export class RestoreRevisionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  partId: string;

  @Field()
  questionKey: string;

  @Field(() => ID, { nullable: true })
  siteId?: string | null;

  @Field(() => ID)
  revisionId: string;

  @Field(() => Int)
  baseVersion: number;
}

@ObjectType({ description: 'An answer as it stood at one time.' })
export class AnswerVersion {
  @Field(() => ID, { nullable: true, description: 'Null while the newest words have no revision.' })
  revisionId: string | null;

  @Field(() => Int)
  version: number;

  @Field()
  current: boolean;

  @Field(() => AnswerStateType)
  state: string;

  @Field(() => JsonScalar, { nullable: true })
  value: unknown;

  @Field()
  comment: string;

  @Field()
  authorName: string;

  @Field()
  profession: string;

  @Field(() => String, { nullable: true })
  onBehalfOfName: string | null;

  @Field()
  writtenAt: string;
}

@ObjectType('SupplierReply', {
  description: 'What the supplier states: beside the answer, never as it.',
})
export class SupplierReplyType {
  @Field(() => ID)
  id: string;

  @Field()
  questionKey: string;

  @Field()
  statement: string;

  @Field({ description: 'Day, as YYYY-MM-DD.' })
  statedOn: string;

  @Field()
  recordedBy: string;

  @Field()
  recordedAt: string;
}

@ObjectType({ description: 'What lets questions appear and disappear while somebody types.' })
export class ConditionFacts {
  @Field(() => JsonScalar, { description: 'Answers by question, of other parts.' })
  answers: object;

  @Field(() => JsonScalar, { description: 'The device profile: true, false, or absent.' })
  flags: object;

  @Field(() => [String])
  addedModules: readonly string[];

  @Field(() => [String], {
    description: 'Deciding questions whose answers are reserved to others.',
  })
  hidden: readonly string[];
}

@ObjectType({
  description: 'One part with its answers; the questions are in the template document.',
})
export class PartPage {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  evaluationId: string;

  @Field()
  sectionKey: string;

  @Field()
  leadRole: string;

  @Field({ description: 'open, submitted or returned.' })
  state: string;

  @Field(() => String, { nullable: true })
  dueOn: string | null;

  @Field(() => String, { nullable: true })
  submittedAt: string | null;

  @Field(() => String, { nullable: true })
  submittedBy: string | null;

  @Field(() => String, { nullable: true })
  gapsReason: string | null;

  @Field(() => String, { nullable: true })
  returnReason: string | null;

  @Field({ description: 'Reserved to others: no answers are given.' })
  masked: boolean;

  @Field({ description: 'Of the template document: /api/templates/:contentHash.' })
  contentHash: string;

  @Field(() => [String], { description: 'Questions that apply now, essential ones first.' })
  questionKeys: readonly string[];

  @Field(() => ConditionFacts)
  conditionFacts: ConditionFacts;

  @Field(() => [AnswerType])
  answers: readonly AnswerType[];

  @Field(() => JsonScalar, { description: 'Number of documents by question.' })
  evidenceCounts: object;

  @Field(() => [SupplierReplyType])
  supplierReplies: readonly SupplierReplyType[];

  @Field(() => JsonScalar, { description: 'The reader’s facts, for the policy table.' })
  facts: object;
}

@ObjectType()
export class EssentialProgress {
  @Field(() => Int)
  total: number;

  @Field(() => Int)
  answered: number;
}

@ObjectType()
export class PartProgress {
  @Field(() => Int)
  total: number;

  @Field(() => Int)
  answered: number;

  @Field(() => Int, { description: 'Answered without any gap.' })
  complete: number;

  @Field(() => EssentialProgress)
  essential: EssentialProgress;

  @Field(() => Float, { description: 'Estimated minutes for the whole part.' })
  minutes: number;

  @Field(() => Float)
  minutesLeft: number;
}

@ObjectType()
export class PartLine {
  @Field(() => ID)
  id: string;

  @Field()
  sectionKey: string;

  @Field()
  leadRole: string;

  @Field()
  state: string;

  @Field(() => String, { nullable: true })
  dueOn: string | null;

  @Field()
  late: boolean;

  @Field()
  closedWithGaps: boolean;

  @Field({ description: 'Assigned to the reader.' })
  mine: boolean;

  @Field()
  masked: boolean;

  @Field(() => [String])
  assignees: readonly string[];

  @Field(() => PartProgress)
  progress: PartProgress;
}

@ObjectType()
export class PanelSeat {
  @Field(() => ID)
  seatId: string;

  @Field()
  displayName: string;

  @Field()
  profession: string;

  @Field(() => [String])
  answerRoles: readonly string[];

  @Field(() => [String])
  functions: readonly string[];
}

@ObjectType({ description: 'The frame of the answering screen.' })
export class AnsweringPage {
  @Field(() => ID)
  evaluationId: string;

  @Field()
  reference: string;

  @Field()
  title: string;

  @Field()
  device: string;

  @Field()
  phase: string;

  @Field()
  contentHash: string;

  @Field(() => [PartLine])
  parts: readonly PartLine[];

  @Field(() => [PanelSeat])
  seats: readonly PanelSeat[];

  @Field(() => JsonScalar)
  facts: object;
}

@ObjectType()
export class QuestionGaps {
  @Field()
  questionKey: string;

  @Field(() => [String], { description: 'templates:gaps.<code>' })
  codes: readonly string[];
}

@ObjectType()
export class PartStateChanged {
  @Field(() => ID)
  id: string;

  @Field()
  state: string;

  @Field(() => String, { nullable: true })
  submittedAt: string | null;

  @Field(() => String, { nullable: true })
  gapsReason: string | null;

  @Field(() => String, { nullable: true })
  returnReason: string | null;
}

@ObjectType({
  description: 'Not handed in: this is missing. A reason lets it be handed in as it is.',
})
export class PartHasGaps {
  @Field()
  message: string;

  @Field(() => [QuestionGaps])
  gaps: readonly QuestionGaps[];
}

export const SubmitPartResult = resultUnion('SubmitPartResult', PartStateChanged, PartHasGaps);
export const PartStateResult = resultUnion('PartStateResult', PartStateChanged);

@InputType()
export class RecordSupplierReplyInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field()
  questionKey: string;

  @Field()
  statement: string;

  @Field({ description: 'Day, as YYYY-MM-DD.' })
  statedOn: string;
}

@ObjectType()
export class SupplierReplyRecorded {
  @Field(() => SupplierReplyType)
  reply: SupplierReplyType;
}

export const SupplierReplyResult = resultUnion('SupplierReplyResult', SupplierReplyRecorded);

@ObjectType()
export class SupplierQuestion {
  @Field()
  questionKey: string;

  @Field({ description: 'unknown: somebody answered so; offered: the supplier may know.' })
  because: string;

  @Field(() => [SupplierReplyType], { description: 'The latest first.' })
  replies: readonly SupplierReplyType[];
}

@ObjectType()
export class SupplierQuestions {
  @Field(() => ID)
  evaluationId: string;

  @Field()
  reference: string;

  @Field()
  title: string;

  @Field()
  device: string;

  @Field()
  contentHash: string;

  @Field(() => [SupplierQuestion])
  questions: readonly SupplierQuestion[];
}

@ObjectType({ description: 'Something to look at again; what it is now is read anew.' })
export class AnsweringChange extends LiveMessage {
  @Field(() => [ID], { description: 'Answers that were saved.' })
  answers: readonly string[];

  @Field(() => [ID], { description: 'Parts that were handed in or given back.' })
  parts: readonly string[];

  @Field({ description: 'Counts changed.' })
  progress: boolean;

  @Field({ description: 'A statement of the supplier was written down.' })
  supplier: boolean;
}
