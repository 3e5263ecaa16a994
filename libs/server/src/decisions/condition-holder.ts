import type { Id } from '@consilium/domain/kernel';
import { memberIdOf, type WriteTransaction } from '../platform/database';
import { contentOf } from '../platform/events';
import { vouchedStep } from './vouched';

/**
 * SQL: the seat that sees to the condition aliased as named: the owner of the adoption, whose name
 * stays in the sealed record, or whom it was handed to since.
 */
export const holderSeatOf = (condition: string): string =>
  `coalesce((select h.holder_seat from condition_step h
    where h.organisation_id = ${condition}.organisation_id and h.condition_id = ${condition}.id
      and h.holder_seat is not null order by h.taken_at desc, h.id desc limit 1),
    ${condition}.owner_seat)`;

/** Writes down who sees to a condition from here on, and why; she is told. */
export async function handOver(
  tx: WriteTransaction,
  evaluationId: Id,
  given: { readonly conditionId: Id; readonly seatId: Id; readonly reason: string },
): Promise<void> {
  const { conditionId, seatId, reason } = given;
  const stepId = tx.newId();
  await tx.rows(
    `insert into condition_step (organisation_id, id, condition_id, step, note, holder_seat,
       taken_by, taken_at) values ($1, $2, $3, 'handed_over', $4, $5, $6, $7)`,
    [tx.actor.organisationId, stepId, conditionId, reason, seatId, memberIdOf(tx.actor), tx.now],
  );
  tx.record({
    type: 'condition.handed_over',
    evaluationId,
    subject: { kind: 'condition', id: conditionId },
    data: { seatIds: [seatId], stepId },
    content: await contentOf(tx, vouchedStep, stepId),
  });
  tx.signal({ topic: 'decision.changed', evaluationId, id: conditionId });
}
