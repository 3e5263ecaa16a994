import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { securityKindNames, type SecurityKind } from '@consilium/domain/access';
import { closedList } from '../platform/closed-list';

export const SecurityKindType = closedList(
  'SecurityKind',
  securityKindNames,
  'What the security log tells.',
);

@ObjectType('SessionInfo', { description: 'A browser in which one is signed in.' })
export class SessionInfo {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true, description: 'Such as Firefox; null when not known.' })
  browser: string | null;

  @Field(() => String, { nullable: true, description: 'Such as Windows; null when not known.' })
  system: string | null;

  @Field({ description: 'Instant, ISO 8601.' })
  createdAt: string;

  @Field({ description: 'Instant, ISO 8601, exact to some minutes.' })
  lastUsedAt: string;

  @Field({ description: 'The browser that asks.' })
  current: boolean;
}

@ObjectType({ description: 'A line of the security log: identifiers and codes, never content.' })
export class SecurityLine {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Instant, ISO 8601.' })
  at: string;

  @Field(() => SecurityKindType)
  kind: SecurityKind;

  @Field(() => String, { nullable: true, description: 'Name of who did it, where known.' })
  member: string | null;

  @Field(() => [String], { description: 'Names of the people whom it was done to.' })
  people: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'Reference of the file that it is about, while that is there.',
  })
  file: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the committee that it is about.' })
  committee: string | null;

  @Field(() => String, { nullable: true, description: 'A code, such as seat.' })
  subjectKind: string | null;

  @Field(() => ID, { nullable: true })
  subjectId: string | null;

  @Field(() => String, { nullable: true, description: 'Network address; of failures only.' })
  source: string | null;

  @Field(() => String, { nullable: true, description: 'A code, such as the action refused.' })
  detail: string | null;
}

@ObjectType()
export class SecurityPage {
  @Field(() => [SecurityLine])
  lines: SecurityLine[];

  @Field(() => String, {
    nullable: true,
    description: 'Given as `after` it leads on; null at the end.',
  })
  next: string | null;
}

@InputType()
export class SecurityFilter {
  @Field(() => [SecurityKindType], { nullable: true, description: 'All kinds when absent.' })
  kinds?: SecurityKind[] | null;

  @Field(() => String, { nullable: true, description: 'Instant, ISO 8601.' })
  since?: string | null;

  @Field(() => String, { nullable: true, description: 'Instant, ISO 8601; not included.' })
  until?: string | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}
