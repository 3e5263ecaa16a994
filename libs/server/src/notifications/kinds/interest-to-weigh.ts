import { sampleContext, type KindDefinition } from './definition';
import { waitsForAssessment, weighersOf } from '../../evaluations';

/** What chair or ethics lead declared waits for who stands in to weigh it, and does not look there otherwise. */
export const interestToWeigh: KindDefinition = {
  trigger: { events: ['declaration.made'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      '{}'::jsonb as data
    from ev
    join declaration d on d.organisation_id = ev.organisation_id and d.id = ev.subject_id
      and ${waitsForAssessment('d')}
    join evaluation e on e.organisation_id = d.organisation_id and e.id = d.evaluation_id
    join seat o on o.organisation_id = d.organisation_id and o.id = d.seat_id
    join seat s on s.organisation_id = d.organisation_id and s.evaluation_id = d.evaluation_id
      and s.id = any(${weighersOf('o')}) and not s.functions && '{chair,ethics_lead}'::text[]`,
  opens: 'declaration.assess',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'declaration', evaluationId }),
  values: () => ({}),
  sample: sampleContext(),
};
