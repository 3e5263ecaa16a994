import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type {
  AccountState,
  AnswerRole,
  OrganisationFunction,
  SeatFunction,
} from '@consilium/domain/access';
import { resultUnion } from '../platform/outcome.types';
import { SignedIn } from './access.types';
import { InvitedPerson } from './invitations.types';
import {
  AccountStateType,
  AnswerRoleType,
  OrganisationFunctionType,
  SeatFunctionType,
} from './roles.types';

@ObjectType('Site', { description: 'A place of the organisation whose answers may differ.' })
export class SiteType {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;
}

@ObjectType('Organisation')
export class OrganisationType {
  @Field(() => ID)
  id: string;

  @Field()
  slug: string;

  @Field()
  name: string;

  @Field({ description: 'IANA zone in which deadlines begin and end.' })
  timeZone: string;

  @Field({ description: 'The current day in that zone, as YYYY-MM-DD.' })
  today: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Since when mails and reminders are held, as after a restore; null when they are sent.',
  })
  heldSince: string | null;

  @Field(() => [String], {
    description:
      'What an administrator has still to do before the first file begins: people, committee, evaluation. Empty for everybody else.',
  })
  stepsLeft: readonly string[];

  @Field(() => [SiteType])
  sites: readonly SiteType[];
}

@ObjectType({ description: 'When the way in was closed to a member, by whom and why.' })
export class PersonClosed {
  @Field()
  at: string;

  @Field(() => String, { nullable: true, description: 'Null where it was not written down.' })
  by: string | null;

  @Field(() => String, { nullable: true, description: 'In the words of whoever closed it.' })
  reason: string | null;
}

@ObjectType({ description: 'A member of the organisation.' })
export class Person {
  @Field(() => ID)
  memberId: string;

  @Field()
  displayName: string;

  @Field(() => String, { nullable: true, description: 'Null where it is not for the reader.' })
  email: string | null;

  @Field({ description: 'Open list of the organisation, such as radiologist.' })
  profession: string;

  @Field(() => [OrganisationFunctionType])
  functions: readonly OrganisationFunction[];

  @Field({ description: 'Can sign in here.' })
  active: boolean;

  @Field({
    description:
      'An administrator elsewhere replaced her password, and nobody here has confirmed yet that it is she: closed until then.',
  })
  suspended: boolean;

  @Field(() => PersonClosed, {
    nullable: true,
    description:
      'For administrators and coordinators, and for herself; null while she can come in.',
  })
  closed: PersonClosed | null;

  @Field({ description: 'The reader.' })
  you: boolean;
}

@ObjectType('CommitteeSeat')
export class CommitteeSeatType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  memberId: string;

  @Field()
  displayName: string;

  @Field(() => AccountStateType)
  account: AccountState;

  @Field(() => ID, { nullable: true })
  substituteId: string | null;

  @Field(() => String, { nullable: true })
  substituteName: string | null;

  @Field(() => AccountStateType, { nullable: true })
  substituteAccount: AccountState | null;

  @Field()
  profession: string;

  @Field(() => [AnswerRoleType])
  answerRoles: readonly AnswerRole[];

  @Field(() => [SeatFunctionType])
  functions: readonly SeatFunction[];

  @Field()
  votes: boolean;

  @Field({ description: 'First day of the mandate, as YYYY-MM-DD.' })
  mandateFrom: string;

  @Field(() => String, { nullable: true, description: 'Last day, included.' })
  mandateTo: string | null;

  @Field({ description: 'The mandate runs today.' })
  current: boolean;

  @Field({
    description: 'Its holder cannot come in any more, and nobody was given what it carries.',
  })
  withoutHolder: boolean;
}

@ObjectType('Committee', { description: 'A standing committee; it pre-fills the panel of a file.' })
export class CommitteeType {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field(() => Float, { description: 'Share of eligible seats that must take part, 0 to 1.' })
  quorumShare: number;

  @Field(() => [AnswerRoleType], { description: 'Roles without which no vote counts.' })
  requiredRoles: readonly AnswerRole[];

  @Field(() => Int, { description: 'Days between the notice of a meeting and the meeting.' })
  noticeDays: number;

  @Field({ description: 'Its files are rated.' })
  rounds: boolean;

  @Field({ description: 'Its files may go through a pilot.' })
  pilots: boolean;

  @Field(() => String, { nullable: true, description: 'The act that created it.' })
  foundingAct: string | null;

