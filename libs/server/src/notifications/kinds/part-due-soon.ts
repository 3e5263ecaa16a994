import { dueSoonDays } from '@consilium/domain/evaluations';
import {
  partValues,
  placeOfParts,
  sampleContext,
  sampleParts,
  type KindDefinition,
} from './definition';
import { openParts } from './open-parts';

/**
 * The last day is three days away or less; told once for each last day. Parts given out today are
 * left alone: their holder has just heard of them.
 */
export const partDueSoon: KindDefinition = {
  trigger: { daily: true },
  audience: `
    select s.member_id, s.evaluation_id, null::uuid as subject_id, p.due_on::text as dedupe,
      jsonb_build_object('partIds', jsonb_agg(p.id)) as data
    from day, ${openParts}
      and p.due_on between day.today and day.today + ${dueSoonDays}
      and (a.assigned_at at time zone o.time_zone)::date < day.today
    group by s.member_id, s.evaluation_id, p.due_on`,
  opens: 'answer.save',
  channels: { mail: false },
  digest: 'day',
  place: placeOfParts,
  values: partValues,
  sample: sampleContext({ actor: null, parts: sampleParts.slice(0, 1) }),
};
