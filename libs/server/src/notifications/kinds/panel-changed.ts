import { activeSeat } from '../../platform/database';
import { sampleContext, type KindDefinition } from './definition';
import { toldOfDeparture } from './holder-left';

/**
 * Who may do what in the file changed in the open: the panel is told, the reason stands on its page. Of
 * a departure who is told by `holder_left`, which says more, is told once.
 */
export const panelChanged: KindDefinition = {
  trigger: { events: ['panel.power_changed'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe, '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ${activeSeat('s')}
      and not exists (select 1 from event l where l.organisation_id = ev.organisation_id
        and l.evaluation_id = ev.evaluation_id and l.occurred_at = ev.occurred_at
        and l.type = 'panel.holder_left' and ${toldOfDeparture('l')})`,
  opens: 'evaluation.read',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'panel', evaluationId }),
  values: (context, words) => ({ actor: words.actor(context) }),
  sample: sampleContext(),
};
