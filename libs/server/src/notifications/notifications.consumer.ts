import { isRefusal, type Id } from '@consilium/domain/kernel';
import { systemActor, type UnitOfWork } from '../platform/database';
import type { EventConsumer } from '../platform/queues';
import type { TemplateLibrary } from '../templates';
import { notify } from './fan-out';
import { kindsOfEvent } from './kinds';

/**
 * Turns events into inbox items and mails. An event may come more than once: all it sets off is
 * written in one transaction under unique keys, so the second time nothing is left to write.
 */
export function notificationsConsumer(server: {
  readonly unitOfWork: UnitOfWork;
  readonly templates: TemplateLibrary;
  readonly configuration: { readonly http: { readonly publicUrl: string } };
}): EventConsumer & {
  deliver(event: { organisationId: Id; eventId: Id; type: string }): Promise<void>;
} {
  const { unitOfWork, templates, configuration } = server;
  return {
    name: 'notifications',
    wants: (type) => kindsOfEvent(type).length > 0,
    deliver: async ({ organisationId, eventId, type }) => {
      const actor = systemActor(organisationId, 'notifications', `notify-${eventId}`);
      const told = await unitOfWork.actInOrganisation(actor, 'inbox.deliver', {}, async (tx) => {
        let items = 0;
        for (const kind of kindsOfEvent(type)) {
          items += await notify(tx, templates, configuration.http.publicUrl, kind, { eventId });
        }
        return items;
      });
      if (isRefusal(told)) throw new Error(`telling of an event was refused: ${told.code}`);
    },
  };
}
