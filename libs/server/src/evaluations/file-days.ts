import type { CalendarDate } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import { today, type ReadTransaction } from '../platform/database';

/** The day on which a file was opened, and today, in the organisation's zone. */
export async function daysOf(
  tx: ReadTransaction,
  evaluationId: Id,
): Promise<{ readonly openedOn: CalendarDate; readonly today: CalendarDate }> {
  const [days] = await tx.rows<{ openedOn: string; today: string }>(
    `select (e.created_at at time zone z.time_zone)::date::text as "openedOn", ${today}::text as today
       from evaluation e join organisation z on z.id = e.organisation_id where e.id = $1`,
    [evaluationId],
  );
  if (!days) throw new Error('a file both exists and does not');
  return days;
}
