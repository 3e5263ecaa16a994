import {
  secondPersonFor,
  type Assessment,
  type InterestLevel,
  type Recusal,
  type SecondPerson,
} from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import { activeSeat, memberIdOf, type WriteTransaction } from '../platform/database';
import { contentOf } from '../platform/events';
import { recusedFromFile } from './declaration-status';
import { loadSeats, type SeatRecord } from './panel.rows';
import { vouchedProposal } from './vouched';
import { weighersOf } from './weighers';

/** An assessment as it was proposed. */
export interface ProposalRow {
  readonly seat_id: Id;
  readonly level: InterestLevel;
  readonly recused_sections: readonly string[];
  readonly reason: string;
  readonly declaration_version: number;
  readonly proposed_by: Id;
  readonly proposer_seat: Id | null;
  readonly drawn_seat: Id | null;
  readonly state: 'waiting' | 'confirmed' | 'refused';
}

/** One that waits, with names. */
export interface WaitingRow extends ProposalRow {
  readonly id: Id;
  readonly member_id: Id;
  readonly name: string;
  readonly proposer: string;
  readonly proposed_at: Date;
  readonly drawn: string | null;
  /** Seats that may weigh whom it is about. */
  readonly weighers: readonly Id[];
}

export const proposalStatement = {
  name: 'assessment-proposal',
  text: `select p.seat_id, p.level, p.recused_sections, p.reason, p.declaration_version,
    p.proposed_by, p.drawn_seat, p.state,
    (select s.id from seat s where s.organisation_id = p.organisation_id
      and s.evaluation_id = p.evaluation_id and s.member_id = p.proposed_by) as proposer_seat
  from assessment_proposal p where p.id = $1`,
};

export const waitingStatement = {
  name: 'assessments-waiting',
  text: `select p.id, p.seat_id, p.level, p.recused_sections, p.reason, p.proposed_by, p.proposed_at,
    p.drawn_seat, s.member_id, m.display_name as name, b.display_name as proposer,
    ${weighersOf('s')} as weighers,
    (select dm.display_name from seat ds join member dm on dm.organisation_id = ds.organisation_id
        and dm.id = ds.member_id
      where ds.organisation_id = p.organisation_id and ds.id = p.drawn_seat) as drawn
  from assessment_proposal p
  join seat s on s.organisation_id = p.organisation_id and s.id = p.seat_id
  join member m on m.organisation_id = s.organisation_id and m.id = s.member_id
  join member b on b.organisation_id = p.organisation_id and b.id = p.proposed_by
  join evaluation e on e.organisation_id = p.organisation_id and e.id = p.evaluation_id
  where p.evaluation_id = $1 and p.state = 'waiting'
  order by p.proposed_at, p.id`,
};

/** A recusal as it is kept: major without named sections is the whole file. */
export const recusalOf = ({
  level,
  recused_sections: sections,
}: Pick<ProposalRow, 'level' | 'recused_sections'>): Recusal | null => {
  if (level !== 'major') return null;
  return sections.length === 0 ? 'all' : sections;
};

/**
 * The member drawn: whoever was drawn first for this seat and still is free, or the proposer would
 * propose again and again until a friend is drawn.
 */
const drawStatement = {
  name: 'draw-second-person',
  text: `select free.seat from unnest($2::uuid[]) free(seat)
    left join lateral (select min(p.proposed_at) as at from assessment_proposal p
      where p.seat_id = $1 and p.drawn_seat = free.seat) before on true
    order by before.at nulls last, random() limit 1`,
};

/** What is proposed, and by whom. */
interface Proposed {
  readonly seatId: Id;
  readonly level: InterestLevel;
  readonly sections: readonly string[];
  readonly reason: string;
  readonly declarationVersion: number | undefined;
  readonly proposedBy: Id | null;
}

/** Keeps an assessment until a second person confirms it; an earlier one that waits gives way. */
export async function propose(
  tx: WriteTransaction,
  evaluationId: Id,
  seat: SeatRecord,
  { level, recusal, reason }: Assessment,
  second: Exclude<SecondPerson, { kind: 'nobody' }>,
): Promise<void> {
  await tx.rows(
    `update assessment_proposal set state = 'refused', settled_by = $2, settled_at = $3
      where seat_id = $1 and state = 'waiting'`,
    [seat.seat, memberIdOf(tx.actor), tx.now],
  );
  await keep(
    tx,
    evaluationId,
    {
      seatId: seat.seat,
      level,
      sections: recusal === 'all' ? [] : (recusal ?? []),
      reason,
      declarationVersion: seat.declared?.version,
      proposedBy: memberIdOf(tx.actor),
    },
    second,
  );
}

