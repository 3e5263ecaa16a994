import { sampleContext, textOf, type KindDefinition } from './definition';
import { activeSeat } from '../../platform/database';

/**
 * The opinion is adopted and the file sealed: every member gets the hash of the snapshot, so that
 * witnesses exist outside the product.
 */
export const opinionAdopted: KindDefinition = {
  trigger: { events: ['opinion.adopted'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      jsonb_build_object('hash', ev.data->>'hash') as data
    from ev
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ${activeSeat('s')}`,
  includesActor: true,
  opens: 'opinion.see',
  channels: { mail: true },
  digest: 'each',
  mailAdds: 'seal',
  place: ({ evaluationId }) => ({ kind: 'opinion', evaluationId }),
  values: (context) => ({ hash: textOf(context, 'hash') }),
  sample: sampleContext({
    data: { hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
  }),
};
