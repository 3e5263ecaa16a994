import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import {
  invitationStates,
  type InvitationState,
  type OrganisationFunction,
} from '@consilium/domain/access';
import { closedList } from '../platform/closed-list';
import { resultUnion } from '../platform/outcome.types';
import { OrganisationFunctionType } from './roles.types';

export const InvitationStateType = closedList(
  'InvitationState',
  invitationStates,
  'Where an invitation stands.',
);

@ObjectType('Invitation', { description: 'The offer to become a member, bound to an address.' })
export class InvitationType {
  @Field(() => ID)
  id: string;

  @Field()
  email: string;

  @Field()
  displayName: string;

  @Field()
  profession: string;

  @Field(() => [OrganisationFunctionType])
  functions: readonly OrganisationFunction[];

  @Field(() => InvitationStateType)
  state: InvitationState;

  @Field({ description: 'Name of the member who made it last.' })
  invitedBy: string;

  @Field()
  createdAt: string;

  @Field({ description: 'From then on it can no longer be accepted.' })
  expiresAt: string;

  @Field({ description: 'The invited person found it expired and asked for another.' })
  asked: boolean;
}

@InputType()
export class InviteInput {
  @Field(() => ID)
  operationId: string;

  @Field()
  email: string;

  @Field()
  displayName: string;

  @Field()
  profession: string;

  @Field(() => [OrganisationFunctionType])
  functions: OrganisationFunction[];

  @Field(() => String, {
    nullable: true,
    description: 'Language of the mail; the sender’s if left out.',
  })
  locale?: string;
}

@ObjectType({
  description: 'Somebody was invited. The answer is the same whether or not an account exists.',
})
export class InvitedPerson {
  @Field(() => ID)
  invitationId: string;

  @Field()
  email: string;

  @Field()
  displayName: string;

  @Field(() => String, {
    nullable: true,
    description:
      'To be handed over, told this once. Null where it went by mail, and in the answer to a repeat.',
  })
  link: string | null;
}

@ObjectType()
export class PeopleInvited {
  @Field({ description: 'The links went by mail.' })
  mailed: boolean;

  @Field(() => [InvitedPerson])
  people: InvitedPerson[];
}
export const InviteResult = resultUnion('InviteResult', PeopleInvited);

@ObjectType('InvitationOffer', {
  description: 'What the holder of an invitation’s link is offered.',
})
export class InvitationOfferType {
  @Field()
  organisation: string;

  @Field({ description: 'Who invites.' })
  inviter: string;

  @Field({ description: 'The address it is bound to.' })
  email: string;

  @Field()
  displayName: string;

  @Field()
  locale: string;
}
export const InvitationResult = resultUnion('InvitationResult', InvitationOfferType);

@InputType()
export class AcceptInvitationInput {
  @Field({ description: 'The secret of the link.' })
  token: string;

  @Field()
  displayName: string;

  @Field({ description: 'Language of a new account.' })
  locale: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Chosen by a new person, or that of the account with this address; not needed by who is signed in with it.',
  })
  password?: string | null;
}

@ObjectType('ResetOffer', { description: 'What the holder of a reset link may do.' })
export class ResetOfferType {
  @Field()
  email: string;

  @Field({ description: 'The other organisations of the account will ask who it is.' })
  suspends: boolean;
}
export const ResetLinkResult = resultUnion('ResetLinkResult', ResetOfferType);

@ObjectType()
export class ResetLinkMade {
  @Field(() => String, {
    nullable: true,
    description: 'Told this once; null in the answer to a repeat.',
  })
  link: string | null;
}
export const MakeResetLinkResult = resultUnion('MakeResetLinkResult', ResetLinkMade);
