import { declarationStatusOf } from '../../evaluations';
import { activeSeat } from '../../platform/database';
import { sampleContext, type KindDefinition } from './definition';

/**
 * Rating or the vote on the opinion has begun, and a member of the electorate cannot take part before
 * declaring interests: she is asked for that, in place of what she could not do yet.
 */
export const declareFirst: KindDefinition = {
  trigger: { events: ['round.opened', 'opinion.opened'] },
  audience: `
    select s.member_id, s.evaluation_id, s.id as subject_id, ev.id::text as dedupe, '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and s.votes and ${activeSeat('s')}
    left join declaration d on d.organisation_id = s.organisation_id and d.seat_id = s.id
    where ${declarationStatusOf('d')} in ('missing', 'expired')`,
  includesActor: true,
  opens: 'declaration.write',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'declaration', evaluationId }),
  values: () => ({}),
  sample: sampleContext({ actor: null }),
};
