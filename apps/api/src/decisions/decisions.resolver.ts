import { isVacant } from '@consilium/domain/evaluations';
import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { type Id } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { Actor } from '@consilium/server/platform/database';
import { as, outcome, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, type RequestContext } from '../platform/request';
import { signalsAs } from '../platform/signals';
import { SERVER } from '../platform/tokens';
import {
  BlockerChanged,
  BlockerChangedResult,
  OverrideBlockerInput,
  RestoreBlockerInput,
} from './blockers.types';
import {
  ConditionKept,
  ConditionKeptResult,
  ConfirmConditionInput,
  DeclareConditionMetInput,
  HandOverConditionInput,
  WaiveConditionInput,
} from './conditions.types';
import { DecisionChange, DecisionPageType } from './decision-page.types';
import { DecisionKept, DecisionKeptResult, RecordDecisionInput } from './final-decision.types';
import {
  MeetingKept,
  MeetingKeptResult,
  SaveMeetingInput,
  ValidateMinutesInput,
} from './meetings.types';
import {
  OfEvaluationInput,
  OpinionKept,
  OpinionKeptResult,
  OpinionSealed,
  OpinionSealedResult,
  ProposeOpinionInput,
} from './opinions.types';
import {
  AnswerLateRecusalInput,
  CastVoteInput,
  DissentKept,
  DissentKeptResult,
  LateRecusalAnswered,
  LateRecusalResult,
  VoteKept,
  VoteKeptResult,
  WriteDissentInput,
} from './votes.types';

const topics = new Set([
  'decision.changed',
  'opinion.opened',
  'opinion.adopted',
  'decision.recorded',
  'phase.moved',
]);

