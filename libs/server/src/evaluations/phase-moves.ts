import type { Phase } from '@consilium/domain/access';
import {
  transition,
  type GuardFacts,
  type MoveKey,
  type PhaseMoved,
  type PhaseState,
} from '@consilium/domain/evaluations';
import { isRefusal, type Id, type Refusal } from '@consilium/domain/kernel';
import { memberIdOf, type WriteTransaction, today } from '../platform/database';
import { contentOf } from '../platform/events';
import { vouchedMove } from './vouched';

/** A move that was made. */
export type MadeMove = PhaseState & { readonly made: PhaseMoved };

const stateStatement = {
  name: 'phase-state',
  text: `select e.phase, e.paused_at is not null as paused,
    (select s.id from seat s where s.organisation_id = e.organisation_id and s.evaluation_id = e.id
      and s.member_id = $2 limit 1) as seat_id
    from evaluation e where e.id = $1`,
};

const clockStatement = {
  name: 'phase-clocks',
  text: `with stood as (
    select e.organisation_id, e.id,
      (e.paused_at at time zone o.time_zone)::date as since,
      ${today} - (e.paused_at at time zone o.time_zone)::date as days
    from evaluation e join organisation o on o.id = e.organisation_id where e.id = $1
  ), parts as (
    update part p set due_on = p.due_on + s.days from stood s
     where p.organisation_id = s.organisation_id and p.evaluation_id = s.id
       and p.state <> 'submitted' and p.due_on >= s.since
  ), rounds as (
    update round r set closes_on = r.closes_on + s.days from stood s
     where r.organisation_id = s.organisation_id and r.evaluation_id = s.id
       and r.state = 'open' and r.closes_on >= s.since
  )
  update evaluation_phase f set planned_on = f.planned_on + s.days from stood s
   where f.organisation_id = s.organisation_id and f.evaluation_id = s.id
     and f.left_at is null and f.planned_on >= s.since`,
};

/**
 * Makes one move of the transition table inside the transaction of who acts, with everything that
 * every move leaves behind: phase and its dates, clocks, the move itself with its reason, the event
 * `phase.moved`. The evaluation must be locked, and whether the actor may has been asked before.
 */
export async function makeMove(
  tx: WriteTransaction,
  evaluationId: Id,
  request: { readonly move: MoveKey; readonly reason?: string | undefined },
  facts: GuardFacts,
): Promise<MadeMove | Refusal> {
  const [row] = await tx.rows<{ phase: Phase; paused: boolean; seat_id: Id | null }>(
    stateStatement,
    [evaluationId, memberIdOf(tx.actor)],
  );
  if (!row) throw new Error(`no evaluation ${evaluationId}`);
  const { move, reason } = request;
  const moved = transition(
    { phase: row.phase, paused: row.paused },
    { move, ...(reason === undefined ? {} : { reason }) },
    facts,
    tx.now,
  );
  if (isRefusal(moved)) return moved;
  const [made] = moved.events;
  if (made.marks.includes('clocks_started')) await tx.rows(clockStatement, [evaluationId]);
  await tx.rows(
    `update evaluation set phase = $2, phase_since = case when phase = $2 then phase_since else $3 end,
       paused_at = $4, paused_reason = $5 where id = $1`,
    [
      evaluationId,
      moved.phase,
      tx.now,
      moved.paused ? tx.now : null,
      moved.paused ? made.reason : null,
    ],
  );
  if (moved.phase !== row.phase) await turnPage(tx, evaluationId, row.phase, moved.phase);
  const moveId = tx.newId();
  await tx.rows(
    `insert into phase_move_made (organisation_id, id, evaluation_id, move, from_phase, to_phase,
       reason, marks, moved_by, moved_by_seat, moved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.actor.organisationId,
      moveId,
      evaluationId,
      move,
      made.from,
      made.to,
      made.reason,
      made.marks,
      tx.actor.principal.kind === 'person' ? tx.actor.principal.id : null,
      row.seat_id,
      tx.now,
    ],
  );
  tx.record({
    type: 'phase.moved',
    subject: { kind: 'evaluation', id: evaluationId },
    seatId: row.seat_id,
    data: { move, from: made.from, to: made.to, marks: made.marks, moveId },
    content: await contentOf(tx, vouchedMove, moveId),
  });
  tx.signal({ topic: 'phase.moved' });
  return { phase: moved.phase, paused: moved.paused, made };
}

/** Leaves one phase and enters another; a phase entered twice keeps its row and the last dates. */
async function turnPage(
  tx: WriteTransaction,
  evaluationId: Id,
  from: Phase,
  to: Phase,
): Promise<void> {
  await tx.rows(
    `with gone as (
       update evaluation_phase set left_at = $5 where evaluation_id = $2 and phase = $3)
     insert into evaluation_phase (organisation_id, evaluation_id, phase, entered_at)
     values ($1, $2, $4, $5)
     on conflict (organisation_id, evaluation_id, phase) do update
       set entered_at = excluded.entered_at, left_at = null`,
    [tx.actor.organisationId, evaluationId, from, to, tx.now],
  );
}