async function keep(
  tx: WriteTransaction,
  evaluationId: Id,
  { seatId, level, sections, reason, declarationVersion, proposedBy }: Proposed,
  second: Exclude<SecondPerson, { kind: 'nobody' }>,
): Promise<void> {
  const id = tx.newId();
  const [drawn] =
    second.kind === 'drawn'
      ? await tx.rows<{ seat: Id }>(drawStatement, [seatId, second.among])
      : [];
  await tx.rows(
    `insert into assessment_proposal (organisation_id, id, evaluation_id, seat_id, level,
       recused_sections, reason, declaration_version, proposed_by, proposed_at, drawn_seat)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.actor.organisationId,
      id,
      evaluationId,
      seatId,
      level,
      sections,
      reason,
      declarationVersion,
      proposedBy,
      tx.now,
      drawn?.seat ?? null,
    ],
  );
  tx.record({
    type: 'assessment.proposed',
    evaluationId,
    subject: { kind: 'assessment_proposal', id },
    data: { level, ...(drawn && { drawnSeat: drawn.seat }) },
    content: await contentOf(tx, vouchedProposal, id),
  });
  tx.signal({ topic: 'declaration.changed', evaluationId, id: seatId });
}

/**
 * Draws somebody else for the assessments that wait for a seat which has ended or is recused: what was
 * proposed stays proposed by who proposed it. Where nobody is free any more it lapses, and may be proposed
 * again: whoever proposed it is told.
 */
export async function drawAgain(tx: WriteTransaction, seatId: Id): Promise<void> {
  const waiting = await tx.rows<{ id: Id }>(
    `select id from assessment_proposal where drawn_seat = $1 and state = 'waiting' order by id`,
    [seatId],
  );
  for (const { id } of waiting) await giveOn(tx, id);
}

/**
 * Does so for every assessment of the organisation that nobody could confirm any more, in whatever way it
 * came to that: an account closed or suspended, a mandate that ran out, a recusal.
 */
export async function drawAgainForGone(tx: WriteTransaction): Promise<void> {
  const waiting = await tx.rows<{ id: Id; evaluation: Id }>(
    `select p.id, p.evaluation_id as evaluation from assessment_proposal p
      join evaluation e on e.organisation_id = p.organisation_id and e.id = p.evaluation_id
      left join seat s on s.organisation_id = p.organisation_id and s.id = p.drawn_seat
      where p.organisation_id = $1 and p.state = 'waiting'
        and e.phase not in ('closed', 'cancelled', 'withdrawn')
        and (s.id is null or not ${activeSeat('s')} or ${recusedFromFile('s.member_id')})
      order by p.evaluation_id, p.id`,
    [tx.actor.organisationId],
  );
  // Files before what is in them, as the acts take them.
  await tx.rows('select 1 from evaluation where id = any($1::uuid[]) order by id for update', [
    [...new Set(waiting.map(({ evaluation }) => evaluation))],
  ]);
  for (const { id } of waiting) await giveOn(tx, id);
}

async function giveOn(tx: WriteTransaction, id: Id): Promise<void> {
  const [row] = await tx.rows<ProposalRow & { readonly evaluation_id: Id }>(
    `select evaluation_id, seat_id, level, recused_sections, reason, declaration_version, proposed_by,
        drawn_seat
      from assessment_proposal where id = $1 and state = 'waiting' for update`,
    [id],
  );
  if (!row) return;
  const { evaluation_id: evaluationId, proposed_by: proposedBy } = row;
  const seats = await loadSeats(tx, evaluationId);
  const second = secondPersonFor({ proposedBy, seat: row.seat_id }, seats);
  // It waits for a function that somebody still has.
  if (row.drawn_seat === null && second.kind === 'by_function') return;
  await tx.rows(`update assessment_proposal set state = 'refused', settled_at = $2 where id = $1`, [
    id,
    tx.now,
  ]);
  if (second.kind === 'nobody') {
    tx.record({
      type: 'assessment.lapsed',
      evaluationId,
      subject: { kind: 'assessment_proposal', id },
    });
    tx.signal({ topic: 'declaration.changed', evaluationId, id: row.seat_id });
    return;
  }
  const proposed: Proposed = {
    seatId: row.seat_id,
    level: row.level,
    sections: row.recused_sections,
    reason: row.reason,
    declarationVersion: row.declaration_version,
    proposedBy,
  };
  await keep(tx, evaluationId, proposed, second);
}
