import { sampleContext, type KindDefinition } from './definition';
import { mayTakePart } from '../../evaluations';
import { activeSeat } from '../../platform/database';

/** The vote on the opinion has begun for those who vote; who has not declared does that first. */
export const opinionOpen: KindDefinition = {
  trigger: { events: ['opinion.opened'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe, '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and s.votes and ${activeSeat('s')}
    join declaration d on d.organisation_id = s.organisation_id and d.seat_id = s.id
      and ${mayTakePart('d')}`,
  opens: 'opinion.vote',
  channels: { mail: false },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'opinion', evaluationId, at: 'vote' }),
  values: () => ({}),
  sample: sampleContext(),
};
