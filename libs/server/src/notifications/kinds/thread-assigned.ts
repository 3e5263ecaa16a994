import { placeOfThread, sampleContext, type KindDefinition } from './definition';
import { takenOff } from '../../evaluations';
import { activeSeat } from '../../platform/database';

/** A discussion waits for somebody's answer or action. */
export const threadAssigned: KindDefinition = {
  trigger: { events: ['thread.assigned', 'thread.opened'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      jsonb_strip_nulls(jsonb_build_object('questionKey', ev.data->>'questionKey')) as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and s.id::text = ev.data->>'assignedSeat' and ${activeSeat('s')}
      and not ${takenOff('s', "ev.data->>'sectionKey'")}`,
  opens: 'thread.see',
  channels: { mail: false },
  digest: 'each',
  place: placeOfThread,
  values: (context, words) => ({ actor: words.actor(context) }),
  sample: sampleContext({ data: { questionKey: 'Q01.need.problem' } }),
};
