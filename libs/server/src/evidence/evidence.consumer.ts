import type { Id } from '@consilium/domain/kernel';
import { removedBy } from '../evaluations';
import { systemActor, type UnitOfWork } from '../platform/database';
import type { EventConsumer } from '../platform/queues';
import type { FilesService } from './files.service';

/** Takes the bytes of a deleted practice file out of the store; doing so twice changes nothing. */
export const evidenceConsumer = (server: {
  readonly unitOfWork: UnitOfWork;
  readonly files: Pick<FilesService, 'removeBytes'>;
}): EventConsumer & {
  deliver(event: { organisationId: Id; eventId: Id; type: string }): Promise<void>;
} => ({
  name: 'evidence',
  wants: (type) => type === 'practice.deleted',
  deliver: async ({ organisationId, eventId }) => {
    const actor = systemActor(organisationId, 'evidence', `bytes-${eventId}`);
    const removed = await server.unitOfWork.read(actor, (tx) => removedBy(tx, eventId));
    await server.files.removeBytes(organisationId, removed?.files ?? []);
  },
});
