import type { Id } from '@consilium/domain/kernel';
import { removedBy } from '../evaluations';
import { systemActor } from '../platform/database';
import type { EventConsumer } from '../platform/queues';
import { fileKey } from '../platform/storage';
import type { ReportParts } from './build-report';

/** Takes the reports of a deleted practice file out of their store; doing so twice changes nothing. */
export const reportsConsumer = (server: {
  readonly reportParts: Pick<ReportParts, 'unitOfWork' | 'storage'>;
}): EventConsumer & {
  deliver(event: { organisationId: Id; eventId: Id; type: string }): Promise<void>;
} => ({
  name: 'reports',
  wants: (type) => type === 'practice.deleted',
  deliver: async ({ organisationId, eventId }) => {
    const { unitOfWork, storage } = server.reportParts;
    const actor = systemActor(organisationId, 'reports', `bytes-${eventId}`);
    const removed = await unitOfWork.read(actor, (tx) => removedBy(tx, eventId));
    for (const id of removed?.reports ?? []) await storage.remove(fileKey(organisationId, id));
  },
});
