import {
  partValues,
  placeOfParts,
  sampleContext,
  sampleParts,
  type KindDefinition,
} from './definition';

/** Parts were given to a seat; one line for all the parts of one assignment. */
export const partAssigned: KindDefinition = {
  trigger: { events: ['part.assigned'] },
  audience: `
    select s.member_id, s.evaluation_id, null::uuid as subject_id, ev.id::text as dedupe,
      jsonb_build_object('partIds', jsonb_agg(a.part_id)) as data
    from ev
    join part_assignee a on a.organisation_id = ev.organisation_id
      and ev.data->'partIds' ? a.part_id::text and ev.data->'seatIds' ? a.seat_id::text
    join seat s on s.organisation_id = a.organisation_id and s.id = a.seat_id
    group by s.member_id, s.evaluation_id, ev.id`,
  judging: false,
  channels: { mail: true },
  digest: 'each',
  place: placeOfParts,
  values: partValues,
  sample: sampleContext({ parts: sampleParts }),
};
