import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { decideInOrganisation } from '@consilium/domain/access';
import { refuse, type Id } from '@consilium/domain/kernel';
import type { Session } from '@consilium/server/access';
import type { Server } from '@consilium/server/composition';
import type { Actor } from '@consilium/server/platform/database';
import { as, outcome, type Refused } from '../platform/outcome.types';
import {
  Current,
  CurrentActor,
  CurrentSession,
  refusalError,
  type RequestContext,
} from '../platform/request';
import { SERVER } from '../platform/tokens';
import { Done, DoneResult } from './access.types';
import { SecurityFilter, SecurityPage, SessionInfo } from './security.types';

/** Null for none; undefined where the text is no instant. */
const instantOf = (text: string | null | undefined): Date | null | undefined => {
  if (text === null || text === undefined) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
};

/** The own sessions, and the security log of the organisation. */
@Resolver()
export class SecurityResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => [SessionInfo], {
    description: 'Browsers in which one is signed in, last used first.',
  })
  async sessions(@CurrentSession() session: Session): Promise<SessionInfo[]> {
    const sessions = await this.server.gate.sessions(session);
    return sessions.map((one) => ({
      ...one,
      createdAt: one.createdAt.toISOString(),
      lastUsedAt: one.lastUsedAt.toISOString(),
    }));
  }

  @Mutation(() => DoneResult, { description: 'Ends one of the own sessions.' })
  async endSession(
    @Args('id', { type: () => ID }) id: Id,
    @CurrentSession() session: Session,
    @Current() request: RequestContext,
  ): Promise<Done | Refused> {
    const ended = await this.server.gate.endSession(session, id);
    return outcome(ended, request.locale, () => as(Done, { ok: true }));
  }

  @Query(() => SecurityPage, { description: 'For administrators, newest first.' })
  async securityLog(
    @Args('filter') filter: SecurityFilter,
    @CurrentActor() actor: Actor,
    @Current() { locale }: RequestContext,
  ): Promise<SecurityPage> {
    const refusal = decideInOrganisation('security.see', actor);
    if (refusal) {
      this.server.securityLog.noteRefusal(actor, {
        action: 'security.see',
        target: null,
        evaluationId: null,
      });
      throw refusalError(refusal, locale);
    }
    const [since, until] = [instantOf(filter.since), instantOf(filter.until)];
    if (since === undefined || until === undefined) {
      throw refusalError(refuse('date_impossible'), locale);
    }
    const { lines, next } = await this.server.securityLog.page(
      this.server.unitOfWork.reader(actor),
      { kinds: filter.kinds ?? null, since, until, after: filter.after ?? null },
    );
    return { lines: lines.map((line) => ({ ...line, at: line.at.toISOString() })), next };
  }
}
