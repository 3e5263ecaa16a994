import { sampleAccount, type AccountKindDefinition } from './definition';

/** An administrator said that it is she: the organisation is open to her again. */
export const membershipConfirmed: AccountKindDefinition = {
  about: 'account',
  trigger: { events: ['member.confirmed'] },
  audience: `select ev.subject_id as member_id, ev.subject_id, '{}'::jsonb as data from ev`,
  readers: 'herself',
  channels: { mail: true },
  place: () => ({ kind: 'account' }),
  values: (context, words) => ({
    actor: words.actor(context),
    organisation: context.organisation,
  }),
  sample: sampleAccount({ actor: 'Agnès Morel' }),
};
