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
