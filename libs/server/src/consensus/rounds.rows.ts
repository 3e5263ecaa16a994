import type {
  AbstentionReason,
  Attribution,
  ClassifyingMethod,
  ResultParameters,
  StatementRef,
} from '@consilium/domain/consensus';
import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction } from '../platform/database';
import type { RoundResults } from './results';

export interface FileHead {
  readonly evaluationId: Id;
  readonly reference: string;
  readonly title: string;
  readonly device: string;
}

export interface RoundLine {
  readonly id: Id;
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly attribution: Attribution;
  readonly method: ClassifyingMethod;
  readonly parameters: ResultParameters;
  readonly openedAt: string;
  readonly closesOn: string | null;
  readonly closedAt: string | null;
  readonly closedReason: string | null;
}

export interface RoundRow {
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
  readonly results: RoundResults | null;
  readonly withheld: readonly string[];
}

export const roundsStatement = {
  name: 'rounds-of-evaluation',
  text: `select r.id, r.number, r.state, r.attribution, r.method, r.parameters, r.statements,
    r.opened_at, r.closes_on::text, r.closed_at, r.closed_reason, x.results,
    r.withheld_statements as withheld
  from round r
  left join round_result x on x.organisation_id = r.organisation_id and x.id = r.id
    and r.state = 'closed'
  where r.evaluation_id = $1 order by r.number`,
};

// The one statement that reads ratings of an open round: those of the asking member's own seats.
export const ownStatement = {
  name: 'own-ratings',
  text: `select g.round_id, g.statement_key, g.value, g.abstention, g.comment, g.version, g.cast_at
  from rating g join round r on r.organisation_id = g.organisation_id and r.id = g.round_id
  where r.evaluation_id = $1 and g.seat_id = any($2)`,
};

export interface OwnRow {
  readonly round_id: Id;
  readonly statement_key: string;
  readonly value: number | null;
  readonly abstention: AbstentionReason | null;
  readonly comment: string;
  readonly version: number;
  readonly cast_at: Date;
}

export const castStatement = {
  name: 'round-participation',
  text: `select g.seat_id as seat, g.statement_key as statement from rating g where g.round_id = $1`,
};

export const commentsStatement = {
  name: 'rating-comments',
  text: `select g.round_id, g.statement_key as statement, g.comment as text,
    case when r.attribution = 'anonymous' then null else g.profession end as profession
  from rating g join round r on r.organisation_id = g.organisation_id and r.id = g.round_id
  where r.evaluation_id = $1 and r.state = 'closed' and g.comment <> ''
  order by g.statement_key, profession, g.comment`,
};

export const linkedStatement = {
  name: 'ratings-with-late-links',
  text: `select g.round_id, g.seat_id as seat, g.profession, g.statement_key as statement, g.value,
    g.abstention
  from rating g join round r on r.organisation_id = g.organisation_id and r.id = g.round_id
  where r.evaluation_id = $1 and r.state = 'closed' and r.attribution <> 'anonymous' and exists (
    select 1 from rating l
      join declaration d on d.organisation_id = l.organisation_id and d.seat_id = l.seat_id
      where l.round_id = r.id and d.assessment = 'major' and d.assessed_at > r.closed_at)`,
};

const headStatement = {
  name: 'file-head',
  text: `select e.id as "evaluationId", e.reference, e.title, d.name || ' ' || v.version as device
  from evaluation e
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
  where e.id = $1`,
};

/** Reference, title and device of an evaluation, for the head of a page. */
export async function fileHead(tx: ReadTransaction, evaluationId: Id): Promise<FileHead> {
  const [head] = await tx.rows<FileHead & { reference: string }>(headStatement, [evaluationId]);
  if (!head) throw new Error(`no evaluation ${evaluationId}`);
  return head;
}

export const lineOf = (row: RoundRow): RoundLine => ({
  id: row.id,
  number: row.number,
  state: row.state,
  attribution: row.attribution,
  method: row.method,
  parameters: row.parameters,
  openedAt: row.opened_at.toISOString(),
  closesOn: row.closes_on,
  closedAt: row.closed_at?.toISOString() ?? null,
  closedReason: row.closed_reason,
});
