import { sampleContext, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/** An owner has declared a condition met: who may confirm it is asked to. */
export const conditionToConfirm: KindDefinition = {
  trigger: { events: ['condition.declared'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and (s.functions && '{chair,coordinator}'::text[]
        or s.answer_roles && '{it_security,dpo}'::text[])
      and ev.data->>'state' = 'declared' and ${activeSeat('s')}`,
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'opinion', evaluationId }),
  values: () => ({}),
  sample: sampleContext(),
};
