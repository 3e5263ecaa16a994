import type { DataSource } from 'typeorm';
import type { Id } from '@consilium/domain/kernel';
import type { JobOrder, Queues } from './queues';

/** A consumer of events: its name is part of each job's id, so it never changes. */
export interface EventConsumer {
  readonly name: string;
  readonly wants: (type: string) => boolean;
}

const batch = 200;

/** How long a delivery is left with the queue before it is asked whether it still knows of it. */
export const overdueSeconds = 15;

interface DeliveryRow {
  readonly organisation_id: Id;
  readonly event_id: Id;
  readonly consumer: string;
  readonly type: string;
}

type DeliveryOrder = JobOrder<'event.deliver'>;

const orderOf = (row: DeliveryRow): DeliveryOrder => ({
  name: 'event.deliver',
  id: `${row.event_id}-${row.consumer}`,
  payload: {
    organisationId: row.organisation_id,
    eventId: row.event_id,
    type: row.type,
    consumer: row.consumer,
  },
});

/**
 * Hands waiting events to the queues: rows are claimed with SKIP LOCKED, noted as deliveries, queued,
 * then cleared, all in one transaction. A crash in between queues the same job id again, which the
 * queue ignores; a queue that forgets is reminded by `sweepDeliveries`.
 * Returns how many events were taken.
 */
export async function relayEvents(
  dataSource: DataSource,
  queues: Pick<Queues, 'add'>,
  consumers: readonly EventConsumer[],
): Promise<number> {
  return dataSource.transaction(async (manager) => {
    const claimed: Omit<DeliveryRow, 'consumer'>[] = await manager.query(
      'select * from consilium_claim_outbox($1)',
      [batch],
    );
    if (claimed.length === 0) return 0;
    const deliveries = claimed.flatMap((row) =>
      consumers
        .filter((consumer) => consumer.wants(row.type))
        .map((consumer) => ({ ...row, consumer: consumer.name })),
    );
    if (deliveries.length > 0) {
      await manager.query('select consilium_hand_over($1, $2)', [
        deliveries.map((row) => row.event_id),
        deliveries.map((row) => row.consumer),
      ]);
      await queues.add(deliveries.map(orderOf));
    }
    await manager.query('select consilium_clear_outbox($1)', [claimed.map((row) => row.event_id)]);
    return claimed.length;
  });
}

/**
 * Queues again what the queue no longer knows though its effect does not exist: it was flushed,
 * replaced, or lost what it had not written. What failed for good in the queue is set aside.
 * Returns how many deliveries were looked at.
 */
export async function sweepDeliveries(
  dataSource: DataSource,
  queues: Pick<Queues, 'demand' | 'spent'>,
  seconds = overdueSeconds,
): Promise<number> {
  const rows: DeliveryRow[] = await dataSource.query(
    'select * from consilium_overdue_deliveries($1, $2)',
    [batch, seconds],
  );
  if (rows.length === 0) return 0;
  const orders = rows.map(orderOf);
  const spent = await queues.spent(orders);
  for (const { payload } of orders.filter(({ id }) => spent.has(id))) {
    await noteFailure(dataSource, payload, 'given up by the queue', 0);
  }
  await queues.demand(orders.filter(({ id }) => !spent.has(id)));
  return rows.length;
}

/** The consumer's effect exists: nobody needs to remember the delivery any more. */
export async function noteDelivered(
  dataSource: DataSource,
  { organisationId, eventId, consumer }: DeliveryOrder['payload'],
): Promise<void> {
  await dataSource.query('select consilium_delivered($1, $2, $3)', [
    organisationId,
    eventId,
    consumer,
  ]);
}

/** Writes a failed attempt down. Returns whether it was the last: the delivery is set aside. */
export async function noteFailure(
  dataSource: DataSource,
  { organisationId, eventId, consumer }: DeliveryOrder['payload'],
  error: string,
  mostAttempts: number,
): Promise<boolean> {
  const [row] = await dataSource.query<{ consilium_delivery_failed: boolean }[]>(
    'select consilium_delivery_failed($1, $2, $3, $4, $5)',
    [organisationId, eventId, consumer, error, mostAttempts],
  );
  return row?.consilium_delivery_failed ?? false;
}
