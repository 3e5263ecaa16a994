import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Id } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { Actor } from '@consilium/server/platform/database';
import { as, outcome, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, type RequestContext } from '../platform/request';
import { SERVER } from '../platform/tokens';
import {
  FileWithoutHolderType,
  LeaveInput,
  LeaveResult,
  LeavingType,
  MemberLeft,
} from './leaving.types';

/** Somebody leaves the organisation, and what is without a holder afterwards. */
@Resolver()
export class LeavingResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => LeavingType, {
    nullable: true,
    description:
      'What a member holds, and who might take it; null for who does not administer people.',
  })
  async leaving(
    @Args('memberId', { type: () => ID }) memberId: Id,
    @CurrentActor() actor: Actor,
    @Current() { locale }: RequestContext,
  ): Promise<LeavingType | null> {
    const view = await this.server.leaving.preview(this.server.unitOfWork.reader(actor), memberId);
    if (!view) return null;
    return { ...view, refusal: view.refusal && refused(view.refusal, locale) };
  }

  @Query(() => [FileWithoutHolderType], {
    description:
      'Files where a seat, a part or a condition has no holder, for who runs them; seats alone for administrators.',
  })
  withoutHolder(
    @Args('evaluationId', { type: () => ID, nullable: true }) evaluationId: Id | null,
    @CurrentActor() actor: Actor,
  ): Promise<FileWithoutHolderType[]> {
    const reader = this.server.unitOfWork.reader(actor);
    return this.server.withoutHolder.files(reader, evaluationId);
  }

  @Mutation(() => LeaveResult, {
    description: 'Closes a membership and hands over what it holds, all or nothing.',
  })
  async leave(
    @Args('input') input: LeaveInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<MemberLeft | Refused> {
    const left = await this.server.leaving.leave(actor, input);
    return outcome(left, request.locale, (memberId) => as(MemberLeft, { memberId }));
  }
}
