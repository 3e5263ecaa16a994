import type { ParsedDraft } from '@consilium/domain/decisions';
import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';
import type { OpinionRecord } from './judgement';

/** Keeps a proposal with its conditions, in place of what it said before. */
export async function writeOpinion(
  tx: WriteTransaction,
  evaluationId: Id,
  opinion: Pick<OpinionRecord, 'id' | 'version' | 'meetingId'>,
  draft: ParsedDraft,
): Promise<void> {
  const organisationId = tx.actor.organisationId;
  await tx.rows(
    `insert into opinion as o (organisation_id, id, evaluation_id, cycle, meeting_id, outcome,
       reasons, reasons_by_question, pilot, missing_elements, failed_predicates, reevaluate_on,
       version, proposed_by, proposed_at)
     values ($1, $2, $3, (select coalesce(max(cycle), 0) + 1 from opinion where evaluation_id = $3),
       $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (organisation_id, id) do update set meeting_id = excluded.meeting_id,
       outcome = excluded.outcome, reasons = excluded.reasons,
       reasons_by_question = excluded.reasons_by_question, pilot = excluded.pilot,
       missing_elements = excluded.missing_elements,
       failed_predicates = excluded.failed_predicates, reevaluate_on = excluded.reevaluate_on,
       version = excluded.version, proposed_by = excluded.proposed_by,
       proposed_at = excluded.proposed_at`,
    [
      organisationId,
      opinion.id,
      evaluationId,
      opinion.meetingId,
      draft.outcome,
      draft.reasons,
      JSON.stringify(draft.reasonsByQuestion),
      draft.pilot && JSON.stringify(draft.pilot),
      JSON.stringify(draft.missingElements),
      JSON.stringify(draft.failedPredicates),
      draft.reevaluateOn,
      opinion.version,
      tx.actor.principal.id,
      tx.now,
    ],
  );
  await tx.rows('delete from opinion_condition where opinion_id = $1', [opinion.id]);
  await tx.rows(
    `insert into opinion_condition (organisation_id, id, opinion_id, position, text, owner_seat,
       owner_name, due_on, proof, gate, blockers)
     select $1, c.id, $2, c.position, c.text, c.owner_seat, c.owner_name, c.due_on, c.proof,
       c.gate, array(select jsonb_array_elements_text(c.blockers))
       from jsonb_to_recordset($3::jsonb) as c(id uuid, position integer, text text,
         owner_seat uuid, owner_name text, due_on date, proof text, gate jsonb, blockers jsonb)`,
    [
      organisationId,
      opinion.id,
      JSON.stringify(
        draft.conditions.map((condition, position) => ({
          id: tx.newId(),
          position,
          text: condition.text,
          owner_seat: condition.ownerSeat,
          owner_name: condition.ownerName,
          due_on: condition.dueOn,
          proof: condition.proof,
          gate: condition.gate,
          blockers: condition.blockers,
        })),
      ),
    ],
  );
}
