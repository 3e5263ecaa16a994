import { sampleAccount, type AccountKindDefinition } from './definition';

/** An invitation was accepted: who invited can give a seat now. */
export const personJoined: AccountKindDefinition = {
  about: 'account',
  trigger: { events: ['member.joined'] },
  audience: `
    select i.invited_by as member_id, ev.subject_id, '{}'::jsonb as data
    from ev
    join invitation i on i.organisation_id = ev.organisation_id
      and i.id::text = ev.data->>'invitationId'`,
  readers: 'people.invite',
  channels: { mail: true },
  place: ({ subjectId }) => ({ kind: 'person', memberId: subjectId }),
  values: ({ person }) => ({ person }),
  sample: sampleAccount(),
};
