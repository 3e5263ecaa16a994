import { placeOfThread, sampleContext, type KindDefinition } from './definition';
import { takenOff } from '../../evaluations';
import { activeSeat } from '../../platform/database';

/** Somebody was named in a discussion; the words themselves stay in the discussion. */
export const mentioned: KindDefinition = {
  trigger: { events: ['member.mentioned'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      jsonb_strip_nulls(jsonb_build_object('questionKey', ev.data->>'questionKey')) as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ev.data->'seatIds' ? s.id::text and ${activeSeat('s')}
      and not ${takenOff('s', "ev.data->>'sectionKey'")}`,
  opens: 'thread.see',
  channels: { mail: false },
  digest: 'each',
  place: placeOfThread,
  values: (context, words) => ({ actor: words.actor(context) }),
  sample: sampleContext({ data: { questionKey: 'Q01.need.problem' } }),
};
