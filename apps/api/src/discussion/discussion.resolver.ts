import { Inject } from '@nestjs/common';
import {
  Args,
  ID,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql';
import { isRefusal, refuse, type Refusal } from '@consilium/domain/kernel';
import type { Anchor } from '@consilium/domain/discussion';
import type { Server } from '@consilium/server/composition';
import type { Spoken } from '@consilium/server/discussion';
import type { Actor, Outcome } from '@consilium/server/platform/database';
import { as, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, refusalError, type RequestContext } from '../platform/request';
import { signalsAs } from '../platform/signals';
import { SERVER } from '../platform/tokens';
import {
  DiscussionChange,
  EditCommentInput,
  OpenThreadInput,
  PostCommentInput,
  ThreadAnchorInput,
  ThreadCountType,
  ThreadList,
  ThreadResult,
  ThreadSaved,
  ThreadSeat,
} from './discussion.types';

const operation = {
  type: () => ID,
  description: 'Chosen by the client; a repeat changes nothing.',
};

@Resolver(() => ThreadList)
export class DiscussionResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => ThreadList, {
    description: 'Threads about one thing; all of the evaluation without an anchor.',
  })
  async threads(
    @Args('evaluationId', { type: () => ID }) evaluationId: string,
    @Args('anchor', { nullable: true }) anchor: ThreadAnchorInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ThreadList> {
    const tx = this.server.unitOfWork.reader(actor);
    const about = (anchor as Anchor | undefined) ?? null;
    const list = await this.server.threads.threadsOf(tx, evaluationId, about);
    if (isRefusal(list)) return this.decline(list, request);
    return as(ThreadList, {
      evaluationId,
      anchor: about ?? { kind: 'evaluation', id: evaluationId },
      ...list,
    });
  }

  @ResolveField(() => [ThreadSeat])
  async seats(
    @Parent() list: ThreadList,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ) {
    const tx = this.server.unitOfWork.reader(actor);
    const seats = await this.server.threads.seatsFor(tx, list.evaluationId, list.anchor as Anchor);
    return isRefusal(seats) ? this.decline(seats, request) : seats;
  }

  @Query(() => [ThreadCountType], { description: 'How much is being said, by what it is about.' })
  async threadCounts(
    @Args('evaluationId', { type: () => ID }) evaluationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ) {
    const tx = this.server.unitOfWork.reader(actor);
    const counts = await this.server.threads.countsOf(tx, evaluationId);
    return isRefusal(counts) ? this.decline(counts, request) : counts;
  }

  @Mutation(() => ThreadResult, { description: 'Begins a thread with its first words.' })
  async openThread(
    @Args('input') input: OpenThreadInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ThreadSaved | Refused> {
    const opened = await this.server.discussion.openThread(actor, {
      ...input,
      assignedSeat: input.assignedSeat ?? null,
    });
    return this.saved(opened, actor, request);
  }

  @Mutation(() => ThreadResult, { description: 'Adds to an open thread.' })
  async postComment(
    @Args('input') input: PostCommentInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ThreadSaved | Refused> {
    const posted = await this.server.discussion.postComment(actor, input);
    return this.saved(posted, actor, request);
  }

  @Mutation(() => ThreadResult, { description: 'Mends one’s own words within fifteen minutes.' })
  async editComment(
    @Args('input') input: EditCommentInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ThreadSaved | Refused> {
    const edited = await this.server.discussion.editComment(actor, input);
    return this.saved(edited, actor, request);
  }

  @Mutation(() => ThreadResult, { description: 'Takes back one’s own words; the line stays.' })
  async withdrawComment(
    @Args('commentId', { type: () => ID }) commentId: string,
    @Args('operationId', operation) operationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ThreadSaved | Refused> {
    const withdrawn = await this.server.discussion.withdrawComment(actor, {
      operationId,
      commentId,
    });
    return this.saved(withdrawn, actor, request);
  }

  @Mutation(() => ThreadResult, { description: 'Says who is expected to act; null: nobody.' })
  async assignThread(
    @Args('threadId', { type: () => ID }) threadId: string,
    @Args('seatId', { type: () => ID, nullable: true }) seatId: string | null,
    @Args('operationId', operation) operationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ThreadSaved | Refused> {
    const assigned = await this.server.discussion.assignThread(actor, {
      operationId,
      threadId,
      seatId: seatId ?? null,
    });
    return this.saved(assigned, actor, request);
  }

  @Mutation(() => ThreadResult, { description: 'Settles a thread.' })
  async resolveThread(
    @Args('threadId', { type: () => ID }) threadId: string,
    @Args('operationId', operation) operationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ThreadSaved | Refused> {
    const resolved = await this.server.discussion.resolveThread(actor, { operationId, threadId });
    return this.saved(resolved, actor, request);
  }

  @Mutation(() => ThreadResult, { description: 'Takes a settled thread up again.' })
  async reopenThread(
    @Args('threadId', { type: () => ID }) threadId: string,
    @Args('operationId', operation) operationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ThreadSaved | Refused> {
    const reopened = await this.server.discussion.reopenThread(actor, { operationId, threadId });
    return this.saved(reopened, actor, request);
  }

  @Subscription(() => DiscussionChange, {
    description: 'Which threads of one evaluation to read again.',
    resolve: (change: DiscussionChange) => change,
  })
  async discussionChanged(
    @Args('evaluationId', { type: () => ID }) evaluationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<AsyncIterableIterator<DiscussionChange>> {
    const { live, unitOfWork, news } = this.server;
    const allowed = await unitOfWork.read(actor, (tx) =>
      unitOfWork.mayRead(tx, 'thread.see', { kind: 'evaluation', id: evaluationId }),
    );
    if (isRefusal(allowed)) return this.decline(allowed, request);
    return signalsAs(
      live,
      actor.organisationId,
      (signal) => signal.evaluationId === evaluationId && signal.topic === 'thread.changed',
      async (batch) => {
        const known = await unitOfWork.read(actor, (tx) => news.knownAmong(tx, batch));
        const threads = [...new Set(known.flatMap(({ id }) => id ?? []))];
        return threads.length === 0 ? null : { threads };
      },
      () => ({ threads: [] }),
    );
  }

  private decline(refusal: Refusal, request: RequestContext): never {
    throw refusalError(refusal, request.locale);
  }

  /** The thread as the actor sees it after the change. */
  private async saved(
    written: Outcome<Spoken>,
    actor: Actor,
    request: RequestContext,
  ): Promise<ThreadSaved | Refused> {
    if (isRefusal(written)) return refused(written, request.locale);
    const tx = this.server.unitOfWork.reader(actor);
    const thread = await this.server.threads.threadById(tx, written.evaluationId, written.threadId);
    return thread ? as(ThreadSaved, { thread }) : refused(refuse('not_found'), request.locale);
  }
}
