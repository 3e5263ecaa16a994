import { sampleContext, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/** A recusal came after the member had spoken, rated or voted: chair, coordinator and decision-maker see to what follows. */
export const recusalFoundLate: KindDefinition = {
  trigger: { events: ['recusal.found_late'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      jsonb_build_object('found', ev.data->>'found') as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and s.functions && '{chair,coordinator,decision_maker}'::text[] and ${activeSeat('s')}`,
  includesActor: true,
  opens: 'opinion.see',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'opinion', evaluationId }),
  values: () => ({}),
  sample: sampleContext({ data: { found: 'before_adoption' } }),
};
