import { sampleContext, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/** An assessment of interests waits for a second person among those who may confirm it, never whom it weighs or who proposed it. */
export const assessmentToConfirm: KindDefinition = {
  trigger: { events: ['assessment.proposed'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and (s.functions && '{chair,ethics_lead,decision_maker}'::text[]
        or s.id::text = ev.data->>'drawnSeat') and ${activeSeat('s')}
    where not exists (select 1 from assessment_proposal q
      where q.organisation_id = ev.organisation_id and q.id = ev.subject_id
        and (q.seat_id = s.id or q.proposed_by = s.member_id))`,
  opens: 'declaration.confirm',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'declaration', evaluationId }),
  values: () => ({}),
  sample: sampleContext(),
};
