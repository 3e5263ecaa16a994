import { decide } from '@consilium/domain/access';
import { isId, refuse, type Id } from '@consilium/domain/kernel';
import {
  accountOpen,
  visibleTo,
  type Actor,
  type EventDraft,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
} from '../platform/database';

const watchersStatement = {
  name: 'practice-watchers',
  text: `select reader.id from evaluation e
    join member reader on reader.organisation_id = e.organisation_id
    where e.id = $1 and ${accountOpen('reader')} and ${visibleTo('reader.id')}`,
};

/** What was removed with a practice file: what lies in the stores, and what somebody may still hold. */
export interface RemovedPractice {
  /** Bytes of evidence. */
  readonly files: readonly Id[];
  /** Bytes of reports, and of what they were made from. */
  readonly reports: readonly Id[];
  /** Hashes of its seals and reports. */
  readonly hashes: readonly string[];
}

/** An event of the organisation about a practice file, which the file does not take with it. */
export const practiceEvent = (
  type: 'practice.begun' | 'practice.deleted',
  evaluationId: Id,
  removed?: RemovedPractice,
): EventDraft => ({
  type,
  evaluationId: null,
  subject: { kind: 'practice_file', id: evaluationId },
  ...(removed && { data: { ...removed } }),
});

/** The end of practice files. A real file is never deleted. */
export class PracticeService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Deletes a practice file with everything that is its own, in one transaction; what remains are the
   * two events that say who began and who deleted it, and when. By its coordinator or an administrator. Bytes in the stores go
   * afterwards, by that event. Writes under way are waited for; later ones find no file.
   */
  async deletePracticeFile(
    actor: Actor,
    input: { readonly operationId: Id; readonly evaluationId: Id },
  ): Promise<Outcome<{ evaluationId: Id }>> {
    const { operationId, evaluationId } = input;
    if (!isId(evaluationId)) return refuse('not_found');
    return this.unitOfWork.actInOrganisation(
      actor,
      'practice.delete',
      { operationId },
      async (tx) => {
        const [file] = await tx.rows<{ practice: boolean }>(
          'select practice from evaluation where id = $1 for update',
          [evaluationId],
        );
        const known = await this.unitOfWork.factsFor(tx, { kind: 'evaluation', id: evaluationId });
        const fromOutside = file?.practice && actor.organisationFunctions.includes('administrator');
        if (!known && !fromOutside) return refuse('not_found');
        const refusal = known && !fromOutside ? decide('evaluation.delete', known.facts) : null;
        if (refusal) return refusal;
        // Who sees the file is known as long as it is there.
        const watchers = await tx.rows<{ id: Id }>(watchersStatement, [evaluationId]);
        const [row] = await tx.rows<{ removed: RemovedPractice | null }>(
          'select consilium_remove_practice($1) as removed',
          [evaluationId],
        );
        if (!row?.removed) throw new Error(`the practice file ${evaluationId} was not removed`);
        tx.record(practiceEvent('practice.deleted', evaluationId, row.removed));
        for (const { id: memberId } of watchers) {
          tx.signal({ topic: 'evaluation.deleted', evaluationId, memberId });
        }
        return { evaluationId };
      },
    );
  }
}

/** What went with a practice file, as its one remaining event says; null for any other event. */
export async function removedBy(tx: ReadTransaction, eventId: Id): Promise<RemovedPractice | null> {
  const [event] = await tx.rows<{ data: RemovedPractice }>(
    `select data from event where id = $1 and type = 'practice.deleted'`,
    [eventId],
  );
  return event?.data ?? null;
}
