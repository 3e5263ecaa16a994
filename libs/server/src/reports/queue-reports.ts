import type { DataSource } from 'typeorm';
import type { Id } from '@consilium/domain/kernel';
import type { Queues } from '../platform/queues';

const batch = 50;

/** How long a report is left with the queue before it is asked whether it still knows of it. */
const lookAgainSeconds = 20;

/**
 * Hands reports that are due to the queues, each under the id of its next attempt. The row is looked
 * at again until it is ready or given up: a queue that forgot is asked anew, one that remembers is
 * left alone. Returns how many were taken.
 */
export async function queueReports(
  dataSource: DataSource,
  queues: Pick<Queues, 'demand'>,
): Promise<number> {
  return dataSource.transaction(async (manager) => {
    const claimed: { organisation_id: Id; id: Id; attempt: number }[] = await manager.query(
      'select * from consilium_claim_reports($1, $2)',
      [batch, lookAgainSeconds],
    );
    if (claimed.length === 0) return 0;
    await queues.demand(
      claimed.map((row) => ({
        name: 'report.build' as const,
        id: `report-${row.id}-${row.attempt}`,
        payload: { organisationId: row.organisation_id, reportId: row.id, attempt: row.attempt },
      })),
    );
    return claimed.length;
  });
}
