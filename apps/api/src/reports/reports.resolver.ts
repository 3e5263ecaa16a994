import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { isRefusal, refuse, type Id } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { Actor, Outcome } from '@consilium/server/platform/database';
import { as, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, refusalError, type RequestContext } from '../platform/request';
import { signalsAs } from '../platform/signals';
import { SERVER } from '../platform/tokens';
import {
  GenerateReportInput,
  ReportChange,
  ReportList,
  ReportRequested,
  ReportRequestedResult,
} from './reports.types';

@Resolver()
export class ReportsResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => ReportList, {
    nullable: true,
    description: 'Reports of an evaluation; null when the reader cannot see it.',
  })
  async reports(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ReportList | null> {
    const { reports, unitOfWork } = this.server;
    const found = await reports.reports(unitOfWork.reader(actor), evaluationId);
    if (!isRefusal(found)) return { reports: found, refusal: null };
    return found.code === 'not_found'
      ? null
      : { reports: [], refusal: refused(found, request.locale) };
  }

  @Mutation(() => ReportRequestedResult, {
    description: 'Asks for a report; one already under way is returned instead of a second one.',
  })
  async generateReport(
    @Args('input') input: GenerateReportInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ReportRequested | Refused> {
    const asked = await this.server.reports.generateReport(actor, input);
    return this.requested(asked, actor, request);
  }

  @Mutation(() => ReportRequestedResult, { description: 'Starts a report again that failed.' })
  async retryReport(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('reportId', { type: () => ID }) reportId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ReportRequested | Refused> {
    const asked = await this.server.reports.retryReport(actor, { operationId, reportId });
    return this.requested(asked, actor, request);
  }

  @Subscription(() => ReportChange, {
    description: 'Reports of an evaluation as they are asked for, built section by section, ready.',
    resolve: (change: ReportChange) => change,
  })
  async reportProgress(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<AsyncIterableIterator<ReportChange>> {
    const { live, unitOfWork, reports } = this.server;
    const visible = await unitOfWork.read(actor, (tx) => reports.reports(tx, evaluationId));
    if (isRefusal(visible)) throw refusalError(refuse(visible.code), request.locale);
    return signalsAs(
      live,
      actor.organisationId,
      (signal) => signal.topic === 'report.changed' && signal.evaluationId === evaluationId,
      async (batch) => {
        const ids = new Set(batch.map(({ id }) => id));
        const now = await unitOfWork.read(actor, (tx) => reports.reports(tx, evaluationId));
        if (isRefusal(now)) return null;
        const changed = now.filter(({ id }) => ids.has(id));
        return changed.length === 0 ? null : { reports: changed };
      },
      () => ({ reports: [] }),
    );
  }

  /** The report as the actor sees it after the request. */
  private async requested(
    asked: Outcome<{ id: Id }>,
    actor: Actor,
    request: RequestContext,
  ): Promise<ReportRequested | Refused> {
    if (isRefusal(asked)) return refused(asked, request.locale);
    const { reports, unitOfWork } = this.server;
    return as(ReportRequested, {
      report: await reports.reportById(unitOfWork.reader(actor), asked.id),
    });
  }
}
