import { numberOf, sampleContext, type KindDefinition } from './definition';
import { mayTakePart } from '../../evaluations';
import { activeSeat } from '../../platform/database';

/** Rating has begun for those who vote and may rate; who has not declared is told to do that first. */
export const roundOpened: KindDefinition = {
  trigger: { events: ['round.opened'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.subject_id::text as dedupe,
      jsonb_build_object('round', ev.data->'n') as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and s.votes and ${activeSeat('s')}
    join declaration d on d.organisation_id = s.organisation_id and d.seat_id = s.id
      and ${mayTakePart('d')}`,
  includesActor: true,
  opens: 'rating.cast',
  channels: { mail: true },
  digest: 'each',
  place: (context) => ({
    kind: 'rating',
    evaluationId: context.evaluationId,
    round: numberOf(context, 'round'),
  }),
  values: (context) => ({ round: numberOf(context, 'round') }),
  sample: sampleContext({ data: { round: 1 } }),
};
