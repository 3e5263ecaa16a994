import { numberOf, sampleContext, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/** Results may be seen; what they are is not said here. */
export const roundClosed: KindDefinition = {
  trigger: { events: ['round.closed'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.subject_id::text as dedupe,
      jsonb_build_object('round', ev.data->'n') as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ${activeSeat('s')}`,
  opens: 'rating.seeOthers',
  channels: { mail: false },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'results', evaluationId }),
  values: (context) => ({ round: numberOf(context, 'round') }),
  sample: sampleContext({ data: { round: 1 } }),
};
