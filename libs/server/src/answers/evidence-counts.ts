/**
 * SQL giving, as JSON by question key, how many documents stand behind the answers of the evaluation
 * aliased as named.
 */
export const evidenceCountsSql = (evaluation: string): string => `(
  select coalesce(jsonb_object_agg(c.question_key, c.documents), '{}') from (
    select l.question_key, count(*) as documents from evidence_link l
     where l.organisation_id = ${evaluation}.organisation_id and l.evaluation_id = ${evaluation}.id
     group by l.question_key) c)`;
