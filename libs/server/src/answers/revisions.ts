import type { KeptAnswer } from '@consilium/domain/answers';
import type { Id } from '@consilium/domain/kernel';
import { digestContent } from '../platform/events';
import type { WriteTransaction } from '../platform/database';

/** A version of an answer to be written down. */
export interface RevisedAnswer {
  readonly answerId: Id;
  readonly kept: KeptAnswer;
  /** Revision whose words were taken back, when that is how this version came to be. */
  readonly restoredFrom?: Id;
}

const insertStatement = {
  name: 'revisions-write',
  text: `with written as (
  insert into answer_revision (organisation_id, id, answer_id, version, state, value, comment,
    author_seat_id, author_id, on_behalf_of, written_at, salt)
  select $1, r.id, r.answer_id, r.version, r.state, r.value, r.comment, r.author_seat_id,
    r.author_id, r.on_behalf_of, r.written_at, decode(r.salt, 'hex')
  from jsonb_to_recordset($2::jsonb) as r(id uuid, answer_id uuid, version integer, state text,
    value jsonb, comment text, author_seat_id uuid, author_id uuid, on_behalf_of uuid,
    written_at timestamptz, salt text)
  on conflict (organisation_id, answer_id, version) do nothing
  returning id, answer_id, version
), marked as (
  update answer a set revised_version = r.version
    from (select answer_id, max(version) as version from written group by answer_id) r
   where $3 and a.organisation_id = $1 and a.id = r.answer_id and a.revised_version < r.version
)
select id from written`,
};

/**
 * Writes down versions of answers, each with its event, in one statement; a version that has its
 * revision is left alone. The digest's salt stays with the words. `mark` also notes on the answers
 * up to which version they have revisions, for callers that do not write the answers themselves.
 */
export async function keepRevisions(
  tx: WriteTransaction,
  revised: readonly RevisedAnswer[],
  { mark }: { mark: boolean },
): Promise<void> {
  if (revised.length === 0) return;
  const rows = revised.map(({ answerId, kept, restoredFrom }) => {
    const { state, value, comment } = kept;
    const { salt, digest } = digestContent({ state, value, comment });
    const row = {
      id: tx.newId(),
      answer_id: answerId,
      version: kept.version,
      state,
      value,
      comment,
      author_seat_id: kept.authorSeatId,
      author_id: kept.authorId,
      on_behalf_of: kept.onBehalfOf,
      written_at: kept.updatedAt,
      salt: salt.toString('hex'),
    };
    return { row, digest, restoredFrom };
  });
  const written = await tx.rows<{ id: Id }>(insertStatement, [
    tx.actor.organisationId,
    JSON.stringify(rows.map(({ row }) => row)),
    mark,
  ]);
  const isWritten = new Set(written.map(({ id }) => id));
  for (const { row, digest, restoredFrom } of rows) {
    if (!isWritten.has(row.id)) continue;
    tx.record({
      type: 'answer.revised',
      subject: { kind: 'answer', id: row.answer_id },
      seatId: row.author_seat_id,
      onBehalfOf: row.on_behalf_of,
      data: {
        revisionId: row.id,
        version: row.version,
        ...(restoredFrom === undefined ? {} : { restoredFrom }),
      },
      contentDigest: digest,
    });
  }
}
