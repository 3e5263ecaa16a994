import { activeSeat } from '../../platform/database';
import { sampleContext, type KindDefinition } from './definition';

/** Events by which somebody is given what a leaver held. */
const given = `('part.assigned', 'condition.handed_over')`;

/** SQL: the event `other` was recorded by the same act on the same file as `ev`. */
export const sameAct = (other: string): string =>
  `(${other}.organisation_id = ev.organisation_id and ${other}.evaluation_id = ev.evaluation_id
    and ${other}.occurred_at = ev.occurred_at)`;

/** SQL: the seat `s` is told of the departure `left`: it runs the file, or takes over the seat. */
const toldOfDeparture = (left: string): string =>
  `(s.functions && '{coordinator,chair}' or ${left}.data->'seatIds' ? s.id::text)`;

/** SQL: `holder_left` tells the seat `s` of the act of `ev`; other kinds say nothing more of it then. */
export const hearsOfDeparture = `exists (select 1 from event l where ${sameAct('l')}
  and l.type = 'panel.holder_left' and ${toldOfDeparture('l')})`;

/** SQL: in a departure the seat `s` is told of something more particular than a change of the panel. */
export const hearsMoreOfDeparture = `(${hearsOfDeparture}
  or exists (select 1 from event l where ${sameAct('l')} and l.type = 'panel.holder_left')
    and exists (select 1 from event g where ${sameAct('g')}
      and (g.type in ${given} and g.data->'seatIds' ? s.id::text
        or g.type = 'proxy.voided' and g.data->'seats' ? s.id::text)))`;

/**
 * Somebody left: who runs the file hears of it, and finds on its panel what has no holder; who takes
 * the seat over hears so. One message says it all, of parts and conditions too.
 */
export const holderLeft: KindDefinition = {
  trigger: { events: ['panel.holder_left'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      jsonb_build_object('takes', ev.data->'seatIds' ? s.id::text
        or exists (select 1 from event g where ${sameAct('g')} and g.type in ${given}
          and g.data->'seatIds' ? s.id::text)) as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ${toldOfDeparture('ev')}
      and ${activeSeat('s')}`,
  opens: 'evaluation.read',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'panel', evaluationId }),
  values: ({ data }, words) => ({
    then: words.phrase(`holderLeft.${data['takes'] === true ? 'taken' : 'told'}`),
  }),
  sample: sampleContext({ data: { takes: true } }),
};
