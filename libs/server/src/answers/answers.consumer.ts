import { isRefusal, type Id } from '@consilium/domain/kernel';
import { systemActor, type UnitOfWork } from '../platform/database';
import type { EventConsumer } from '../platform/queues';
import type { TemplateLibrary } from '../templates';
import { settleProgress } from './progress';

/** Documents decide whether some questions block: "provided" is believed only with one attached. */
const counted: ReadonlySet<string> = new Set([
  'evidence.linked',
  'evidence.unlinked',
  'document.unfiled',
  'document.purged',
]);

/** Counts an evaluation's progress anew when its documents changed; doing so twice changes nothing. */
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
      const evaluationId = await unitOfWork.read(actor, async (tx) => {
        const [event] = await tx.rows<{ evaluation_id: Id | null }>(
          'select evaluation_id from event where id = $1',
          [eventId],
        );
        return event?.evaluation_id ?? null;
      });
      if (evaluationId === null) return;
      const settled = await unitOfWork.act(
        actor,
        'progress.settle',
        { kind: 'evaluation', id: evaluationId },
        {},
        async (tx) => {
          await settleProgress(tx, templates, evaluationId);
          return null;
        },
      );
      if (isRefusal(settled)) throw new Error(`counting was refused: ${settled.code}`);
    },
  };
}
