import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { Actor, Outcome } from '@consilium/server/platform/database';
import { as, outcome, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, refusalError, type RequestContext } from '../platform/request';
import { SERVER } from '../platform/tokens';
import {
  AdviceGiven,
  AssessInterestsInput,
  AssessmentResult,
  AssessmentSettled,
  ConfirmAssessmentInput,
  DeclarationResult,
  DeclarationSaved,
  DeclarationType,
  DeclareInterestsInput,
  FormalAdviceType,
  GiveAdviceInput,
  GiveAdviceResult,
  WaitingAssessmentType,
} from './declarations.types';
import { EvaluationType } from './evaluations.types';
import {
  AssignPartsInput,
  AssignPartsResult,
  PanelResult,
  PanelSaved,
  PanelType,
  PartsAssigned,
  PartsReserved,
  PartType,
  ProposedAssignment,
  ReservePartsInput,
  ReservePartsResult,
  SaveSeatInput,
} from './panel.types';

/** The people of a file: seats, parts, interests, formal advice. */
@Resolver(() => EvaluationType)
export class PanelResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  private get room(): Server['evaluations'] {
    return this.server.evaluations;
  }

  @ResolveField(() => PanelType)
  panel(@Parent() { id }: EvaluationType, @CurrentActor() actor: Actor): Promise<PanelType> {
    return this.room.panel.panel(this.server.unitOfWork.reader(actor), id);
  }

  @ResolveField(() => [PartType], { description: 'In the order of the template.' })
  parts(@Parent() { id }: EvaluationType, @CurrentActor() actor: Actor): Promise<PartType[]> {
    return this.room.panel.parts(this.server.unitOfWork.reader(actor), id);
  }

  @ResolveField(() => [ProposedAssignment], {
    description: 'Who could answer the parts that nobody has, by answer role; to be confirmed.',
  })
  proposedAssignments(
    @Parent() { id }: EvaluationType,
    @CurrentActor() actor: Actor,
  ): Promise<ProposedAssignment[]> {
    return this.room.panel.proposedAssignments(this.server.unitOfWork.reader(actor), id);
  }

  @ResolveField(() => DeclarationType, {
    nullable: true,
    description: 'The reader’s own, also before anything is declared; null without a seat.',
  })
  async myDeclaration(
    @Parent() { id }: EvaluationType,
    @CurrentActor() actor: Actor,
  ): Promise<DeclarationType | null> {
    const all = await this.room.declarations.declarations(this.server.unitOfWork.reader(actor), id);
    return isRefusal(all) ? null : (all.find(({ mine }) => mine) ?? null);
  }

  @ResolveField(() => [FormalAdviceType], { description: 'Of security officer and DPO, verbatim.' })
  advice(
    @Parent() { id }: EvaluationType,
    @CurrentActor() actor: Actor,
  ): Promise<FormalAdviceType[]> {
    return this.room.advice.advice(this.server.unitOfWork.reader(actor), id);
  }

  @Query(() => [DeclarationType], {
    description: 'Of every seat, as far as the reader may see them; missing ones too.',
  })
  async declarations(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<DeclarationType[]> {
    const reader = this.server.unitOfWork.reader(actor);
    const declarations = await this.room.declarations.declarations(reader, evaluationId);
    if (isRefusal(declarations)) throw refusalError(declarations, request.locale);
    return [...declarations];
  }

  @Query(() => [WaitingAssessmentType], {
    description: 'For who may confirm them, and who sees the declarations.',
  })
  async waitingAssessments(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<WaitingAssessmentType[]> {
    const reader = this.server.unitOfWork.reader(actor);
    const waiting = await this.room.declarations.waitingAssessments(reader, evaluationId);
    return waiting.map((one) => ({
      ...one,
      refusal: one.refusal && refused(one.refusal, request.locale),
    }));
  }

  @Mutation(() => PanelResult, {
    description:
      'Seats a contributor, or changes what carries no power; the rest is an administrator’s.',
  })
  async saveSeat(
    @Args('input') input: SaveSeatInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PanelSaved | Refused> {
    return this.savedPanel(await this.room.seats.saveSeat(actor, input), actor, request);
  }

  @Mutation(() => PanelResult, {
    description: 'Ends a contributor’s seat at once; parts it has not handed in are free again.',
  })
  async endSeat(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('seatId', { type: () => ID }) seatId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PanelSaved | Refused> {
    const ended = await this.room.seats.endSeat(actor, { operationId, seatId });
    return this.savedPanel(ended, actor, request);
  }

  @Mutation(() => PanelResult, {
    description: 'Lets the named substitute take over a seat that nobody fills.',
  })
  async seatSubstitute(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('seatId', { type: () => ID }) seatId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PanelSaved | Refused> {
    const seated = await this.room.seats.seatSubstitute(actor, { operationId, seatId });
    return this.savedPanel(seated, actor, request);
  }

  @Mutation(() => AssignPartsResult, {
    description: 'Many at once; those told are those newly named.',
  })
  async assignParts(
    @Args('input') input: AssignPartsInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PartsAssigned | Refused> {
    const assigned = await this.room.panel.assignParts(actor, input);
    if (isRefusal(assigned)) return refused(assigned, request.locale);
    const parts = await this.room.panel.parts(
      this.server.unitOfWork.reader(actor),
      assigned.evaluationId,
    );
    return as(PartsAssigned, { parts });
  }

  @Mutation(() => ReservePartsResult, {
    description: 'Who reads the answers of these parts from now on; those who answer always do.',
  })
  async reserveParts(
    @Args('input') input: ReservePartsInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<PartsReserved | Refused> {
    const reserved = await this.room.panel.reserveParts(actor, input);
    if (isRefusal(reserved)) return refused(reserved, request.locale);
    const reader = this.server.unitOfWork.reader(actor);
    return as(PartsReserved, { parts: await this.room.panel.parts(reader, reserved.evaluationId) });
  }

  @Mutation(() => DeclarationResult, { description: 'For one’s own seat.' })
  async declareInterests(
    @Args('input') input: DeclareInterestsInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<DeclarationSaved | Refused> {
    const declared = await this.room.declarations.declareInterests(actor, {
      ...input,
      interests: input.interests.map((one) => ({ ...one, toYear: one.toYear ?? null })),
    });
    return this.savedDeclaration(declared, actor, request);
  }

  @Mutation(() => DeclarationResult, {
    description:
      'By the chair or the ethics lead, and for the declaration of one of them, where no other may, by ' +
      'who stands in; never one’s own, nor anybody’s while one’s own waits.',
  })
  async assessInterests(
    @Args('input') input: AssessInterestsInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<DeclarationSaved | Refused> {
    const assessed = await this.room.declarations.assessInterests(actor, input);
    return this.savedDeclaration(assessed, actor, request);
  }

  @Mutation(() => AssessmentResult, {
    description: 'The second person confirms an assessment that another proposed, or refuses it.',
  })
  async confirmAssessment(
    @Args('input') input: ConfirmAssessmentInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<AssessmentSettled | Refused> {
    const settled = await this.room.declarations.confirmAssessment(actor, input);
    return outcome(settled, request.locale, ({ seatId }) =>
      as(AssessmentSettled, { seatId, accepted: input.accept }),
    );
  }

  @Mutation(() => GiveAdviceResult, {
    description: 'Formal advice of the security officer or the DPO: kept as written.',
  })
  async giveAdvice(
    @Args('input') input: GiveAdviceInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<AdviceGiven | Refused> {
    const given = await this.room.advice.giveAdvice(actor, input);
    if (isRefusal(given)) return refused(given, request.locale);
    const reader = this.server.unitOfWork.reader(actor);
    const all = await this.room.advice.advice(reader, given.evaluationId);
    const advice = all.find(({ id }) => id === given.adviceId);
    if (!advice) throw new Error('an advice that was given cannot be seen');
    return as(AdviceGiven, { advice });
  }

  private async savedPanel(
    saved: Outcome<{ evaluationId: Id }>,
    actor: Actor,
    request: RequestContext,
  ): Promise<PanelSaved | Refused> {
    if (isRefusal(saved)) return refused(saved, request.locale);
    const reader = this.server.unitOfWork.reader(actor);
    return as(PanelSaved, { panel: await this.room.panel.panel(reader, saved.evaluationId) });
  }

  private async savedDeclaration(
    saved: Outcome<{ evaluationId: Id; seatId: Id; waits?: boolean }>,
    actor: Actor,
    request: RequestContext,
  ): Promise<DeclarationSaved | Refused> {
    if (isRefusal(saved)) return refused(saved, request.locale);
    const reader = this.server.unitOfWork.reader(actor);
    const all = await this.room.declarations.declarations(reader, saved.evaluationId);
    // Whoever stood in sees it no more where by it another may weigh again.
    const declaration = isRefusal(all) ? null : all.find(({ seatId }) => seatId === saved.seatId);
    return as(DeclarationSaved, { declaration: declaration ?? null, waits: saved.waits ?? false });
  }
}
