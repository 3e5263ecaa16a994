import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { isRefusal, type Id, type Locale } from '@consilium/domain/kernel';
import type { TemplateOfFile as TemplateOfFileView } from '@consilium/server/answers';
import type { Server } from '@consilium/server/composition';
import type { Actor } from '@consilium/server/platform/database';
import { as, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, type RequestContext } from '../platform/request';
import { SERVER } from '../platform/tokens';
import {
  MoveToTemplateVersionInput,
  TemplateMoved,
  TemplateMovedResult,
  TemplateOfFile,
} from './template-moves.types';

const shown = (view: TemplateOfFileView, locale: Locale) => ({
  ...view,
  refusal: view.refusal && refused(view.refusal, locale),
});

@Resolver()
export class TemplateMovesResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => TemplateOfFile, {
    nullable: true,
    description:
      'The version a file is on, where it may go, and what that would do to its answers.',
  })
  async templateOfFile(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @Args('targetId', {
      type: () => ID,
      nullable: true,
      description: 'Version to look ahead to; the latest unless named.',
    })
    targetId: Id | null,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ) {
    const view = await this.read(actor, evaluationId, targetId ?? null);
    return view && shown(view, request.locale);
  }

  @Mutation(() => TemplateMovedResult, {
    description: 'Takes a file to a later version of its template; no answer is lost.',
  })
  async moveToTemplateVersion(
    @Args('input') input: MoveToTemplateVersionInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<TemplateMoved | Refused> {
    const moved = await this.server.templateMoves.move(actor, input);
    if (isRefusal(moved)) return refused(moved, request.locale);
    const view = await this.read(actor, moved.evaluationId, null);
    return as(TemplateMoved, { template: view && shown(view, request.locale) });
  }

  private read(actor: Actor, evaluationId: Id, targetId: Id | null) {
    return this.server.templateMovesQueries.ofFile(
      this.server.unitOfWork.reader(actor),
      evaluationId,
      targetId,
    );
  }
}
