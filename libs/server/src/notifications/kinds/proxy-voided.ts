import { placeOfOwnVote, sampleContext, textOf, type KindDefinition } from './definition';
import { recusedFromFile } from '../../evaluations';
import { activeSeat } from '../../platform/database';

/** A proxy ends with a recusal, or as one of its ends leaves: who gave it and who held it are both told. */
export const proxyVoided: KindDefinition = {
  trigger: { events: ['proxy.voided'] },
  audience: `
    select s.member_id, s.evaluation_id, ev.subject_id, ev.id::text as dedupe,
      jsonb_build_object('because', ev.data->>'because', 'recused', ${recusedFromFile('s.member_id')}) as data
    from ev
    join evaluation e on e.organisation_id = ev.organisation_id and e.id = ev.evaluation_id
    join seat s on s.organisation_id = ev.organisation_id and s.evaluation_id = ev.evaluation_id
      and ev.data->'seats' ? s.id::text and ${activeSeat('s')}`,
  includesActor: true,
  opens: 'evaluation.see',
  channels: { mail: true },
  digest: 'each',
  place: placeOfOwnVote,
  values: (context, words) => ({
    reason: words.phrase(`proxyVoided.${textOf(context, 'because') || 'recused'}`),
  }),
  sample: sampleContext({ data: { because: 'left' } }),
};
