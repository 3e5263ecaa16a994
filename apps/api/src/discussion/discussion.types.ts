import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { anchorKinds, threadKinds } from '@consilium/domain/discussion';
import { JsonScalar } from '../platform/json.scalar';
import { resultUnion } from '../platform/outcome.types';
import { LiveMessage } from '../platform/signals';

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

const ThreadKindType = enumOf(threadKinds);
registerEnumType(ThreadKindType, { name: 'ThreadKind' });

const AnchorKindType = enumOf(anchorKinds);
registerEnumType(AnchorKindType, { name: 'ThreadAnchorKind' });

const ThreadStateType = enumOf(['open', 'resolved'] as const);
registerEnumType(ThreadStateType, { name: 'ThreadState' });

@ObjectType({ description: 'A seat, as named in a discussion.' })
export class ThreadSeat {
  @Field(() => ID)
  seatId: string;

  @Field(() => ID)
  memberId: string;

  @Field()
  displayName: string;

  @Field()
  profession: string;
}

@ObjectType()
export class ThreadComment {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  authorId: string;

  @Field()
  author: string;

  @Field(() => ID, { nullable: true })
  authorSeat: string | null;

  @Field()
  profession: string;

  @Field({ description: 'Empty once withdrawn.' })
  body: string;

  @Field(() => Int)
  version: number;

  @Field()
  postedAt: string;

  @Field(() => String, { nullable: true })
  editedAt: string | null;

  @Field(() => String, { nullable: true })
  withdrawnAt: string | null;

  @Field(() => [ThreadSeat])
  mentions: ThreadSeat[];
}

@ObjectType('Thread', { description: 'A conversation about one thing of an evaluation.' })
export class ThreadType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => AnchorKindType)
  anchorKind: string;

  @Field()
  anchorId: string;

  @Field(() => String, { nullable: true })
  sectionKey: string | null;

  @Field(() => ThreadKindType)
  kind: string;

  @Field(() => ThreadStateType)
  state: string;

  @Field()
  openedBy: string;

  @Field(() => ID, { nullable: true })
  openedBySeat: string | null;

  @Field()
  openedAt: string;

  @Field(() => ThreadSeat, { nullable: true, description: 'Who is expected to act on it.' })
  assigned: ThreadSeat | null;

  @Field(() => String, { nullable: true })
  resolvedBy: string | null;

  @Field(() => String, { nullable: true })
  resolvedAt: string | null;

  @Field(() => [ThreadComment], { description: 'Oldest first.' })
  comments: ThreadComment[];
}

@ObjectType()
export class ThreadList {
  @Field(() => ID)
  evaluationId: string;

  /** What was asked about; not sent. */
  anchor: { kind: string; id: string };

  @Field(() => [ThreadType], { description: 'At most 200, open ones first.' })
  threads: ThreadType[];

  @Field(() => JsonScalar, { description: 'The reader’s facts, for the policy table.' })
  facts: object;

  @Field(() => [ThreadSeat], { description: 'Who can be mentioned or asked to act here, by name.' })
  seats?: ThreadSeat[];
}

@ObjectType({ description: 'How much is being said about one thing.' })
export class ThreadCountType {
  @Field(() => AnchorKindType)
  anchorKind: string;

  @Field()
  anchorId: string;

  @Field(() => Int)
  threads: number;

  @Field(() => Int)
  open: number;

  @Field(() => Int, { description: 'Open objections.' })
  objections: number;
}

@ObjectType({ description: 'Threads to read again.' })
export class DiscussionChange extends LiveMessage {
  @Field(() => [ID])
  threads: string[];
}

@InputType()
export class ThreadAnchorInput {
  @Field(() => AnchorKindType)
  kind: string;

  @Field({ description: 'Key of a question or statement; id of a document or of the evaluation.' })
  id: string;
}

@InputType()
export class OpenThreadInput {
  @Field(() => ID, { description: 'Chosen by the client; a repeat changes nothing.' })
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => ThreadAnchorInput)
  anchor: ThreadAnchorInput;

  @Field(() => ThreadKindType)
  kind: string;

  @Field()
  body: string;

  @Field(() => [ID], { defaultValue: [], description: 'Seats named in the words.' })
  mentions: string[];

  @Field(() => ID, { nullable: true })
  assignedSeat?: string | null;
}

@InputType()
export class PostCommentInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  threadId: string;

  @Field()
  body: string;

  @Field(() => [ID], { defaultValue: [] })
  mentions: string[];
}

@InputType()
export class EditCommentInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  commentId: string;

  @Field(() => Int)
  baseVersion: number;

  @Field()
  body: string;

  @Field(() => [ID], { defaultValue: [] })
  mentions: string[];
}

@ObjectType()
export class ThreadSaved {
  @Field(() => ThreadType)
  thread: ThreadType;
}

export const ThreadResult = resultUnion('ThreadResult', ThreadSaved);
