import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { Server } from '@consilium/server/composition';
import type { Actor } from '@consilium/server/platform/database';
import { as, outcome, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, type RequestContext } from '../platform/request';
import { SERVER } from '../platform/tokens';
import { AnswerConflict, AnswerSaved, SaveAnswerInput, SaveAnswerResult } from './answers.types';

@Resolver()
export class AnswersResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Mutation(() => SaveAnswerResult, { description: 'Saves a draft of one answer.' })
  async saveAnswer(
    @Args('input') input: SaveAnswerInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<AnswerSaved | AnswerConflict | Refused> {
    const saved = await this.server.answers.saveAnswer(actor, {
      ...input,
      value: input.value ?? null,
      siteId: input.siteId ?? null,
      onBehalfOf: input.onBehalfOf ?? null,
    });
    return outcome(saved, request.locale, (result) =>
      result.kind === 'saved' ? as(AnswerSaved, result) : as(AnswerConflict, result),
    );
  }
}
