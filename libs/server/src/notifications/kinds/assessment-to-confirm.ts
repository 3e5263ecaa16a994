import { sampleContext, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/** An assessment of interests waits for a second person among those who may confirm it. */
export const assessmentToConfirm: KindDefinition = {
  trigger: { events: ['assessment.proposed'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and (s.functions && '{chair,ethics_lead,decision_maker}'::text[]
        or s.id::text = ev.data->>'drawnSeat') and ${activeSeat('s')}`,
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'declaration', evaluationId }),
  values: () => ({}),
  sample: sampleContext(),
};
