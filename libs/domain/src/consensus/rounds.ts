import { mayRate, ratersOf, type CalendarDate, type Instant, type PanelSeat } from '../evaluations';
import { type Id, type Refusal, refuse } from '../kernel';
import { abstentionReasons, isRating, type CastVote, type Vote } from './ratings';
import {
  acceptsParameters,
  classifyingMethods,
  type Attribution,
  type ClassifyingMethod,
  type ResultParameters,
} from './results';

/** A statement to rate, and the section from which a member may be recused. */
export interface StatementRef {
  readonly key: string;
  readonly section: string;
}

/** One blind round. Method, parameters and attribution are fixed when it opens. */
export interface Round {
  readonly id: Id;
  /** 1 for the first of the evaluation. */
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly statements: readonly StatementRef[];
  readonly method: ClassifyingMethod;
  readonly parameters: ResultParameters;
  readonly attribution: Attribution;
  readonly openedAt: Instant;
  /** Last day on which ratings are awaited; closing is an act of its own. */
  readonly closesOn: CalendarDate | null;
  readonly closedAt: Instant | null;
  /** Why it closed although ratings were awaited. */
  readonly closedReason: string | null;
}

export type RoundInput = Pick<
  Round,
  'id' | 'statements' | 'method' | 'parameters' | 'attribution' | 'closesOn'
>;

export interface RoundOpened {
  readonly type: 'round.opened';
  readonly round: Id;
  readonly number: number;
  readonly seats: readonly Id[];
  readonly at: Instant;
}

/** Says that a member rated, never what: the value is not in any event. */
export interface RatingCast {
  readonly type: 'rating.cast';
  readonly round: Id;
  readonly seat: Id;
  readonly statement: string;
  readonly at: Instant;
}

export interface RoundClosed {
  readonly type: 'round.closed';
  readonly round: Id;
  /** Members who had not rated everything. */
  readonly missing: readonly Id[];
  readonly at: Instant;
}

/**
 * Opens a round on some statements for the members who may rate today. Members without a valid
 * declaration or recused are simply not awaited. Refused while another round is open, without a
 * statement, with one repeated, with parameters no method knows, or with nobody to rate.
 * @param latest the evaluation's latest round, or null
 */
export function openRound(
  input: RoundInput,
  panel: readonly PanelSeat[],
  latest: Pick<Round, 'number' | 'state'> | null,
  now: Date,
): { round: Round; events: readonly [RoundOpened] } | Refusal {
  if (latest?.state === 'open') return refuse('another_round_open');
  if (input.statements.length === 0) return refuse('no_statement');
  const keys = input.statements.map(({ key }) => key);
  const repeated = keys.find((key, index) => keys.indexOf(key) < index);
  if (repeated !== undefined) return refuse('statement_repeated', { statement: repeated });
  if (!classifyingMethods.includes(input.method) || !acceptsParameters(input.parameters)) {
    return refuse('method_parameters_wrong');
  }
  const seats = ratersOf(panel).inRound.map(({ seat }) => seat);
  if (seats.length === 0) return refuse('nobody_in_round');
  const at = now.toISOString();
  const number = (latest?.number ?? 0) + 1;
  return {
    round: { ...input, number, state: 'open', openedAt: at, closedAt: null, closedReason: null },
    events: [{ type: 'round.opened', round: input.id, number, seats, at }],
  };
}

/** A rating on the scale, or an abstention with one of its two reasons. */
const checkVote = (vote: Vote): Refusal | null => {
  if (vote.kind === 'rating') return isRating(vote.value) ? null : refuse('rating_out_of_scale');
  return abstentionReasons.includes(vote.reason) ? null : refuse('abstention_without_reason');
};

/**
 * Records one member's rating of one statement, replacing an earlier one of the same open round.
 * `now` must be read after the round was locked: a rating that waited past closing is late.
 */
export function castRating(
  round: Round,
  seat: PanelSeat,
  input: { readonly statement: string; readonly vote: Vote },
  now: Date,
): { vote: CastVote; events: readonly [RatingCast] } | Refusal {
  if (round.state !== 'open') return refuse('round_not_open');
  const statement = round.statements.find(({ key }) => key === input.statement);
  if (!statement) return refuse('statement_unknown', { statement: input.statement });
  const refusal = mayRate(seat, statement.section) ?? checkVote(input.vote);
  if (refusal) return refusal;
  return {
    vote: {
      seat: seat.seat,
      profession: seat.profession,
      statement: statement.key,
      vote: input.vote,
    },
    events: [
      {
        type: 'rating.cast',
        round: round.id,
        seat: seat.seat,
        statement: statement.key,
        at: now.toISOString(),
      },
    ],
  };
}

/** That a member has rated a statement, without the value. */
export type Participation = Pick<CastVote, 'seat' | 'statement'>;

export interface MissingMember {
  readonly seat: Id;
  readonly profession: string;
  /** Statements neither rated nor abstained from, in the order of the round. */
  readonly statements: readonly string[];
}

/**
 * Whom the round still waits for. Takes who rated what, never the values, so it may be shown while
 * the round is open. Recused and undeclared members are not awaited, statement by statement.
 */
export function whoIsMissing(
  round: Pick<Round, 'statements'>,
  panel: readonly PanelSeat[],
  cast: readonly Participation[],
): MissingMember[] {
  return ratersOf(panel)
    .inRound.map((member) => {
      const done = new Set(
        cast.filter(({ seat }) => seat === member.seat).map(({ statement }) => statement),
      );
      return {
        seat: member.seat,
        profession: member.profession,
        statements: round.statements
          .filter(({ key, section }) => !done.has(key) && mayRate(member, section) === null)
          .map(({ key }) => key),
      };
    })
    .filter(({ statements }) => statements.length > 0);
}

/**
 * Closes a round and thereby reveals it. While members are awaited and the last day has not passed,
 * a reason is needed; a round in which nobody rated anything cannot give results and stays open.
 * @param today the date in the organisation's zone
 */
export function closeRound(
  round: Round,
  panel: readonly PanelSeat[],
  votes: readonly CastVote[],
  input: { readonly reason?: string; readonly today: CalendarDate },
  now: Date,
): { round: Round; events: readonly [RoundClosed] } | Refusal {
  if (round.state !== 'open') return refuse('round_not_open');
  if (!votes.some(({ vote }) => vote.kind === 'rating')) return refuse('nothing_rated');
  const missing = whoIsMissing(round, panel, votes);
  const reason = input.reason?.trim() || null;
  const isPast = round.closesOn !== null && input.today > round.closesOn;
  if (missing.length > 0 && !isPast && reason === null) {
    return refuse('ratings_missing', { count: missing.length });
  }
  const at = now.toISOString();
  return {
    round: { ...round, state: 'closed', closedAt: at, closedReason: reason },
    events: [
      { type: 'round.closed', round: round.id, missing: missing.map(({ seat }) => seat), at },
    ],
  };
}

/**
 * Whether a member's ratings will be recognisable after closing: the lone rater of a profession
 * where results go by profession, or the lone rater at all. Said on the sheet before rating.
 */
export function isRecognisable(
  seat: Id,
  panel: readonly PanelSeat[],
  attribution: Attribution,
): boolean {
  const raters = ratersOf(panel).inRound;
  const own = raters.find((one) => one.seat === seat);
  if (!own) return false;
  const peers = raters.filter(
    ({ profession }) => attribution === 'anonymous' || profession === own.profession,
  );
  return peers.length === 1;
}
