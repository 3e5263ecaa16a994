import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { isRefusal, refuse } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { Actor } from '@consilium/server/platform/database';
import { as, outcome, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, refusalError, type RequestContext } from '../platform/request';
import { signalsAs } from '../platform/signals';
import { SERVER } from '../platform/tokens';
import {
  AnswerConflict,
  AnsweringChange,
  AnsweringPage,
  AnswerSaved,
  AnswerType,
  AnswerVersion,
  PartHasGaps,
  PartPage,
  PartStateChanged,
  PartStateResult,
  RecordSupplierReplyInput,
  RestoreRevisionInput,
  SaveAnswerInput,
  SaveAnswerResult,
  SubmitPartResult,
  SupplierQuestions,
  SupplierReplyRecorded,
  SupplierReplyResult,
} from './answers.types';

const topics = new Set(['answer.saved', 'part.changed', 'progress.changed', 'supplier.replied']);

const operation = {
  type: () => ID,
  description: 'Chosen by the client; a repeat changes nothing.',
};

@Resolver()
export class AnswersResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => AnsweringPage, { nullable: true, description: 'Parts and people of one file.' })
  answeringPage(
    @Args('evaluationId', { type: () => ID }) evaluationId: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.server.answersQueries.answeringPage(
      this.server.unitOfWork.reader(actor),
      evaluationId,
    );
  }

  @Query(() => PartPage, { nullable: true, description: 'One part with its answers.' })
  part(@Args('id', { type: () => ID }) id: string, @CurrentActor() actor: Actor) {
    return this.server.answersQueries.part(this.server.unitOfWork.reader(actor), id);
  }

  @Query(() => AnswerType, { nullable: true })
  answer(@Args('id', { type: () => ID }) id: string, @CurrentActor() actor: Actor) {
    return this.server.answersQueries.answer(this.server.unitOfWork.reader(actor), id);
  }

  @Query(() => [AnswerVersion], { nullable: true, description: 'Versions, the latest first.' })
  answerHistory(
    @Args('answerId', { type: () => ID }) answerId: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.server.answersQueries.answerHistory(this.server.unitOfWork.reader(actor), answerId);
  }

  @Query(() => SupplierQuestions, { description: 'What to ask the supplier, and its replies.' })
  async supplierQuestions(
    @Args('evaluationId', { type: () => ID }) evaluationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ) {
    const asked = await this.server.supplier.questionnaire(
      this.server.unitOfWork.reader(actor),
      evaluationId,
    );
    if (isRefusal(asked)) throw refusalError(asked, request.locale);
    return {
      ...asked,
      evaluationId,
      questions: asked.questions.map(({ question, because, replies }) => ({
        questionKey: question.key,
        because,
        replies,
      })),
    };
  }

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

  @Mutation(() => SaveAnswerResult, { description: 'Takes an answer back to an earlier version.' })
  async restoreRevision(
    @Args('input') input: RestoreRevisionInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<AnswerSaved | AnswerConflict | Refused> {
    const restored = await this.server.answers.restoreRevision(actor, {
      ...input,
      siteId: input.siteId ?? null,
    });
    return outcome(restored, request.locale, (result) =>
      result.kind === 'saved' ? as(AnswerSaved, result) : as(AnswerConflict, result),
    );
  }

  @Mutation(() => SubmitPartResult, { description: 'Hands in a part.' })
  async submitPart(
    @Args('partId', { type: () => ID }) partId: string,
    @Args('operationId', operation) operationId: string,
    @Args('gapsReason', { type: () => String, nullable: true }) gapsReason: string | null,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PartStateChanged | PartHasGaps | Refused> {
    const submitted = await this.server.parts.submitPart(actor, {
      operationId,
      partId,
      gapsReason: gapsReason ?? null,
    });
    return outcome(submitted, request.locale, (result) =>
      result.kind === 'submitted'
        ? as(PartStateChanged, result.part)
        : as(PartHasGaps, {
            message: refused(result.refusal, request.locale).message,
            gaps: result.gaps,
          }),
    );
  }

  @Mutation(() => PartStateResult, { description: 'Gives a part back to those who answer it.' })
  async returnPart(
    @Args('partId', { type: () => ID }) partId: string,
    @Args('operationId', operation) operationId: string,
    @Args('reason') reason: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PartStateChanged | Refused> {
    const returned = await this.server.parts.returnPart(actor, { operationId, partId, reason });
    return outcome(returned, request.locale, (part) => as(PartStateChanged, part));
  }

  @Mutation(() => PartStateResult, { description: 'Ends a part that was not handed in.' })
  async closePartWithGaps(
    @Args('partId', { type: () => ID }) partId: string,
    @Args('operationId', operation) operationId: string,
    @Args('reason') reason: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PartStateChanged | Refused> {
    const closed = await this.server.parts.closePartWithGaps(actor, {
      operationId,
      partId,
      reason,
    });
    return outcome(closed, request.locale, (part) => as(PartStateChanged, part));
  }

  @Mutation(() => SupplierReplyResult, { description: 'Writes down what the supplier states.' })
  async recordSupplierReply(
    @Args('input') input: RecordSupplierReplyInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<SupplierReplyRecorded | Refused> {
    const recorded = await this.server.supplier.recordSupplierReply(actor, input);
    return outcome(recorded, request.locale, (reply) => as(SupplierReplyRecorded, { reply }));
  }

  @Subscription(() => AnsweringChange, {
    description: 'What changed in the answers of one file.',
    resolve: (change: AnsweringChange) => change,
  })
  async answerChanged(
    @Args('evaluationId', { type: () => ID }) evaluationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<AsyncIterableIterator<AnsweringChange>> {
    const { live, unitOfWork, news } = this.server;
    const target = { kind: 'evaluation', id: evaluationId };
    const visible = await unitOfWork.read(actor, (tx) => unitOfWork.factsFor(tx, target));
    if (!visible) throw refusalError(refuse('not_found'), request.locale);
    return signalsAs(
      live,
      actor.organisationId,
      (signal) => signal.evaluationId === evaluationId && topics.has(signal.topic),
      async (batch) => {
        const known = await unitOfWork.read(actor, (tx) => news.knownAmong(tx, batch));
        if (known.length === 0) return null;
        const idsOf = (topic: string): string[] => [
          ...new Set(known.flatMap((signal) => (signal.topic === topic ? (signal.id ?? []) : []))),
        ];
        return {
          answers: idsOf('answer.saved'),
          parts: idsOf('part.changed'),
          progress: known.some(({ topic }) => topic === 'progress.changed'),
          supplier: known.some(({ topic }) => topic === 'supplier.replied'),
        };
      },
      () => ({ answers: [], parts: [], progress: false, supplier: false }),
    );
  }
}