  @Field(() => String, { nullable: true, description: 'Day of that act, as YYYY-MM-DD.' })
  foundedOn: string | null;

  @Field(() => [CommitteeSeatType])
  seats: readonly CommitteeSeatType[];

  @Field(() => [String], {
    description: 'evaluations:panelWarnings.<key> about the seats of today.',
  })
  warnings: readonly string[];
}

@InputType()
export class CoordinatorInput {
  @Field()
  displayName: string;

  @Field()
  email: string;

  @Field()
  profession: string;
}

@InputType()
export class SetUpInput {
  @Field({ description: 'The code that the server showed as it started.' })
  code: string;

  @Field({ description: 'The act that created the committee, such as a decision of the director.' })
  foundingAct: string;

  @Field({ description: 'Day of that act, as YYYY-MM-DD.' })
  foundedOn: string;

  @Field(() => CoordinatorInput, {
    nullable: true,
    description: 'Who coordinates, when it is not the founder; is invited.',
  })
  coordinator?: CoordinatorInput | null;

  @Field()
  organisation: string;

  @Field({ description: 'Stands in addresses: a–z, 0–9 and hyphens.' })
  slug: string;

  @Field({ description: 'IANA zone, such as Europe/Paris.' })
  timeZone: string;

  @Field()
  administrator: string;

  @Field()
  email: string;

  @Field()
  password: string;

  @Field(() => String, {
    nullable: true,
    description: 'Of the administrator; default quality_officer.',
  })
  profession?: string | null;
}

@ObjectType({ description: 'The organisation is founded and its administrator signed in.' })
export class SetUpDone extends SignedIn {
  @Field(() => InvitedPerson, {
    nullable: true,
    description: 'The invitation of the coordinator; null when the founder coordinates.',
  })
  coordinator: InvitedPerson | null;
}
export const SetUpResult = resultUnion('SetUpResult', SetUpDone);

@InputType()
export class ChangeOrganisationInput {
  @Field(() => ID)
  operationId: string;

  @Field()
  name: string;

  @Field()
  timeZone: string;
}

@InputType()
export class SaveSiteInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID, { nullable: true, description: 'Null for a new site.' })
  siteId?: string | null;

  @Field()
  name: string;
}

@ObjectType()
export class OrganisationSaved {
  @Field(() => OrganisationType)
  organisation: OrganisationType;
}
export const OrganisationResult = resultUnion('OrganisationResult', OrganisationSaved);

@InputType()
export class ChangeMemberInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  memberId: string;

  @Field()
  displayName: string;

  @Field()
  profession: string;

  @Field(() => [OrganisationFunctionType])
  functions: OrganisationFunction[];

  @Field()
  active: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why a sole administrator gives it to herself; marked and printed.',
  })
  reason?: string | null;
}

@ObjectType()
export class MemberChanged {
  @Field(() => Person)
  person: Person;
}
export const ChangeMemberResult = resultUnion('ChangeMemberResult', MemberChanged);

@InputType()
export class SaveCommitteeInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID, { nullable: true, description: 'Null for a new committee.' })
  committeeId?: string | null;

  @Field()
  name: string;

  @Field(() => Float)
  quorumShare: number;

  @Field(() => [AnswerRoleType])
  requiredRoles: AnswerRole[];

  @Field(() => Int)
  noticeDays: number;

  @Field({ defaultValue: true })
  rounds: boolean;

  @Field({ defaultValue: true })
  pilots: boolean;
}

@InputType()
export class SaveCommitteeSeatInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  committeeId: string;

  @Field(() => ID, { nullable: true, description: 'Null for a new seat.' })
  seatId?: string | null;

  @Field(() => ID)
  memberId: string;

  @Field(() => ID, { nullable: true })
  substituteId?: string | null;

  @Field()
  profession: string;

  @Field(() => [AnswerRoleType])
  answerRoles: AnswerRole[];

  @Field(() => [SeatFunctionType])
  functions: SeatFunction[];

  @Field()
  votes: boolean;

  @Field(() => String, { nullable: true, description: 'Default: today.' })
  mandateFrom?: string | null;

  @Field(() => String, { nullable: true, description: 'Last day; null while it runs on.' })
  mandateTo?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why a sole administrator gives it to herself; marked and printed.',
  })
  reason?: string | null;
}

@ObjectType()
export class CommitteeSaved {
  @Field(() => CommitteeType)
  committee: CommitteeType;
}
export const CommitteeResult = resultUnion('CommitteeResult', CommitteeSaved);
