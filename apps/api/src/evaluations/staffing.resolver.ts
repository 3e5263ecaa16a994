import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { Actor, Outcome } from '@consilium/server/platform/database';
import { as, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, type RequestContext } from '../platform/request';
import { SERVER } from '../platform/tokens';
import {
  FileStaffed,
  GrantSeatInput,
  StaffedFile,
  StaffedFileLine,
  StaffingResult,
} from './staffing.types';

/** What administrators do to panels of running files, without reading the files. */
@Resolver()
export class StaffingResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => [StaffedFileLine], {
    description:
      'Running files, the newest first, and files with an adopted opinion while somebody is missing there; empty for who is no administrator.',
  })
  filesToStaff(
    @Args('practice', { defaultValue: false, description: 'Practice files instead of the others.' })
    practice: boolean,
    @CurrentActor() actor: Actor,
  ): Promise<StaffedFileLine[]> {
    return this.server.evaluations.staffed.files(this.server.unitOfWork.reader(actor), practice);
  }

  @Query(() => StaffedFile, { nullable: true, description: 'Null for who is no administrator.' })
  fileToStaff(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
  ): Promise<StaffedFile | null> {
    const reader = this.server.unitOfWork.reader(actor);
    return this.server.evaluations.staffed.file(reader, evaluationId);
  }

  @Mutation(() => StaffingResult, {
    description: 'Gives a member what a seat of a running file carries, in the open.',
  })
  async grantSeat(
    @Args('input') input: GrantSeatInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<FileStaffed | Refused> {
    const granted = await this.server.evaluations.staffing.grantSeat(actor, input);
    return this.staffed(granted, actor, request);
  }

  @Mutation(() => StaffingResult, {
    description: 'Ends any seat of a running file, in the open; its place in the electorate stays.',
  })
  async vacateSeat(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('seatId', { type: () => ID }) seatId: Id,
    @Args('reason') reason: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<FileStaffed | Refused> {
    const vacated = await this.server.evaluations.staffing.vacateSeat(actor, {
      operationId,
      seatId,
      reason,
    });
    return this.staffed(vacated, actor, request);
  }

  private async staffed(
    done: Outcome<{ evaluationId: Id }>,
    actor: Actor,
    request: RequestContext,
  ): Promise<FileStaffed | Refused> {
    if (isRefusal(done)) return refused(done, request.locale);
    const file = await this.fileToStaff(done.evaluationId, actor);
    if (!file) throw new Error('a panel that was changed cannot be seen');
    return as(FileStaffed, { file });
  }
}
