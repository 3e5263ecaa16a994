import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import type { Vote } from '@consilium/domain/consensus';
import { isRefusal, refuse, type Id, type Refusal } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import { memberIdOf, type Actor } from '@consilium/server/platform/database';
import { as, outcome, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, type RequestContext } from '../platform/request';
import { signalsAs } from '../platform/signals';
import { SERVER } from '../platform/tokens';
import { ConsensusPageType, RatingSheetType } from './consensus.types';
import {
  CastRatingInput,
  CloseRoundInput,
  OpenRoundInput,
  RatingKept,
  RatingKeptResult,
  RoundChanged,
  RoundChangedResult,
  RoundsChange,
} from './consensus.writes';

const topics = new Set(['round.opened', 'round.closed', 'round.participation', 'rating.cast']);

@Resolver()
export class ConsensusResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => RatingSheetType, { nullable: true, description: 'The reader’s own sheet.' })
  async ratingSheet(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @Args('number', { type: () => Int }) number: number,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ) {
    const sheet = await this.server.roundsQueries.sheet(
      this.server.unitOfWork.reader(actor),
      evaluationId,
      number,
    );
    const told = (refusal: Refusal | null) => refusal && refused(refusal, request.locale);
    return (
      sheet && {
        ...sheet,
        refusal: told(sheet.refusal),
        statements: sheet.statements.map((one) => ({ ...one, refusal: told(one.refusal) })),
      }
    );
  }

  @Query(() => ConsensusPageType, { nullable: true, description: 'Results of closed rounds.' })
  async consensus(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ) {
    const page = await this.server.roundsQueries.consensus(
      this.server.unitOfWork.reader(actor),
      evaluationId,
    );
    return page && { ...page, refusal: page.refusal && refused(page.refusal, request.locale) };
  }

  @Mutation(() => RoundChangedResult, { description: 'Opens a blind round.' })
  async openRound(
    @Args('input') input: OpenRoundInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<RoundChanged | Refused> {
    const opened = await this.server.rounds.openRound(actor, {
      ...input,
      closesOn: input.closesOn ?? null,
      statements: input.statements ?? null,
    });
    return outcome(opened, request.locale, (round) => as(RoundChanged, round));
  }

  @Mutation(() => RatingKeptResult, { description: 'Keeps the reader’s rating of a statement.' })
  async castRating(
    @Args('input') input: CastRatingInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<RatingKept | Refused> {
    const vote = voteOf(input);
    if (isRefusal(vote)) return refused(vote, request.locale);
    const cast = await this.server.rounds.castRating(actor, { ...input, vote });
    return outcome(cast, request.locale, (kept) => as(RatingKept, kept));
  }

  @Mutation(() => RoundChangedResult, { description: 'Closes a round and shows its results.' })
  async closeRound(
    @Args('input') input: CloseRoundInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<RoundChanged | Refused> {
    const closed = await this.server.rounds.closeRound(actor, {
      ...input,
      reason: input.reason ?? null,
    });
    return outcome(closed, request.locale, (round) => as(RoundChanged, round));
  }

  @Subscription(() => RoundsChange, {
    description: 'Rounds opened and closed; for raters also the own ratings from another window.',
    resolve: (change: RoundsChange) => change,
  })
  roundsChanged(
    @Args('evaluationId', { type: () => ID }) evaluationId: Id,
    @CurrentActor() actor: Actor,
  ): AsyncIterableIterator<RoundsChange> {
    const { live, unitOfWork, news } = this.server;
    const self = memberIdOf(actor);
    return signalsAs(
      live,
      actor.organisationId,
      (signal) =>
        topics.has(signal.topic) &&
        signal.evaluationId === evaluationId &&
        (signal.memberId == null || signal.memberId === self),
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

const voteOf = ({ value, abstention }: CastRatingInput): Vote | Refusal => {
  if (value != null && abstention != null) return refuse('invalid_input');
  if (abstention != null) return { kind: 'abstention', reason: abstention };
  // The scale is the domain's to check.
  return value == null ? refuse('invalid_input') : ({ kind: 'rating', value } as Vote);
};
