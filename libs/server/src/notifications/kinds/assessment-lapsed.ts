import { sampleContext, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/** An assessment waited for a second person, and nobody is free any more: whoever proposed it makes it again. */
export const assessmentLapsed: KindDefinition = {
  trigger: { events: ['assessment.lapsed'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      '{}'::jsonb as data
    from ev
    join assessment_proposal q on q.organisation_id = ev.organisation_id and q.id = ev.subject_id
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and s.id <> q.seat_id and ${activeSeat('s')}
      and (s.member_id = q.proposed_by or s.functions && '{chair,ethics_lead}'::text[])`,
  includesActor: true,
  opens: 'declaration.assess',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'declaration', evaluationId }),
  values: () => ({}),
  sample: sampleContext(),
};
