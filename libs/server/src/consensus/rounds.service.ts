import {
  castRating,
  classifyingMethods,
  closeRound,
  defaultParameters,
  maxRatingComment,
  movementOf,
  movementOfFew,
  openRound,
  reasonToRateAgain,
  resultOfVotes,
  statementsOfFew,
  statementsToRateAgain,
  whoIsMissing,
  attributions,
  type AbstentionReason,
  type Attribution,
  type CastVote,
  type ClassifyingMethod,
  type Participation,
  type ResultParameters,
  type Round as RoundState,
  type StatementRef,
  type StatementResult,
  type Vote,
} from '@consilium/domain/consensus';
import { expectedOf, isCalendarDate, type CalendarDate } from '@consilium/domain/evaluations';
import {
  checkOrder,
  farthestFrom,
  isRefusal,
  parseText,
  refuse,
  type Id,
} from '@consilium/domain/kernel';
import { loadContext } from '../answers';
import { freezeElectorate } from '../evaluations';
import { contentOf, digestContent } from '../platform/events';
import type { Actor, Outcome, UnitOfWork, WriteTransaction } from '../platform/database';
import type { TemplateLibrary } from '../templates';
import { statementsOf } from './applicable-statements';
import { loadPanel, type PanelMember } from './panel';
import { ratedIn, recomputedIn, type RoundResults, type StoredStatement } from './results';
import { vouchedResults } from './vouched';

export interface OpenRound {
  readonly operationId: Id;
  readonly evaluationId: Id;
  readonly attribution: Attribution;
  readonly closesOn: CalendarDate | null;
  readonly method: ClassifyingMethod;
  readonly parameters?: ResultParameters;
  /** Keys to rate; null for all that apply, or for those a second round takes up. */
  readonly statements: readonly string[] | null;
}

export interface CastRating {
  readonly operationId: Id;
  readonly roundId: Id;
  readonly statement: string;
  readonly vote: Vote;
  readonly comment: string;
  /** Version the person was looking at; 0 when there was none. */
  readonly baseVersion: number;
}

export interface RoundOpened {
  readonly id: Id;
  readonly number: number;
}

/** That a rating was kept. Without the value: this is stored for replays. */
export interface RatingCast {
  readonly roundId: Id;
  readonly statement: string;
  readonly version: number;
  readonly castAt: string;
  /** Of the person's own sheet. */
  readonly rated: number;
  readonly toRate: number;
}

interface RoundRow {
  readonly id: Id;
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly attribution: Attribution;
  readonly method: ClassifyingMethod;
  readonly parameters: ResultParameters;
  readonly statements: StatementRef[];
  readonly opened_at: Date;
  readonly closes_on: string | null;
  readonly closed_at: Date | null;
  readonly closed_reason: string | null;
}

interface VoteRow {
  readonly round_id: Id;
  readonly seat_id: Id;
  readonly profession: string;
  readonly statement_key: string;
  readonly value: number | null;
  readonly abstention: AbstentionReason | null;
}

const roundColumns = `id, number, state, attribution, method, parameters, statements, opened_at,
  closes_on::text, closed_at, closed_reason`;

const roundOf = (row: RoundRow): RoundState => ({
  id: row.id,
  number: row.number,
  state: row.state,
  statements: row.statements,
  method: row.method,
  parameters: row.parameters,
  attribution: row.attribution,
  openedAt: row.opened_at.toISOString(),
  closesOn: row.closes_on,
  closedAt: row.closed_at?.toISOString() ?? null,
  closedReason: row.closed_reason,
});

const voteOf = (row: VoteRow): CastVote => ({
  seat: row.seat_id,
  profession: row.profession,
  statement: row.statement_key,
  vote:
    row.abstention === null
      ? ({ kind: 'rating', value: row.value } as Vote)
      : { kind: 'abstention', reason: row.abstention },
});

