import { sampleContext, type KindDefinition } from './definition';
import { declarationStatusOf } from '../../evaluations';
import { activeSeat } from '../../platform/database';

/**
 * A seat has no declaration of interests for this file, or one that is over twelve months old: its
 * holder could not rate. Told once, and once more for each declaration that has run out.
 */
export const declarationNeeded: KindDefinition = {
  trigger: { events: ['phase.moved', 'panel.seated'], daily: true },
  audience: `
    select s.member_id, s.evaluation_id, s.id as subject_id,
      coalesce(d.declared_at::date::text, 'first') as dedupe, '{}'::jsonb as data
    from evaluation f
    join seat s on s.organisation_id = f.organisation_id and s.evaluation_id = f.id
      and ${activeSeat('s')} and (s.votes or cardinality(s.answer_roles) > 0)
    left join declaration d on d.organisation_id = s.organisation_id and d.seat_id = s.id
    where (exists (select 1 from day) or f.id in (select evaluation_id from ev))
      and f.phase in ('screening', 'collecting', 'rating', 're_rating', 'deliberating', 'opinion')
      and f.paused_at is null and not f.sealed
      and ${declarationStatusOf('d')} in ('missing', 'expired')`,
  opens: 'declaration.write',
  channels: { mail: false },
  digest: 'day',
  place: ({ evaluationId }) => ({ kind: 'declaration', evaluationId }),
  values: () => ({}),
  sample: sampleContext({ actor: null }),
};
