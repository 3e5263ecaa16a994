import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { isLocale, isRefusal, type Id } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import { memberIdOf, type Actor, type Outcome } from '@consilium/server/platform/database';
import { as, outcome, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, refusalError, type RequestContext } from '../platform/request';
import { signalsAs } from '../platform/signals';
import { SERVER } from '../platform/tokens';
import {
  InboxChange,
  InboxMarked,
  InboxMarkedResult,
  InboxPage,
  LateReminded,
  Mailbox,
  MailHealth,
  RemindLateResult,
} from './notifications.types';

@Resolver()
export class NotificationsResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => InboxPage, { description: 'The reader’s own inbox, unread first.' })
  async inbox(
    @Args('first', { type: () => Int, defaultValue: 30, description: 'At most 100.' })
    first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('unreadOnly', { type: () => Boolean, defaultValue: false }) unreadOnly: boolean,
    @Args('locale', {
      type: () => String,
      nullable: true,
      description: 'Language of the texts; the account’s own unless given.',
    })
    locale: string | null,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<InboxPage> {
    const page = await this.server.inbox.inbox(this.server.unitOfWork.reader(actor), {
      first,
      after: after ?? null,
      unreadOnly,
      locale: isLocale(locale) ? locale : request.locale,
    });
    return orThrow(page, request);
  }

  @Query(() => Int, { description: 'How many lines of the reader’s inbox are unread.' })
  unreadCount(@CurrentActor() actor: Actor): Promise<number> {
    return this.server.inbox.unreadCount(this.server.unitOfWork.reader(actor));
  }

  @Mutation(() => InboxMarkedResult)
  async markRead(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('ids', { type: () => [ID] }) ids: Id[],
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<InboxMarked | Refused> {
    return this.marked(await this.server.inbox.markRead(actor, operationId, ids), actor, request);
  }

  @Mutation(() => InboxMarkedResult)
  async markAllRead(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<InboxMarked | Refused> {
    return this.marked(await this.server.inbox.markAllRead(actor, operationId), actor, request);
  }

  @Mutation(() => RemindLateResult, {
    description: 'Reminds those of these seats who are late; each at most once an hour.',
  })
  async remindLate(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @Args('seatIds', { type: () => [ID] }) seatIds: Id[],
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<LateReminded | Refused> {
    const reminded = await this.server.reminders.remindLate(actor, {
      operationId,
      evaluationId,
      seatIds,
    });
    return outcome(reminded, request.locale, (result) => as(LateReminded, result));
  }

  @Query(() => Mailbox, {
    nullable: true,
    description:
      'The newest mails: everyone’s for an administrator without a mail server, the own ones in the demo, else null.',
  })
  async mailbox(
    @Args('first', { type: () => Int, defaultValue: 50, description: 'At most 100.' })
    first: number,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<Mailbox | null> {
    const mailbox = await this.server.mailbox.mailbox(this.server.unitOfWork.reader(actor), first);
    if (isRefusal(mailbox) && mailbox.code === 'not_found') return null;
    return orThrow(mailbox, request);
  }

  @Query(() => MailHealth, {
    nullable: true,
    description: 'How sending mails goes; for administrators, null for others.',
  })
  async mailHealth(@CurrentActor() actor: Actor): Promise<MailHealth | null> {
    const health = await this.server.mailbox.health(this.server.unitOfWork.reader(actor));
    return isRefusal(health) ? null : health;
  }

  @Subscription(() => InboxChange, {
    description: 'Whenever something comes into the reader’s inbox or is read there.',
    resolve: (change: InboxChange) => change,
  })
  async inboxChanged(@CurrentActor() actor: Actor): Promise<AsyncIterableIterator<InboxChange>> {
    const { live, unitOfWork, inbox } = this.server;
    const me = memberIdOf(actor);
    const count = (): Promise<number> => unitOfWork.read(actor, (tx) => inbox.unreadCount(tx));
    let unread = await count();
    return signalsAs(
      live,
      actor.organisationId,
      (signal) => signal.topic === 'inbox.changed' && signal.memberId === me,
      async (batch) => {
        unread = await count();
        return { ids: [...new Set(batch.flatMap(({ id }) => id ?? []))], unread };
      },
      () => ({ ids: [], unread }),
    );
  }

  private async marked(
    ids: Outcome<Id[]>,
    actor: Actor,
    request: RequestContext,
  ): Promise<InboxMarked | Refused> {
    if (isRefusal(ids)) return outcome(ids, request.locale, () => new InboxMarked());
    const unread = await this.server.inbox.unreadCount(this.server.unitOfWork.reader(actor));
    return as(InboxMarked, { ids, unread });
  }
}

function orThrow<T>(value: Outcome<T>, request: RequestContext): T {
  if (isRefusal(value)) throw refusalError(value, request.locale);
  return value;
}
