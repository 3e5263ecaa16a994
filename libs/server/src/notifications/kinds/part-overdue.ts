import { overdueEveryDays } from '@consilium/domain/notifications';
import {
  partValues,
  placeOfParts,
  sampleContext,
  sampleParts,
  type KindDefinition,
} from './definition';
import { openParts } from './open-parts';

// How many times a part has been due for a reminder by a day: 1 on the first day late.
const steps = (day: string): string => `floor((${day} - p.due_on - 1) / ${overdueEveryDays}.0)`;

/**
 * The last day has passed: told on the first day late and every week after, also when the product was
 * not running on that very day.
 */
export const partOverdue: KindDefinition = {
  trigger: { daily: true },
  audience: `
    select s.member_id, s.evaluation_id, null::uuid as subject_id, day.today::text as dedupe,
      jsonb_build_object('partIds', jsonb_agg(p.id)) as data
    from day, ${openParts}
      and p.due_on < day.today and ${steps('day.today')} > ${steps('day.since')}
    group by s.member_id, s.evaluation_id, day.today`,
  opens: 'answer.save',
  channels: { mail: true },
  digest: 'day',
  place: placeOfParts,
  values: partValues,
  sample: sampleContext({ actor: null, parts: sampleParts }),
};
