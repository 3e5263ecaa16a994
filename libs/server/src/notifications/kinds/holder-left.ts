import { activeSeat } from '../../platform/database';
import { sampleContext, type KindDefinition } from './definition';

/** SQL: whether the seat `s` is told of the departure `left`: it runs the file, or takes over. */
export const toldOfDeparture = (left: string): string =>
  `(s.functions && '{coordinator,chair}' or ${left}.data->'seatIds' ? s.id::text)`;

/** Somebody left: who runs the file hears of it, and finds on its panel what has no holder. */
export const holderLeft: KindDefinition = {
  trigger: { events: ['panel.holder_left'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe, '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ${toldOfDeparture('ev')}
      and ${activeSeat('s')}`,
  opens: 'evaluation.read',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'panel', evaluationId }),
  values: () => ({}),
  sample: sampleContext(),
};
