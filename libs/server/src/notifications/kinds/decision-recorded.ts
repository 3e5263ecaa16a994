import { sampleContext, textOf, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/**
 * The decision is recorded and sealed the file a second time: every member gets that hash too. A file
 * that is sent back seals nothing and is not announced.
 */
export const decisionRecorded: KindDefinition = {
  trigger: { events: ['decision.recorded'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      jsonb_build_object('hash', ev.data->>'hash') as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ev.data->>'hash' is not null and ${activeSeat('s')}`,
  includesActor: true,
  opens: 'opinion.see',
  channels: { mail: true },
  digest: 'each',
  mailAdds: 'seal',
  place: ({ evaluationId }) => ({ kind: 'opinion', evaluationId, at: 'decision' }),
  values: (context) => ({ hash: textOf(context, 'hash') }),
  sample: sampleContext({
    data: { hash: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752' },
  }),
};
