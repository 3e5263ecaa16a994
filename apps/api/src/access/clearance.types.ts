import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { answerRoles } from '@consilium/domain/access';
import { closedList } from '../platform/closed-list';

const ClearanceLevel = closedList(
  'ClearanceLevel',
  ['panel', 'roles', 'author'],
  'The whole panel; the named answer roles; the author and the coordinator.',
);
const ClearanceRole = closedList('ClearanceRole', answerRoles, 'A role that something is kept to.');

@ObjectType({ description: 'Who may see a document, or the answers of a part.' })
export class DocumentClearance {
  @Field(() => ClearanceLevel)
  level: string;

  @Field(() => [ClearanceRole], { nullable: true })
  roles?: readonly string[] | null;
}

@InputType()
export class DocumentClearanceInput {
  @Field(() => ClearanceLevel)
  level: string;

  @Field(() => [ClearanceRole], { nullable: true })
  roles?: string[] | null;
}
