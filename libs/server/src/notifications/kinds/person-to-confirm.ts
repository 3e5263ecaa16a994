import { sampleAccount, type AccountKindDefinition } from './definition';

/** A password was replaced through the link of another organisation's administrator: who is it now? */
export const personToConfirm: AccountKindDefinition = {
  about: 'account',
  trigger: { events: ['member.password_reset'] },
  audience: `
    select m.id as member_id, ev.subject_id, '{}'::jsonb as data
    from ev join member m on m.organisation_id = ev.organisation_id and m.id <> ev.subject_id
    where ev.data->>'origin' = 'administrator' and (ev.data->>'suspended')::boolean
      and not (ev.data->>'here')::boolean`,
  readers: 'people.manage',
  channels: { mail: true },
  place: ({ subjectId }) => ({ kind: 'person', memberId: subjectId }),
  values: ({ person }) => ({ person }),
  sample: sampleAccount(),
};
