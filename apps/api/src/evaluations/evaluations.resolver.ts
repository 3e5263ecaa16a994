import { Inject } from '@nestjs/common';
import {
  Args,
  ID,
  Int,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql';
import type { Phase } from '@consilium/domain/access';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { Actor, Outcome } from '@consilium/server/platform/database';
import { translate } from '@consilium/server/platform/texts';
import { as, outcome, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, refusalError, type RequestContext } from '../platform/request';
import { signalsAs } from '../platform/signals';
import { SERVER } from '../platform/tokens';
import { JsonScalar } from '../platform/json.scalar';
import {
  DeviceType,
  EditEvaluationInput,
  EvaluationChange,
  EvaluationPage,
  EvaluationResult,
  EvaluationSaved,
  PracticeFileDeleted,
  PracticeFileResult,
  EvaluationType,
  RequestEvaluationInput,
  ScopeTestType,
} from './evaluations.types';
import { PhaseEnum } from './lists.types';
import {
  MovePhaseInput,
  PhaseStepType,
  PossibleMoveType,
  SchedulePhasesInput,
} from './phases.types';

/** The file: request, contents, scope and phases. */
@Resolver(() => EvaluationType)
export class EvaluationsResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  private get room(): Server['evaluations'] {
    return this.server.evaluations;
  }

  @Query(() => EvaluationType, {
    nullable: true,
    description: 'Null when the reader cannot see it.',
  })
  async evaluation(
    @Args('id', { type: () => ID }) id: Id,
    @CurrentActor() actor: Actor,
  ): Promise<EvaluationType | null> {
    const { unitOfWork } = this.server;
    const found = await this.room.queries.evaluation(unitOfWork.reader(actor), id);
    if (!found) unitOfWork.missing(actor, 'evaluation.see');
    return found;
  }

  @Query(() => EvaluationPage, { description: 'What the reader can see, the newest first.' })
  async evaluations(
    @Args('first', { type: () => Int, defaultValue: 30, description: 'At most 100.' })
    first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('phase', { type: () => [PhaseEnum], nullable: true }) phase: Phase[] | null,
    @Args('text', {
      type: () => String,
      nullable: true,
      description: 'In title, reference, device or manufacturer.',
    })
    text: string | null,
    @Args('practice', { defaultValue: false, description: 'Practice files instead of the others.' })
    practice: boolean,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvaluationPage> {
    const page = await this.room.queries.evaluations(this.server.unitOfWork.reader(actor), {
      first,
      after: after ?? null,
      phases: phase ?? null,
      text: text ?? null,
      practice,
    });
    if (isRefusal(page)) throw refusalError(page, request.locale);
    return page;
  }

  @Query(() => [DeviceType], {
    description: 'Devices and their versions, by name; none that only practice files name.',
  })
  devices(@CurrentActor() actor: Actor): Promise<DeviceType[]> {
    return this.room.queries.devices(this.server.unitOfWork.reader(actor));
  }

  @ResolveField(() => [PhaseStepType], {
    description: 'The ordinary steps in their order, and an exit if it was taken.',
  })
  phases(@Parent() { id }: EvaluationType, @CurrentActor() actor: Actor): Promise<PhaseStepType[]> {
    return this.room.queries.phases(this.server.unitOfWork.reader(actor), id);
  }

  @ResolveField(() => [PossibleMoveType], {
    description:
      'Every move that the table knows from here, with the reason where it cannot be made.',
  })
  async possibleMoves(
    @Parent() { id }: EvaluationType,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PossibleMoveType[]> {
    const moves = await this.room.phases.possibleMoves(this.server.unitOfWork.reader(actor), id);
    return moves.map((move) => ({
      ...move,
      refusal: move.refusal && refused(move.refusal, request.locale),
    }));
  }

  @ResolveField(() => ScopeTestType, {
    description: 'From the answers of the screening section alone.',
  })
  async scopeTest(
    @Parent() { id }: EvaluationType,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ScopeTestType> {
    const test = await this.room.scope.test(this.server.unitOfWork.reader(actor), id);
    return {
      ...test,
      failed: test.failed.map((one) => ({
        ...one,
        sentence: translate(request.locale, `evaluations:scope.failed.${one.predicate}`),
      })),
      unknown: test.unknown.map((one) => ({
        ...one,
        sentence: translate(request.locale, `evaluations:scope.predicates.${one.predicate}`),
      })),
    };
  }

  @ResolveField(() => JsonScalar, { description: 'The reader’s facts, for the policy table.' })
  async viewerFacts(
    @Parent() { id }: EvaluationType,
    @CurrentActor() actor: Actor,
  ): Promise<object | null> {
    const reader = this.server.unitOfWork.reader(actor);
    const decision = await this.server.unitOfWork.factsFor(reader, { kind: 'evaluation', id });
    return decision && decision.facts;
  }

  @Mutation(() => EvaluationResult, { description: 'A draft, with the requester’s seat.' })
  async requestEvaluation(
    @Args('input') input: RequestEvaluationInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvaluationSaved | Refused> {
    return this.saved(await this.room.requests.requestEvaluation(actor, input), actor, request);
  }

  @Mutation(() => EvaluationResult)
  async editEvaluation(
    @Args('input') input: EditEvaluationInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvaluationSaved | Refused> {
    return this.saved(await this.room.requests.editEvaluation(actor, input), actor, request);
  }

  @Mutation(() => EvaluationResult, {
    description: 'Seats the panel from the committee and opens the screening section.',
  })
  async openScreening(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvaluationSaved | Refused> {
    const opened = await this.room.phases.movePhase(actor, {
      operationId,
      evaluationId,
      move: 'submit_request',
    });
    return this.saved(opened, actor, request);
  }

  @Mutation(() => EvaluationResult, {
    description: 'In scope: collecting opens. Out of scope: the file is closed with the reasons.',
  })
  async settleScope(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvaluationSaved | Refused> {
    const settled = await this.room.scope.settleScope(actor, { operationId, evaluationId });
    return this.saved(settled, actor, request);
  }

  @Mutation(() => EvaluationResult, {
    description:
      'Goes on as a local voluntary evaluation, without any HAS label; collecting opens.',
  })
  async overrideScope(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @Args('reason') reason: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvaluationSaved | Refused> {
    const settled = await this.room.scope.overrideScope(actor, {
      operationId,
      evaluationId,
      reason,
    });
    return this.saved(settled, actor, request);
  }

  @Mutation(() => EvaluationResult, { description: 'Makes one move of the transition table.' })
  async movePhase(
    @Args('input') input: MovePhaseInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvaluationSaved | Refused> {
    return this.saved(await this.room.phases.movePhase(actor, input), actor, request);
  }

  @Mutation(() => EvaluationResult, {
    description: 'Planned days by which phases should end; parts not handed in follow theirs.',
  })
  async schedulePhases(
    @Args('input') input: SchedulePhasesInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvaluationSaved | Refused> {
    return this.saved(await this.room.phases.schedulePhases(actor, input), actor, request);
  }

  @Mutation(() => PracticeFileResult, {
    description:
      'Deletes a practice file with all that is its own; by its coordinator or an administrator.',
  })
  async deletePracticeFile(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PracticeFileDeleted | Refused> {
    return outcome(
      await this.room.practice.deletePracticeFile(actor, { operationId, evaluationId }),
      request.locale,
      (deleted) => as(PracticeFileDeleted, deleted),
    );
  }

  @Subscription(() => EvaluationChange, {
    description: 'Something of this file changed: look again. Identifiers and topics only.',
    resolve: (change: EvaluationChange) => change,
  })
  async evaluationChanged(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<AsyncIterableIterator<EvaluationChange>> {
    const { unitOfWork, live, news } = this.server;
    const seen = await unitOfWork.read(actor, (tx) =>
      unitOfWork.mayRead(tx, 'evaluation.see', { kind: 'evaluation', id: evaluationId }),
    );
    if (isRefusal(seen)) throw refusalError(seen, request.locale);
    return signalsAs(
      live,
      actor.organisationId,
      (signal) => signal.evaluationId === evaluationId && !signal.memberId,
      async (batch) => {
        const known = await unitOfWork.read(actor, (tx) => news.knownAmong(tx, batch));
        if (known.length === 0) return null;
        return { evaluationId, topics: [...new Set(known.map(({ topic }) => topic))] };
      },
      () => ({ evaluationId, topics: [] }),
    );
  }

  /** The file as it is after the change; its fields read in a fresh transaction. */
  private async saved(
    saved: Outcome<{ evaluationId: Id }>,
    actor: Actor,
    request: RequestContext,
  ): Promise<EvaluationSaved | Refused> {
    if (isRefusal(saved)) return refused(saved, request.locale);
    const reader = this.server.unitOfWork.reader(actor);
    const evaluation = await this.room.queries.evaluation(reader, saved.evaluationId);
    if (!evaluation) throw new Error('a file that was changed cannot be seen');
    return outcome({ evaluation }, request.locale, (result) => as(EvaluationSaved, result));
  }
}
