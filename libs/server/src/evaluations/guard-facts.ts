import { decide, type Facts } from '@consilium/domain/access';
import {
  nothingToWarnOf,
  type GuardFacts,
  type WarningCounts,
} from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import { activeSeat, type ReadTransaction } from '../platform/database';
import { withCommittee } from './rules-of-file';
import { declarationStatusOf, isClearedBy, mayTakePart } from './declaration-status';

/**
 * One room's share of what the guards of the transition table may ask about an evaluation. Each
 * room further right registers one, so that the table stays pure and this room knows none of them.
 */
export type GuardProvider = (tx: ReadTransaction, evaluationId: Id) => Promise<Partial<GuardFacts>>;

/** What holds while no room has said otherwise: nothing that a guard asks for. */
export const nothingKnown: GuardFacts = {
  requestComplete: false,
  panelSeated: false,
  scope: 'unsettled',
  openParts: 0,
  raters: 0,
  rounds: true,
  pilots: true,
  round: 'none',
  statementsToRateAgain: 0,
  opinion: 'none',
  opinionDeferred: false,
  opinionProblems: 1,
  barringBlockers: 1,
  lateRecusals: 0,
  votesIn: 0,
  quorumMet: false,
  voteCarried: false,
  minutesValidated: false,
  decision: 'none',
  pilotProtocolReady: false,
  pilotEnded: false,
  openGates: 1,
};

interface OwnRow {
  complete: boolean;
  seated: boolean;
  rounds: boolean;
  pilots: boolean;
  scope: GuardFacts['scope'];
  open_parts: number;
  raters: number;
}

const ownStatement = {
  name: 'guard-facts-evaluations',
  text: `select
    e.title <> '' and d.name <> '' and v.version <> '' as complete,
    coalesce(bool_or('chair' = any (s.functions)) and bool_or(s.votes), false) as seated,
    c.rounds, c.pilots,
    case e.scope_outcome when 'in_scope' then 'in_scope' when 'overridden' then 'voluntary'
      when 'out_of_scope' then 'out_of_scope' else 'unsettled' end as scope,
    coalesce((select k.parts - k.parts_submitted from evaluation_progress k
      where k.organisation_id = e.organisation_id and k.evaluation_id = e.id), 0) as open_parts,
    count(*) filter (where s.votes and coalesce(i.taking_part, false))::int
      as raters
  from evaluation e
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
  ${withCommittee('c')}
  left join seat s on s.organisation_id = e.organisation_id and s.evaluation_id = e.id
    and ${activeSeat('s')}
  left join lateral (select
      ${mayTakePart('x')} as taking_part
    from declaration x where x.organisation_id = s.organisation_id and x.seat_id = s.id) i on true
  where e.id = $1
  group by e.organisation_id, e.id, v.organisation_id, v.id, d.organisation_id, d.id,
    c.rounds, c.pilots`,
};

/**
 * What this room itself knows: request, panel, scope, parts, declarations, and what the committee
 * switched off. A part counts as long as a question of it applies, whoever answers it.
 */
export const evaluationsGuards: GuardProvider = async (tx, evaluationId) => {
  const [row] = await tx.rows<OwnRow>(ownStatement, [evaluationId]);
  if (!row) return {};
  return {
    requestComplete: row.complete,
    panelSeated: row.seated,
    rounds: row.rounds,
    pilots: row.pilots,
    scope: row.scope,
    openParts: row.open_parts,
    raters: row.raters,
  };
};

/**
 * All guard facts of an evaluation: one statement or a few for each room, however large the file.
 * Rounds take place when every room agrees: the committee holds them and there is something to rate.
 */
export async function loadGuardFacts(
  tx: ReadTransaction,
  evaluationId: Id,
  providers: readonly GuardProvider[],
): Promise<GuardFacts> {
  let facts = nothingKnown;
  for (const provider of providers) {
    const known = await provider(tx, evaluationId);
    facts = { ...facts, ...known, rounds: facts.rounds && (known.rounds ?? true) };
  }
  return facts;
}

/**
 * One room's share of what is worth saying before a move, counted with the eyes of the reader: never
 * more than what she could count herself.
 */
export type WarningProvider = (
  tx: ReadTransaction,
  evaluationId: Id,
  facts: Facts,
) => Promise<Partial<WarningCounts>>;

const undeclaredStatement = {
  name: 'undeclared-voters',
  text: `select count(*)::int as count from seat s
    where s.evaluation_id = $1 and s.votes and ${activeSeat('s')}
      and not exists (select 1 from declaration x
        where x.organisation_id = s.organisation_id and x.seat_id = s.id
          and (${isClearedBy('x')} or ${declarationStatusOf('x')} = 'assessed_major'))`,
};

/** Who has not declared is told to those who read declarations. */
export const evaluationsWarnings: WarningProvider = async (tx, evaluationId, facts) => {
  if (decide('declaration.see', facts) !== null) return {};
  const [row] = await tx.rows<{ count: number }>(undeclaredStatement, [evaluationId]);
  return { allActiveDeclared: row?.count ?? 0 };
};

/** What this reader may be told before a move. */
export async function loadWarningCounts(
  tx: ReadTransaction,
  evaluationId: Id,
  facts: Facts,
  providers: readonly WarningProvider[],
): Promise<WarningCounts> {
  let counts = nothingToWarnOf;
  for (const provider of providers) {
    counts = { ...counts, ...(await provider(tx, evaluationId, facts)) };
  }
  return counts;
}
