import { sampleContext, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/** A proxy ends with a recusal: who gave it and who held it are both told. */
export const proxyVoided: KindDefinition = {
  trigger: { events: ['proxy.voided'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ev.data->'seats' ? s.id::text and ${activeSeat('s')}`,
  includesActor: true,
  witnesses: true,
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'opinion', evaluationId }),
  values: () => ({}),
  sample: sampleContext(),
};
