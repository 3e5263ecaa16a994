import {
  partValues,
  placeOfParts,
  sampleContext,
  sampleParts,
  type KindDefinition,
} from './definition';
import { activeSeat } from '../../platform/database';

/** A submitted part came back with a reason, which stands on the part and not here. */
export const partReturned: KindDefinition = {
  trigger: { events: ['part.returned'] },
  audience: `
    select s.member_id, s.evaluation_id, a.part_id as subject_id, ev.id::text as dedupe,
      jsonb_build_object('partIds', jsonb_build_array(a.part_id)) as data
    from ev
    join part_assignee a on a.organisation_id = ev.organisation_id and a.part_id = ev.subject_id
    join seat s on s.organisation_id = a.organisation_id and s.id = a.seat_id and ${activeSeat('s')}`,
  opens: 'answer.save',
  channels: { mail: false },
  digest: 'each',
  place: placeOfParts,
  values: partValues,
  sample: sampleContext({ parts: sampleParts.slice(0, 1) }),
};
