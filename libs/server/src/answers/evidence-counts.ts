import { decide, type Clearance, type Facts } from '@consilium/domain/access';

/**
 * SQL giving, as JSON by question key, how many documents stand behind the answers of the evaluation
 * aliased as named: those still readable, so that what was purged proves nothing. What an opinion was
 * adopted on counts as it did then.
 * @param among SQL: which of the documents `d` are counted; all unless given
 */
export const evidenceCountsSql = (evaluation: string, among = 'true'): string => `(
  select coalesce(json_object_agg(c.question_key, c.documents), '{}') from (
    select l.question_key, count(*) as documents from evidence_link l
      join filed_document i on i.organisation_id = l.organisation_id and i.id = l.filed_document_id
      join document d on d.organisation_id = i.organisation_id and d.id = i.document_id
     where l.organisation_id = ${evaluation}.organisation_id and l.evaluation_id = ${evaluation}.id
       and (d.purged_at is null or ${evaluation}.sealed) and ${among}
     group by l.question_key) c)`;

/** How many documents of one clearance stand behind the answer to a question. */
export interface FiledEvidence {
  readonly questionKey: string;
  readonly clearance: Clearance;
  /** The reader filed them. */
  readonly own: boolean;
  readonly count: number;
}

/**
 * SQL giving, as JSON, the `FiledEvidence` of the evaluation `e` for the member given by `reader` (a SQL
 * expression), with what the policy table needs to say which of it she may count. Asking that in SQL costs
 * each statement more than reading the documents does.
 */
export const filedEvidenceSql = (reader: string): string => `(
  select coalesce(json_agg(c), '[]') from (
    select l.question_key as "questionKey", d.clearance, d.author_id = ${reader} as own,
        count(*)::int as count from evidence_link l
      join filed_document i on i.organisation_id = l.organisation_id and i.id = l.filed_document_id
      join document d on d.organisation_id = i.organisation_id and d.id = i.document_id
     where l.organisation_id = e.organisation_id and l.evaluation_id = e.id
       and (d.purged_at is null or e.sealed)
     group by 1, 2, 3) c)`;

/** How many documents behind each question the reader may see: questions without any are absent. */
export function evidenceCountsFor(
  facts: Facts,
  filed: readonly FiledEvidence[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const [seat] = facts.seats;
  for (const { questionKey, clearance, own, count } of filed) {
    const subject = { clearance, ...(own && seat ? { authorSeat: seat.id } : {}) };
    if (decide('evidence.see', facts, subject) !== null) continue;
    counts[questionKey] = (counts[questionKey] ?? 0) + count;
  }
  return counts;
}