/** Opening rounds, rating in them, and closing them. */
export class RoundsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /**
   * Opens a round for those who may rate today. While re-rating only statements in disagreement or
   * uncertain are taken up. Refused with another round open, or with nobody or nothing to rate.
   */
  async openRound(actor: Actor, input: OpenRound): Promise<Outcome<RoundOpened>> {
    if (!attributions.includes(input.attribution)) return refuse('invalid_input');
    if (!classifyingMethods.includes(input.method)) return refuse('method_parameters_wrong');
    return this.unitOfWork.act(
      actor,
      'round.open',
      { kind: 'evaluation', id: input.evaluationId },
      { operationId: input.operationId, lock: 'evaluation' },
      async (tx, { evaluationId, facts }) => {
        const context = await loadContext(tx, this.templates, evaluationId);
        if (!context) return refuse('not_found');
        const { closesOn } = input;
        if (closesOn !== null && !isCalendarDate(closesOn)) return refuse('date_impossible');
        const wrongDay = checkOrder(
          ['today', context.today],
          ['closes_on', closesOn],
          farthestFrom(context.today),
        );
        if (wrongDay) return wrongDay;
        const rounds = await tx.rows<{
          number: number;
          state: 'open' | 'closed';
          results: RoundResults | null;
          withheld: string[];
        }>(
          `select r.number, r.state, x.results, r.withheld_statements as withheld from round r
             left join round_result x on x.organisation_id = r.organisation_id and x.id = r.id
            where r.evaluation_id = $1 order by r.number`,
          [evaluationId],
        );
        const latest = rounds.at(-1);
        const again =
          facts.phase === 're_rating' && latest?.results
            ? statementsToRateAgain(ratedIn(rounds)).map(({ statement }) => statement)
            : null;
        const possible = statementsOf(context).filter(
          ({ key }) => again === null || again.includes(key),
        );
        const wanted = input.statements ?? possible.map(({ key }) => key);
        const unknown = wanted.find((key) => !possible.some((one) => one.key === key));
        if (unknown !== undefined) return refuse('statement_unknown', { statement: unknown });

        await freezeElectorate(tx, evaluationId);
        const panel = await loadPanel(tx, evaluationId);
        const opened = openRound(
          {
            id: tx.newId(),
            statements: wanted.flatMap((wish) =>
              possible
                .filter(({ key }) => key === wish)
                .map(({ key, section }) => ({ key, section })),
            ),
            method: input.method,
            parameters: input.parameters ?? defaultParameters,
            attribution: input.attribution,
            closesOn,
          },
          panel,
          latest ?? null,
          tx.now,
        );
        if (isRefusal(opened)) return opened;
        const { round } = opened;
        await tx.rows(
          `insert into round (organisation_id, id, evaluation_id, number, state, attribution, method,
             parameters, statements, opened_at, opened_by, closes_on)
           values ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $10, $11)`,
          [
            actor.organisationId,
            round.id,
            evaluationId,
            round.number,
            round.attribution,
            round.method,
            JSON.stringify(round.parameters),
            JSON.stringify(round.statements),
            tx.now,
            actor.principal.id,
            round.closesOn,
          ],
        );
        tx.record({
          type: 'round.opened',
          subject: { kind: 'round', id: round.id },
          data: {
            n: round.number,
            statements: round.statements.map(({ key }) => key),
            attribution: round.attribution,
            method: round.method,
          },
        });
        tx.signal({ topic: 'round.opened', id: round.id });
        return { id: round.id, number: round.number };
      },
    );
  }

  /**
   * Keeps one member's rating of one statement, or the abstention, replacing the own earlier one.
   * The round is locked for sharing, so that closing waits for ratings under way and a rating that
   * waited for closing is late. The event carries a digest, never the value.
   */
  async castRating(actor: Actor, input: CastRating): Promise<Outcome<RatingCast>> {
    const comment = parseText(input.comment.trim(), maxRatingComment);
    if (isRefusal(comment)) return comment;
    const outcome = await this.tryCast(actor, { ...input, comment });
    // The other window's rating may be this very request, sent twice: then its result is stored.
    const raced = isRefusal(outcome) && outcome.code === 'stale_version';
    return raced ? this.tryCast(actor, { ...input, comment }) : outcome;
  }

  private async tryCast(actor: Actor, input: CastRating): Promise<Outcome<RatingCast>> {
    const { comment } = input;
    return this.unitOfWork.act(
      actor,
      'rating.cast',
      { kind: 'round', id: input.roundId },
      { operationId: input.operationId },
      async (tx, { evaluationId, facts }) => {
        const round = await this.round(tx, input.roundId);
        const panel = await loadPanel(tx, evaluationId);
        const seat = ownSeat(panel, facts.seats);
        if (!seat) return refuse('not_voting');
        const cast = castRating(round, seat, input, tx.now);
        if (isRefusal(cast)) return cast;

        const { vote } = cast.vote;
        const value = vote.kind === 'rating' ? vote.value : null;
        const abstention = vote.kind === 'abstention' ? vote.reason : null;
        const { salt, digest } = digestContent({ value, abstention, comment });
        const [written] = await tx.rows<{ version: number }>(
          {
            name: 'rating-cast',
            text: `insert into rating as r (organisation_id, id, round_id, seat_id, member_id,
                profession, statement_key, value, abstention, comment, version, salt, cast_at)
              select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12
               where $13 = 0 or exists (select 1 from rating x where x.round_id = $3
                 and x.seat_id = $4 and x.statement_key = $7)
              on conflict (organisation_id, round_id, seat_id, statement_key) do update
                set value = excluded.value, abstention = excluded.abstention,
                  comment = excluded.comment, version = r.version + 1, salt = excluded.salt,
                  cast_at = excluded.cast_at, member_id = excluded.member_id
                where r.version = $13
              returning r.version`,
          },
          [
            actor.organisationId,
            tx.newId(),
            round.id,
            seat.seat,
            actor.principal.id,
            seat.profession,
            input.statement,
            value,
            abstention,
            comment,
            salt,
            tx.now,
            input.baseVersion,
          ],
        );
        if (!written) return refuse('stale_version');
        const done = await tx.rows<{ statement_key: string }>(
          'select statement_key from rating where round_id = $1 and seat_id = $2',
          [round.id, seat.seat],
        );
        const participation = done.map((row): Participation => ({
          seat: seat.seat,
          statement: row.statement_key,
        }));
        const left = whoIsMissing(round, [seat], participation)[0]?.statements.length ?? 0;
        tx.record({
          type: 'rating.cast',
          subject: { kind: 'round', id: round.id },
          seatId: seat.seat,
          data: { statement: input.statement, version: written.version },
          contentDigest: digest,
        });
        tx.signal({ topic: 'rating.cast', memberId: seat.memberId, id: round.id });
        if (left === 0) {
          for (const { memberId } of panel.filter(runsRounds)) {
            tx.signal({ topic: 'round.participation', memberId, id: round.id });
          }
        }
        return {
          roundId: round.id,
          statement: input.statement,
          version: written.version,
          castAt: tx.now.toISOString(),
          rated: done.length,
          toRate: done.length + left,
        };
      },
    );
  }

  /** Closes a round, computes its results once and stores them. From here on they can be seen. */
  async closeRound(
    actor: Actor,
    input: { readonly operationId: Id; readonly roundId: Id; readonly reason: string | null },
  ): Promise<Outcome<RoundOpened>> {
    const reason = input.reason === null ? null : parseText(input.reason, maxRatingComment);
    if (isRefusal(reason)) return reason;
    return this.unitOfWork.act(
      actor,
      'round.close',
      { kind: 'round', id: input.roundId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx, { evaluationId }) => {
        const round = await this.round(tx, input.roundId);
        const panel = await loadPanel(tx, evaluationId);
        const [{ today } = { today: '' }] = await tx.rows<{ today: string }>(
          'select consilium_today()::text as today',
        );
        const rows = await tx.rows<VoteRow>(
          `select r.round_id, r.seat_id, r.profession, r.statement_key, r.value, r.abstention
             from rating r join round x on x.organisation_id = r.organisation_id and x.id = r.round_id
            where x.evaluation_id = $1 order by x.number`,
          [evaluationId],
        );
        const allowed = counting(round, panel);
        const cast = (id: Id) => rows.filter((row) => row.round_id === id).map(voteOf);
        const votes = cast(round.id).filter(allowed);
        const closed = closeRound(
          round,
          panel,
          votes,
          { today, ...(reason === null ? {} : { reason }) },
          tx.now,
        );
        if (isRefusal(closed)) return closed;

        const earlier = await tx.rows<{ id: Id; results: RoundResults; withheld: string[] }>(
          `select x.id, x.results, r.withheld_statements as withheld from round_result x
             join round r on r.organisation_id = x.organisation_id and r.id = x.id
            where r.evaluation_id = $1 order by r.number desc`,
          [evaluationId],
        );
        const missing = whoIsMissing(round, panel, votes);
        const withheld = statementsOfFew(round, votes);
        const results: RoundResults = {
          schema: 1,
          method: round.method,
          parameters: round.parameters,
          attribution: round.attribution,
          invited: expectedOf(panel).length,
          participated: new Set(votes.map(({ seat }) => seat)).size,
          statements: round.statements.map((statement): StoredStatement => {
            const own = votes.filter((vote) => vote.statement === statement.key);
            const result = resultOfVotes(own, round);
            const before = earlier.find(({ results: past }) =>
              past.statements.some((one) => one.statement === statement.key),
            );
            const past =
              before && !before.withheld.includes(statement.key)
                ? {
                    result: pastResult(before.results, cast(before.id), panel, statement.key),
                    votes: cast(before.id).filter(allowed),
                  }
                : null;
            const movement = past?.result
              ? movementOf(
                  statement.key,
                  { result: past.result, votes: past.votes },
                  { result, votes: own },
                )
              : null;
            const told = round.attribution !== 'anonymous' || !movement || !movementOfFew(movement);
            return {
              statement: statement.key,
              section: statement.section,
              result,
              missing: missing.filter(({ statements }) => statements.includes(statement.key))
                .length,
              rateAgain: reasonToRateAgain(result),
              movement: told ? movement : null,
            };
          }),
          leftOut: cast(round.id)
            .filter((vote) => !allowed(vote))
            .map(({ seat, statement }) => ({ seat, statement })),
        };
        await tx.rows(
          `insert into round_result (organisation_id, id, results, computed_at)
           values ($1, $2, $3, $4)`,
          [actor.organisationId, round.id, JSON.stringify(results), tx.now],
        );
        await tx.rows(
          `update round set state = 'closed', closed_at = $2, closed_by = $3, closed_reason = $4,
             withheld_statements = $5
            where id = $1`,
          [round.id, tx.now, actor.principal.id, closed.round.closedReason, withheld],
        );
        tx.record({
          type: 'round.closed',
          subject: { kind: 'round', id: round.id },
          data: {
            n: round.number,
            missing: missing.map(({ seat }) => seat),
            withheld: withheld.length,
            withheldKeys: withheld,
          },
          content: await contentOf(tx, vouchedResults, round.id),
        });
        tx.signal({ topic: 'round.closed', id: round.id });
        return { id: round.id, number: round.number };
      },
    );
  }

  private async round(tx: WriteTransaction, id: Id): Promise<RoundState> {
    const [row] = await tx.rows<RoundRow>(
      { name: 'round-one', text: `select ${roundColumns} from round where id = $1` },
      [id],
    );
    if (!row) throw new Error('a round both exists and does not');
    return roundOf(row);
  }
}

