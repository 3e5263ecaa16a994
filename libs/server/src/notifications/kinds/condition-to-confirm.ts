import { sampleContext, type KindDefinition } from './definition';
import { holderSeatOf } from '../../decisions';
import { activeSeat } from '../../platform/database';

/** An owner has declared a condition met: who may confirm it is asked to, never its owner. */
export const conditionToConfirm: KindDefinition = {
  trigger: { events: ['condition.declared'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and (s.functions && '{chair,coordinator}'::text[]
        or exists (select 1 from condition_step k where k.organisation_id = ev.organisation_id
          and k.condition_id = ev.subject_id and k.step = 'declared'
          and k.asked_by && s.answer_roles))
      and ev.data->>'state' = 'declared' and ${activeSeat('s')}
    where not exists (select 1 from opinion_condition c
      where c.organisation_id = ev.organisation_id and c.id = ev.subject_id
        and ${holderSeatOf('c')} = s.id)`,
  opens: 'condition.confirm',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId, subjectId }) => ({
    kind: 'opinion',
    evaluationId,
    conditionId: subjectId,
  }),
  values: () => ({}),
  sample: sampleContext(),
};
