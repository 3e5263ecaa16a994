import { setTimeout as pause } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { Args, ID, Int, Query, Resolver, Subscription } from '@nestjs/graphql';
import { changeOf } from '@consilium/domain/evaluations';
import { isId, isRefusal, refuse, type Id } from '@consilium/domain/kernel';
import type { Session } from '@consilium/server/access';
import type { Server } from '@consilium/server/composition';
import { memberIdOf, type Actor } from '@consilium/server/platform/database';
import { as } from '../platform/outcome.types';
import {
  Current,
  CurrentActor,
  CurrentSession,
  refusalError,
  type RequestContext,
} from '../platform/request';
import { signalsAs } from '../platform/signals';
import { SERVER } from '../platform/tokens';
import {
  FilesChange,
  EvaluationFrame,
  EvaluationOverview,
  PortfolioFilterInput,
  PortfolioPage,
  WorkLine,
} from './dashboards.types';

/** Shortest time between two messages to one client, in milliseconds. */
const calmMs = 1_000;

@Resolver()
export class DashboardsResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => [WorkLine], {
    description: 'What waits for the reader in all organisations, by date, what is late first.',
  })
  async whatWaits(
    @CurrentSession() session: Session,
    @Current() request: RequestContext,
  ): Promise<WorkLine[]> {
    const lines = await this.server.work.myWork(session.memberships, request.correlationId);
    return lines.map((line) => as(WorkLine, line));
  }

  @Query(() => PortfolioPage, { description: 'The files the reader can see, newest first.' })
  async portfolio(
    @Args('filter', { type: () => PortfolioFilterInput, nullable: true })
    filter: PortfolioFilterInput | null,
    @Args('first', { type: () => Int, defaultValue: 30, description: 'At most 100.' })
    first: number,
    @Args('after', { type: () => ID, nullable: true }) after: Id | null,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PortfolioPage> {
    const page = await this.server.portfolio.portfolio(this.server.unitOfWork.reader(actor), {
      filter: {
        phases: filter?.phases ?? [],
        specialty: filter?.specialty ?? null,
        text: filter?.text ?? null,
        late: filter?.late ?? false,
        blocked: filter?.blocked ?? false,
        practice: filter?.practice ?? false,
      },
      first,
      after: after ?? null,
    });
    if (isRefusal(page)) throw refusalError(page, request.locale);
    return as(PortfolioPage, page);
  }

  @Query(() => [String], { description: 'Specialties named by the files the reader can see.' })
  async specialties(@CurrentActor() actor: Actor): Promise<readonly string[]> {
    return this.server.portfolio.specialties(this.server.unitOfWork.reader(actor));
  }

  @Query(() => EvaluationFrame, {
    nullable: true,
    description: 'What stands above every page of an evaluation; null when it is not to be seen.',
  })
  async evaluationFrame(
    @Args('id', { type: () => ID }) id: Id,
    @CurrentActor() actor: Actor,
  ): Promise<EvaluationFrame | null> {
    const frame = await this.server.overview.frame(this.server.unitOfWork.reader(actor), id);
    return frame && as(EvaluationFrame, frame);
  }

  @Query(() => EvaluationOverview, {
    nullable: true,
    description: 'The first page of an evaluation; null when it is not the reader’s to see.',
  })
  async evaluationOverview(
    @Args('id', { type: () => ID }) id: Id,
    @CurrentActor() actor: Actor,
  ): Promise<EvaluationOverview | null> {
    const overview = await this.server.overview.overview(this.server.unitOfWork.reader(actor), id);
    return overview && as(EvaluationOverview, overview);
  }

  @Subscription(() => FilesChange, {
    description:
      'Whenever progress, parts, phase, panel, rounds or decision of a file change; at most once a second.',
    resolve: (change: FilesChange) => change,
  })
  filesChanged(
    @Args('evaluationId', {
      type: () => ID,
      nullable: true,
      description: 'Only this file; all that the reader can see unless given.',
    })
    evaluationId: Id | null,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): AsyncIterableIterator<FilesChange> {
    if (evaluationId && !isId(evaluationId)) {
      throw refusalError(refuse('not_found'), request.locale);
    }
    const { live, unitOfWork, news } = this.server;
    const self = memberIdOf(actor);
    let quietUntil = 0;
    return signalsAs(
      live,
      actor.organisationId,
      (signal) =>
        changeOf(signal.topic) !== null &&
        signal.evaluationId != null &&
        (signal.memberId == null || signal.memberId === self) &&
        (!evaluationId || signal.evaluationId === evaluationId),
      async (batch) => {
        const wait = quietUntil - Date.now();
        if (wait > 0) await pause(wait);
        const known = await unitOfWork.read(actor, (tx) => news.knownAmong(tx, batch));
        if (known.length === 0) return null;
        quietUntil = Date.now() + calmMs;
        return {
          evaluationIds: [...new Set(known.flatMap((signal) => signal.evaluationId ?? []))],
          topics: [...new Set(known.flatMap((signal) => changeOf(signal.topic) ?? []))],
        };
      },
      () => ({ evaluationIds: [], topics: [] }),
    );
  }
}