/** The result of a statement in an earlier round, without members recused since. */
const pastResult = (
  results: RoundResults,
  votes: readonly CastVote[],
  panel: readonly PanelMember[],
  statement: string,
): StatementResult | undefined =>
  [
    ...recomputedIn(results, votes, panel).map((one) => ({ ...one, result: one.after })),
    ...results.statements,
  ].find((one) => one.statement === statement)?.result;

const runsRounds = ({ active, functions }: PanelMember): boolean =>
  active && functions.some((name) => name === 'coordinator' || name === 'chair');

const ownSeat = (
  panel: readonly PanelMember[],
  seats: readonly { readonly id: Id; readonly votes: boolean }[],
): PanelMember | undefined =>
  panel.find(({ seat }) => seats.some(({ id, votes }) => id === seat && votes));

/**
 * Whose ratings count at closing: those of members recused since they rated are kept, and left out of
 * the result. Source: domain guide §9 (7).
 */
const counting = (
  round: Pick<RoundState, 'statements'>,
  panel: readonly PanelMember[],
): ((vote: CastVote) => boolean) => {
  const sections = new Map(round.statements.map(({ key, section }) => [key, section]));
  const recusals = new Map(panel.map(({ seat, recusal }) => [seat, recusal]));
  return ({ seat, statement }) => {
    const recusal = recusals.get(seat) ?? null;
    const section = sections.get(statement);
    return recusal === null || (recusal !== 'all' && !recusal.includes(section ?? ''));
  };
};
