import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Id } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { Actor } from '@consilium/server/platform/database';
import { as, outcome, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, Public, type RequestContext } from '../platform/request';
import { SERVER } from '../platform/tokens';
import { Done, DoneResult } from './access.types';
import {
  MakeResetLinkResult,
  ResetLinkMade,
  ResetLinkResult,
  ResetOfferType,
} from './invitations.types';

/** Lost passwords: whoever asks, only the owner chooses the next one. */
@Resolver()
export class PasswordsResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Public()
  @Mutation(() => DoneResult, {
    description: 'Sends a link to the address; says the same whether or not anybody has it.',
  })
  async askForPassword(
    @Args('email') email: string,
    @Current() request: RequestContext,
  ): Promise<Done | Refused> {
    const asked = await this.server.access.passwords.ask(email, request.from);
    return outcome(asked, request.locale, () => as(Done, { ok: true }));
  }

  @Public()
  @Query(() => ResetLinkResult, { description: 'What the holder of a reset link may do.' })
  async resetLink(
    @Args('token') token: string,
    @Current() request: RequestContext,
  ): Promise<ResetOfferType | Refused> {
    const offer = await this.server.access.passwords.offer(token);
    return outcome(offer, request.locale, (found) => as(ResetOfferType, found));
  }

  @Public()
  @Mutation(() => DoneResult, {
    description: 'Sets the password that the owner chose; ends all sessions of the account.',
  })
  async choosePassword(
    @Args('token') token: string,
    @Args('password') password: string,
    @Current() request: RequestContext,
  ): Promise<Done | Refused> {
    const chosen = await this.server.access.passwords.choose(token, password);
    return outcome(chosen, request.locale, () => as(Done, { ok: true }));
  }

  @Mutation(() => MakeResetLinkResult, {
    description:
      'Where no mail server is configured: a link for a member who has lost her password, for her administrator to hand over.',
  })
  async makeResetLink(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('memberId', { type: () => ID }) memberId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ResetLinkMade | Refused> {
    const made = await this.server.access.passwords.makeResetLink(actor, { operationId, memberId });
    return outcome(made, request.locale, (link) => as(ResetLinkMade, link));
  }
}
