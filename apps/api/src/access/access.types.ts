import { Field, ID, ObjectType } from '@nestjs/graphql';
import { resultUnion } from '../platform/outcome.types';

@ObjectType('Membership', { description: 'A person’s membership of one organisation.' })
export class MembershipType {
  @Field(() => ID)
  memberId: string;

  @Field({ description: 'Stands in addresses: /o/:slug.' })
  slug: string;

  @Field()
  organisation: string;

  @Field({ description: 'IANA zone in which deadlines begin and end.' })
  timeZone: string;

  @Field()
  displayName: string;

  @Field()
  profession: string;

  @Field(() => [String], { description: 'Functions held for the whole organisation.' })
  functions: readonly string[];
}

@ObjectType({
  description:
    'A membership that opens again when an administrator there has confirmed who the person is.',
})
export class WaitingMembership {
  @Field()
  slug: string;

  @Field()
  organisation: string;
}

@ObjectType({ description: 'Who is signed in.' })
export class Viewer {
  @Field(() => ID)
  accountId: string;

  @Field()
  email: string;

  @Field()
  locale: string;

  @Field({
    description:
      'Somebody else set the password: nothing is open until its owner has changed it, and memberships are empty.',
  })
  passwordDue: boolean;

  @Field(() => [MembershipType])
  memberships: MembershipType[];

  @Field(() => [WaitingMembership])
  waiting: WaitingMembership[];
}

@ObjectType({ description: 'A member of the demo committee.' })
export class DemoPersona {
  @Field()
  email: string;

  @Field()
  displayName: string;

  @Field()
  profession: string;

  @Field()
  organisation: string;
}

@ObjectType({ description: 'What the sign-in page needs to know.' })
export class SignInPage {
  @Field({ description: 'Nobody has set the product up yet: the first visitor does.' })
  empty: boolean;

  @Field({ description: 'The demo committee is there to play with.' })
  demo: boolean;

  @Field({ description: 'A mail server is configured: a lost password is replaced by mail.' })
  mails: boolean;

  @Field(() => [DemoPersona])
  personas: DemoPersona[];

  @Field(() => String, { nullable: true, description: 'Password of every demo account.' })
  password: string | null;
}

@ObjectType()
export class SignedIn {
  @Field(() => Viewer)
  viewer: Viewer;
}

@ObjectType()
export class Done {
  @Field()
  ok: boolean;
}

export const SignInResult = resultUnion('SignInResult', SignedIn);
export const DoneResult = resultUnion('DoneResult', Done);
