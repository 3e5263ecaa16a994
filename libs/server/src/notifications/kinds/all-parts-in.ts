import { sampleContext, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/**
 * The last part was submitted. Two submissions at the same moment find the same last time, so this is
 * told once; again when a part went back and returned.
 */
export const allPartsIn: KindDefinition = {
  trigger: { events: ['part.submitted', 'part.closed'] },
  audience: `
    select s.member_id, s.evaluation_id, null::uuid as subject_id, parts.last::text as dedupe,
      '{}'::jsonb as data
    from ev
    join evaluation_progress c on c.organisation_id = ev.organisation_id
      and c.evaluation_id = ev.evaluation_id and c.parts > 0 and c.parts = c.parts_submitted
    join lateral (select max(p.submitted_at) as last from part p
      where p.organisation_id = c.organisation_id and p.evaluation_id = c.evaluation_id) parts on true
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and s.functions && '{coordinator,chair}' and ${activeSeat('s')}`,
  includesActor: true,
  opens: 'evaluation.read',
  channels: { mail: false },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'overview', evaluationId }),
  values: () => ({}),
  sample: sampleContext(),
};
