import { waitsForHolder, withHolders } from '../../evaluations';
import {
  partValues,
  placeOfParts,
  sampleContext,
  sampleParts,
  type KindDefinition,
} from './definition';

/** A coordinator reminds somebody of what is late. */
export const partReminded: KindDefinition = {
  trigger: { events: ['part.reminded'] },
  audience: `
    select s.member_id, s.evaluation_id, null::uuid as subject_id, ev.id::text as dedupe,
      jsonb_build_object('partIds', jsonb_agg(p.id)) as data
    from ev
    join part p on p.organisation_id = ev.organisation_id and p.evaluation_id = ev.evaluation_id
      and ev.data->'partIds' ? p.id::text
    join evaluation e on e.organisation_id = p.organisation_id and e.id = p.evaluation_id
    ${withHolders}
    where ev.data->'seatIds' ? a.seat_id::text and ${waitsForHolder}
    group by s.member_id, s.evaluation_id, ev.id`,
  opens: 'answer.save',
  channels: { mail: true },
  digest: 'each',
  place: placeOfParts,
  values: partValues,
  sample: sampleContext({ parts: sampleParts }),
};
