import { sampleAccount, type AccountKindDefinition } from './definition';

/** Somebody used an expired invitation and asks for another: who invited is told. */
export const invitationAsked: AccountKindDefinition = {
  about: 'account',
  trigger: { events: ['invitation.asked'] },
  audience: `
    select i.invited_by as member_id, ev.subject_id, '{}'::jsonb as data
    from ev join invitation i on i.organisation_id = ev.organisation_id and i.id = ev.subject_id`,
  readers: 'people.invite',
  channels: { mail: true },
  place: () => ({ kind: 'invitations' }),
  values: ({ person }) => ({ person }),
  sample: sampleAccount(),
};
