import type { GuardFacts } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction } from '../platform/database';

/**
 * One room's share of what the guards of the transition table may ask about an evaluation. Each
 * room further right registers one, so that the table stays pure and this room knows none of them.
 */
export type GuardProvider = (tx: ReadTransaction, evaluationId: Id) => Promise<Partial<GuardFacts>>;

/** What holds while no room has said otherwise: nothing that a guard asks for. */
const nothingKnown: GuardFacts = {
  requestComplete: false,
  panelSeated: false,
  scope: 'unsettled',
  openParts: 0,
  undeclared: 0,
  raters: 0,
  rounds: true,
  pilots: true,
  round: 'none',
  ratingsToConfirm: 0,
  statementsToRateAgain: 0,
  opinion: 'none',
  opinionDeferred: false,
  opinionProblems: 0,
  barringBlockers: 0,
  quorumMet: false,
  voteCarried: false,
  minutesValidated: false,
  openObjections: 0,
  decision: 'none',
  pilotProtocolReady: false,
  pilotEnded: false,
  openGates: 0,
};

interface OwnRow {
  complete: boolean;
  seated: boolean;
  scope: GuardFacts['scope'];
  open_parts: number;
  undeclared: number;
  raters: number;
}

const ownStatement = {
  name: 'guard-facts-evaluations',
  text: `select
    e.title <> '' and d.name <> '' and v.version <> '' as complete,
    exists (select 1 from seat s where s.organisation_id = e.organisation_id and s.evaluation_id = e.id
      and 'chair' = any (s.functions)) and exists (select 1 from seat s
      where s.organisation_id = e.organisation_id and s.evaluation_id = e.id and s.votes) as seated,
    case e.scope_outcome when 'in_scope' then 'in_scope' when 'overridden' then 'voluntary'
      when 'out_of_scope' then 'out_of_scope' else 'unsettled' end as scope,
    (select count(*)::int from part p where p.organisation_id = e.organisation_id
      and p.evaluation_id = e.id and p.state <> 'submitted'
      and exists (select 1 from part_assignee a where a.organisation_id = p.organisation_id
        and a.part_id = p.id)) as open_parts,
    count(*) filter (where s.votes and not coalesce(c.cleared, false) and not coalesce(c.major, false))::int
      as undeclared,
    count(*) filter (where s.votes and (coalesce(c.cleared, false) or coalesce(c.partly, false)))::int
      as raters
  from evaluation e
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
  left join seat s on s.organisation_id = e.organisation_id and s.evaluation_id = e.id
    and s.seated_from <= consilium_today() and (s.seated_to is null or s.seated_to >= consilium_today())
  left join lateral (select
      (x.assessment in ('none', 'minor') or x.assessment is null and x.nothing_to_declare)
        and x.declared_at > now() - interval '12 months' as cleared,
      x.assessment = 'major' as major,
      x.assessment = 'major' and cardinality(x.recused_sections) > 0 as partly
    from declaration x where x.organisation_id = s.organisation_id and x.seat_id = s.id) c on true
  where e.id = $1
  group by e.organisation_id, e.id, v.organisation_id, v.id, d.organisation_id, d.id`,
};

/** What this room itself knows: request, panel, scope, parts, declarations. */
export const evaluationsGuards: GuardProvider = async (tx, evaluationId) => {
  const [row] = await tx.rows<OwnRow>(ownStatement, [evaluationId]);
  if (!row) return {};
  return {
    requestComplete: row.complete,
    panelSeated: row.seated,
    scope: row.scope,
    openParts: row.open_parts,
    undeclared: row.undeclared,
    raters: row.raters,
  };
};

/** All guard facts of an evaluation: one statement or a few for each room, however large the file. */
export async function loadGuardFacts(
  tx: ReadTransaction,
  evaluationId: Id,
  providers: readonly GuardProvider[],
): Promise<GuardFacts> {
  let facts = nothingKnown;
  for (const provider of providers) facts = { ...facts, ...(await provider(tx, evaluationId)) };
  return facts;
}
