import { activeSeat } from '../../platform/database';
import { numberOf, sampleContext, type KindDefinition } from './definition';
import { hearsOfDeparture, sameAct } from './holder-left';

/**
 * Conditions of an adopted opinion were handed to somebody, who reads on the page what they ask: one
 * line for all that one act hands her. What comes with a departure she hears of is told by that.
 */
export const conditionHandedOver: KindDefinition = {
  trigger: { events: ['condition.handed_over'] },
  audience: `
    select s.member_id, s.evaluation_id, case when act.handed = 1 then ev.subject_id end as subject_id,
      act.first as dedupe, jsonb_build_object('count', act.handed) as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ev.data->'seatIds' ? s.id::text and ${activeSeat('s')}
    cross join lateral (select min(g.id::text) as first, count(*)::int as handed from event g
      where ${sameAct('g')} and g.type = ev.type and g.data->'seatIds' ? s.id::text) act
    where not ${hearsOfDeparture}`,
  opens: 'condition.declareMet',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId, subjectId }) => ({
    kind: 'opinion',
    evaluationId,
    conditionId: subjectId,
  }),
  values: (context, words) => ({
    count: Math.max(1, numberOf(context, 'count')),
    actor: words.actor(context),
  }),
  sample: sampleContext({ data: { count: 2 } }),
};
