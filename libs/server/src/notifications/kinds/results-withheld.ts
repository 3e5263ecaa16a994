import { sampleContext, numberOf, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/** Figures of an anonymous round are told nobody any more; the panel learns it, and not because of whom. */
export const resultsWithheld: KindDefinition = {
  trigger: { events: ['round.withheld'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      jsonb_build_object('round', ev.data->'n') as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and true and ${activeSeat('s')}`,
  includesActor: true,
  opens: 'rating.seeOthers',
  channels: { mail: false },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'results', evaluationId }),
  values: (context) => ({ round: numberOf(context, 'round') }),
  sample: sampleContext({ data: { round: 1 } }),
};
