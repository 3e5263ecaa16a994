import type { Id } from '@consilium/domain/kernel';
import { systemActor, type UnitOfWork } from '../platform/database';
import type { EventConsumer, Queues } from '../platform/queues';

/** Makes a job of each request for a report; the event's id keeps it to one, however often it comes. */
export function reportsConsumer(server: {
  readonly unitOfWork: UnitOfWork;
  readonly queues: Queues;
}): EventConsumer & {
  deliver(event: { organisationId: Id; eventId: Id; type: string }): Promise<void>;
} {
  return {
    name: 'reports',
    wants: (type) => type === 'report.requested',
    deliver: async ({ organisationId, eventId }) => {
      const actor = systemActor(organisationId, 'reports', `report-${eventId}`);
      const [row] = await server.unitOfWork.read(actor, (tx) =>
        tx.rows<{ id: Id }>('select subject_id as id from event where id = $1', [eventId]),
      );
      if (!row) throw new Error(`no event ${eventId}`);
      await server.queues.add([
        {
          name: 'report.build',
          id: `${eventId}-build`,
          payload: { organisationId, reportId: row.id },
        },
      ]);
    },
  };
}
