import { isRefusal, type Id } from '@consilium/domain/kernel';
import { systemActor, type UnitOfWork } from '../platform/database';
import type { EventConsumer } from '../platform/queues';
import type { TemplateLibrary } from '../templates';
import { settleProgress } from './progress';

/** Documents decide whether some questions block: "provided" is believed only with one attached. */
const counted: ReadonlySet<string> = new Set([
  'document.added',
  'evidence.linked',
  'evidence.unlinked',
  'document.unfiled',
  'document.purged',
]);

// A purge has an event for each file that it concerns.
const filesOf = `select x.evaluation_id, case x.subject_kind when 'document' then x.subject_id
    else (select s.document_id from filed_document s where s.organisation_id = x.organisation_id
      and s.id = x.subject_id) end as document_id
  from event x where x.id = $1 and x.evaluation_id is not null`;

/** Counts the progress of files anew when their documents changed; doing so twice changes nothing. */
export function answersConsumer(server: {
  readonly unitOfWork: UnitOfWork;
  readonly templates: TemplateLibrary;
}): EventConsumer & {
  deliver(event: { organisationId: Id; eventId: Id; type: string }): Promise<void>;
} {
  const { unitOfWork, templates } = server;
  return {
    name: 'answers',
    wants: (type) => counted.has(type),
    deliver: async ({ organisationId, eventId }) => {
      const actor = systemActor(organisationId, 'answers', `count-${eventId}`);
      const concerned = await unitOfWork.read(actor, (tx) =>
        tx.rows<{ evaluation_id: Id; document_id: Id | null }>(filesOf, [eventId]),
      );
      for (const { evaluation_id: evaluationId, document_id: documentId } of concerned) {
        const settled = await unitOfWork.act(
          actor,
          'progress.settle',
          { kind: 'evaluation', id: evaluationId },
          {},
          async (tx) => {
            await settleProgress(tx, templates, evaluationId, { documentId });
            return null;
          },
        );
        if (isRefusal(settled)) throw new Error(`counting was refused: ${settled.code}`);
      }
    },
  };
}
