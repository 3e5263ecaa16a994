import { partApplies, withHolders } from '../../evaluations';
import { hearsOfDeparture } from './holder-left';
import {
  partValues,
  placeOfParts,
  sampleContext,
  sampleParts,
  type KindDefinition,
} from './definition';

/**
 * Parts were given to a seat; one line for all the parts of one assignment that apply. What comes with a
 * departure is told by that.
 */
export const partAssigned: KindDefinition = {
  trigger: { events: ['part.assigned'] },
  audience: `
    select s.member_id, s.evaluation_id, null::uuid as subject_id, ev.id::text as dedupe,
      jsonb_build_object('partIds', jsonb_agg(a.part_id)) as data
    from ev
    join evaluation e on e.organisation_id = ev.organisation_id and e.id = ev.evaluation_id
    join part p on p.organisation_id = e.organisation_id and p.evaluation_id = e.id
      and ev.data->'partIds' ? p.id::text
    ${withHolders}
    where ev.data->'seatIds' ? a.seat_id::text and ${partApplies} and not ${hearsOfDeparture}
    group by s.member_id, s.evaluation_id, ev.id`,
  opens: 'answer.see',
  channels: { mail: true },
  digest: 'each',
  place: placeOfParts,
  values: partValues,
  sample: sampleContext({ parts: sampleParts }),
};
