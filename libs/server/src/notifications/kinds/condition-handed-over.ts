import { activeSeat } from '../../platform/database';
import { sampleContext, type KindDefinition } from './definition';

/** A condition of an adopted opinion was handed to somebody: she reads on the page what it asks. */
export const conditionHandedOver: KindDefinition = {
  trigger: { events: ['condition.handed_over'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe, '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ev.data->'seatIds' ? s.id::text and ${activeSeat('s')}`,
  opens: 'condition.declareMet',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId, subjectId }) => ({
    kind: 'opinion',
    evaluationId,
    conditionId: subjectId,
  }),
  values: (context, words) => ({ actor: words.actor(context) }),
  sample: sampleContext(),
};
