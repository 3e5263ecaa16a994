import { activeSeat } from '../../platform/database';
import { sampleContext, type KindDefinition } from './definition';
import { hearsMoreOfDeparture } from './holder-left';

/**
 * Who may do what in the file changed in the open: the panel is told, the reason stands on its page. Of
 * a departure everybody is told once, by the kind that says most.
 */
export const panelChanged: KindDefinition = {
  trigger: { events: ['panel.power_changed'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe, '{}'::jsonb as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ${activeSeat('s')}
      and not ${hearsMoreOfDeparture}`,
  opens: 'evaluation.read',
  channels: { mail: true },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'panel', evaluationId }),
  values: (context, words) => ({ actor: words.actor(context) }),
  sample: sampleContext(),
};
