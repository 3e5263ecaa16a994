import { sampleContext, type KindDefinition } from './definition';
import { holderSeatOf } from '../../decisions';
import { activeSeat } from '../../platform/database';

/** What an owner declared met was not confirmed: she reads why on the page. */
export const conditionReturned: KindDefinition = {
  trigger: { events: ['condition.returned'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and exists (select 1 from opinion_condition c
        where c.organisation_id = s.organisation_id and c.id = ev.subject_id and ${holderSeatOf('c')} = s.id) and ${activeSeat('s')}`,
  opens: 'condition.declareMet',
  channels: { mail: false },
  digest: 'each',
  place: ({ evaluationId, subjectId }) => ({
    kind: 'opinion',
    evaluationId,
    conditionId: subjectId,
  }),
  values: (context, words) => ({ actor: words.actor(context) }),
  sample: sampleContext(),
};