@Resolver()
export class DecisionsResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => DecisionPageType, { nullable: true, description: 'Opinion and decision.' })
  async decisionPage(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ) {
    const page = await this.server.decisionQueries.page(
      this.server.unitOfWork.reader(actor),
      evaluationId,
    );
    return (
      page && {
        ...page,
        refusal: page.refusal && refused(page.refusal, request.locale),
        adoptionBars: page.adoptionBars.map((bar) => refused(bar, request.locale)),
        lateRecusals: page.lateRecusals.map((late) => ({
          ...late,
          refusal: late.refusal && refused(late.refusal, request.locale),
        })),
        seats: page.seats.map((seat) => ({
          ...seat,
          vacant: isVacant(seat),
          recused: seat.recusal === 'all',
        })),
      }
    );
  }

  @Mutation(() => MeetingKeptResult, { description: 'Plans a meeting, or changes one.' })
  async saveMeeting(
    @Args('input') input: SaveMeetingInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<MeetingKept | Refused> {
    const saved = await this.server.meetings.saveMeeting(actor, {
      ...input,
      meetingId: input.meetingId ?? null,
      presidingSeat: input.presidingSeat ?? null,
      attendance: input.attendance.map((line) => ({
        ...line,
        representedBy: line.representedBy ?? null,
      })),
    });
    return outcome(saved, request.locale, (meeting) => as(MeetingKept, meeting));
  }

  @Mutation(() => MeetingKeptResult, { description: 'The chair validates the minutes.' })
  async validateMinutes(
    @Args('input') input: ValidateMinutesInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<MeetingKept | Refused> {
    const validated = await this.server.meetings.validateMinutes(actor, input);
    return outcome(validated, request.locale, (meeting) => as(MeetingKept, meeting));
  }

  @Mutation(() => OpinionKeptResult, { description: 'Keeps a proposal, gaps and all.' })
  async proposeOpinion(
    @Args('input') input: ProposeOpinionInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<OpinionKept | Refused> {
    const proposed = await this.server.opinions.proposeOpinion(actor, {
      ...input,
      meetingId: input.meetingId ?? null,
      reevaluateOn: input.reevaluateOn ?? null,
      pilot: input.pilot
        ? {
            ...input.pilot,
            durationMonths: input.pilot.durationMonths ?? null,
            endsOn: input.pilot.endsOn ?? null,
          }
        : null,
      conditions: input.conditions.map((condition) => ({
        ...condition,
        ownerSeat: condition.ownerSeat ?? null,
        dueOn: condition.dueOn ?? null,
        gate: condition.gate
          ? { kind: condition.gate.kind, months: condition.gate.months ?? null }
          : null,
      })),
    });
    return outcome(proposed, request.locale, (opinion) => as(OpinionKept, opinion));
  }

  @Mutation(() => BlockerChangedResult, { description: 'The chair sets a blocker aside.' })
  async overrideBlocker(
    @Args('input') input: OverrideBlockerInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<BlockerChanged | Refused> {
    const done = await this.server.opinions.overrideBlocker(actor, input);
    return outcome(done, request.locale, (blocker) => as(BlockerChanged, blocker));
  }

  @Mutation(() => BlockerChangedResult, { description: 'A blocker set aside stands again.' })
  async restoreBlocker(
    @Args('input') input: RestoreBlockerInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<BlockerChanged | Refused> {
    const done = await this.server.opinions.restoreBlocker(actor, input);
    return outcome(done, request.locale, (blocker) => as(BlockerChanged, blocker));
  }

  @Mutation(() => OpinionKeptResult, { description: 'Puts the proposal to the vote.' })
  async openVote(
    @Args('input') input: OfEvaluationInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<OpinionKept | Refused> {
    const opened = await this.server.opinions.openVote(actor, input);
    return outcome(opened, request.locale, (opinion) => as(OpinionKept, opinion));
  }

  @Mutation(() => OpinionKeptResult, {
    description: 'Takes the proposal back to change it; votes cast on it are cancelled.',
  })
  async takeOpinionBack(
    @Args('input') input: OfEvaluationInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<OpinionKept | Refused> {
    const taken = await this.server.opinions.takeBack(actor, input);
    return outcome(taken, request.locale, (opinion) => as(OpinionKept, opinion));
  }

  @Mutation(() => VoteKeptResult, { description: 'One open vote per seat.' })
  async castVote(
    @Args('input') input: CastVoteInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<VoteKept | Refused> {
    const cast = await this.server.opinions.castVote(actor, input);
    return outcome(cast, request.locale, (vote) => as(VoteKept, vote));
  }

  @Mutation(() => DissentKeptResult, { description: 'A member’s minority opinion.' })
  async writeDissent(
    @Args('input') input: WriteDissentInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<DissentKept | Refused> {
    const written = await this.server.opinions.writeDissent(actor, input);
    return outcome(written, request.locale, (dissent) => as(DissentKept, dissent));
  }

  @Mutation(() => OpinionSealedResult, { description: 'Adopts the opinion and seals the file.' })
  async adoptOpinion(
    @Args('input') input: OfEvaluationInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<OpinionSealed | Refused> {
    const adopted = await this.server.opinions.adoptOpinion(actor, input);
    return outcome(adopted, request.locale, (opinion) => as(OpinionSealed, opinion));
  }

  @Mutation(() => DecisionKeptResult, { description: 'Records the decision-maker’s decision.' })
  async recordDecision(
    @Args('input') input: RecordDecisionInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<DecisionKept | Refused> {
    const recorded = await this.server.decisions.recordDecision(actor, {
      ...input,
      reason: input.reason ?? null,
    });
    return outcome(recorded, request.locale, (decision) => as(DecisionKept, decision));
  }

  @Mutation(() => ConditionKeptResult, { description: 'The owner declares a condition met.' })
  async declareConditionMet(
    @Args('input') input: DeclareConditionMetInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ConditionKept | Refused> {
    const kept = await this.server.conditions.declareConditionMet(actor, input);
    return outcome(kept, request.locale, (condition) => as(ConditionKept, condition));
  }

  @Mutation(() => ConditionKeptResult, {
    description: 'Another person confirms that a condition is met, or returns it to its owner.',
  })
  async confirmCondition(
    @Args('input') input: ConfirmConditionInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ConditionKept | Refused> {
    const kept = await this.server.conditions.confirmCondition(actor, input);
    return outcome(kept, request.locale, (condition) => as(ConditionKept, condition));
  }

  @Mutation(() => ConditionKeptResult, { description: 'Gives a condition up, with the reason.' })
  async waiveCondition(
    @Args('input') input: WaiveConditionInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ConditionKept | Refused> {
    const kept = await this.server.conditions.waiveCondition(actor, input);
    return outcome(kept, request.locale, (condition) => as(ConditionKept, condition));
  }

  @Mutation(() => ConditionKeptResult, {
    description:
      'Somebody else sees to a condition from now on; its owner of the adoption stays printed.',
  })
  async handOverCondition(
    @Args('input') input: HandOverConditionInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<ConditionKept | Refused> {
    const kept = await this.server.conditions.handOverCondition(actor, input);
    return outcome(kept, request.locale, (condition) => as(ConditionKept, condition));
  }

  @Mutation(() => LateRecusalResult, {
    description:
      'Writes why a member recused late had no influence: the chair, and a second member.',
  })
  async answerLateRecusal(
    @Args('input') input: AnswerLateRecusalInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<LateRecusalAnswered | Refused> {
    const answered = await this.server.recusals.answerLateRecusal(actor, input);
    return outcome(answered, request.locale, (late) => as(LateRecusalAnswered, late));
  }

  @Subscription(() => DecisionChange, {
    description: 'Proposal, votes, minutes, opinion or decision of a file changed.',
    resolve: (change: DecisionChange) => change,
  })
  decisionChanged(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
  ): AsyncIterableIterator<DecisionChange> {
    const { live, unitOfWork, news } = this.server;
    return signalsAs(
      live,
      actor.organisationId,
      (signal) => topics.has(signal.topic) && signal.evaluationId === evaluationId,
      async (batch) => {
        const known = await unitOfWork.read(actor, (tx) => news.knownAmong(tx, batch));
        return known.length === 0
          ? null
          : { topics: [...new Set(known.map(({ topic }) => topic))] };
      },
      () => ({ topics: [] }),
    );
  }
}
