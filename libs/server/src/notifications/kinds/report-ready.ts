import { sampleContext, type KindDefinition } from './definition';

/** The report somebody asked for can be fetched; told to that person alone. */
export const reportReady: KindDefinition = {
  trigger: { events: ['report.ready'] },
  audience: `
    select m.id as member_id, ev.evaluation_id, ev.subject_id, ev.subject_id::text as dedupe,
      '{}'::jsonb as data
    from ev
    join member m on m.organisation_id = ev.organisation_id
      and m.id::text = coalesce(ev.data->>'requestedBy', ev.principal_id)`,
  includesActor: true,
  opens: 'report.see',
  channels: { mail: false },
  digest: 'each',
  place: ({ evaluationId }) => ({ kind: 'report', evaluationId }),
  values: () => ({}),
  sample: sampleContext({ actor: null }),
};
