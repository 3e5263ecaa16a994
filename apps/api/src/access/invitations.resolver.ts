import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import type { Invited } from '@consilium/server/access';
import type { Server } from '@consilium/server/composition';
import type { Actor, Outcome } from '@consilium/server/platform/database';
import { as, outcome, refused, type Refused } from '../platform/outcome.types';
import {
  Current,
  CurrentActor,
  CurrentCookie,
  Public,
  type RequestContext,
  SessionCookie,
} from '../platform/request';
import { SERVER } from '../platform/tokens';
import { Done, DoneResult, SignedIn, SignInResult } from './access.types';
import { enter, viewerOf } from './enter';
import {
  AcceptInvitationInput,
  InvitationOfferType,
  InvitationResult,
  InvitationType,
  InvitedPerson,
  InviteInput,
  InviteResult,
  PeopleInvited,
} from './invitations.types';

/** Inviting people, and joining. */
@Resolver()
export class InvitationsResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => [InvitationType], { description: 'Newest first; none for who does not invite.' })
  invitations(@CurrentActor() actor: Actor): Promise<InvitationType[]> {
    return this.server.access.invitations.invitations(this.server.unitOfWork.reader(actor));
  }

  @Mutation(() => InviteResult)
  async invite(
    @Args('input') input: InviteInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PeopleInvited | Refused> {
    const invited = await this.server.access.invitations.invite(actor, {
      ...input,
      locale: input.locale ?? request.locale,
    });
    return this.invited(isRefusal(invited) ? invited : [invited], request);
  }

  @Mutation(() => InviteResult, { description: 'A new link; the one before ends.' })
  async inviteAgain(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('invitationId', { type: () => ID }) invitationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PeopleInvited | Refused> {
    const input = { operationId, invitationId };
    const invited = await this.server.access.invitations.inviteAgain(actor, input);
    return this.invited(isRefusal(invited) ? invited : [invited], request);
  }

  @Mutation(() => DoneResult, { description: 'Ends a link before it is used.' })
  async revokeInvitation(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('invitationId', { type: () => ID }) invitationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<Done | Refused> {
    const input = { operationId, invitationId };
    const revoked = await this.server.access.invitations.revoke(actor, input);
    return outcome(revoked, request.locale, () => as(Done, { ok: true }));
  }

  @Mutation(() => InviteResult, {
    description:
      'Invites everybody of a list of separated values (name, address, profession, functions, language), or nobody.',
  })
  async importPeople(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('text') text: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PeopleInvited | Refused> {
    const invited = await this.server.access.peopleImport.importPeople(actor, {
      operationId,
      text,
      locale: request.locale,
    });
    return this.invited(invited, request);
  }

  @Public()
  @Query(() => InvitationResult, { description: 'What the holder of a link is offered.' })
  async invitation(
    @Args('token') token: string,
    @Current() request: RequestContext,
  ): Promise<InvitationOfferType | Refused> {
    const offer = await this.server.access.acceptance.offer(token);
    return outcome(offer, request.locale, (found) => as(InvitationOfferType, found));
  }

  @Public()
  @Mutation(() => DoneResult, { description: 'Tells who invites that an expired link was used.' })
  async askForInvitation(
    @Args('token') token: string,
    @Current() request: RequestContext,
  ): Promise<Done | Refused> {
    const { acceptance } = this.server.access;
    const asked = await acceptance.askForAnother(token, request.correlationId);
    return outcome(asked, request.locale, () => as(Done, { ok: true }));
  }

  @Public()
  @Mutation(() => SignInResult, { description: 'Joins the organisation, and signs in.' })
  async acceptInvitation(
    @Args('input') input: AcceptInvitationInput,
    @Current() request: RequestContext,
    @CurrentCookie() cookie: SessionCookie,
  ): Promise<SignedIn | Refused> {
    const { from, session, correlationId, locale } = request;
    const { acceptance } = this.server.access;
    const accepted = await acceptance.accept(
      input,
      session,
      { from, device: cookie.device },
      correlationId,
    );
    if (isRefusal(accepted)) return refused(accepted, locale);
    if (!session) {
      const opened = accepted.opened ?? (await this.server.gate.enter(accepted.accountId));
      return enter(this.server, opened, request, cookie);
    }
    const joined = cookie.token ? await this.server.gate.resolve(cookie.token) : null;
    if (!joined) throw new Error('a session ended as it joined an organisation');
    return as(SignedIn, { viewer: viewerOf(joined) });
  }

  private invited(invited: Outcome<readonly Invited[]>, request: RequestContext) {
    return outcome(invited, request.locale, (people) =>
      as(PeopleInvited, {
        mailed: this.server.access.invitations.byMail,
        people: people.map((one) => as(InvitedPerson, one)),
      }),
    );
  }
}
