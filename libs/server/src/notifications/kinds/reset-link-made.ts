import { sampleAccount, type AccountKindDefinition } from './definition';

/** An administrator made a link that opens the account: whoever did not ask for it can still act. */
export const resetLinkMade: AccountKindDefinition = {
  about: 'account',
  trigger: { events: ['member.reset_link_made'] },
  audience: `select ev.subject_id as member_id, ev.subject_id, '{}'::jsonb as data from ev`,
  readers: 'herself',
  channels: { mail: false },
  place: () => ({ kind: 'account' }),
  values: (context, words) => ({ actor: words.actor(context) }),
  sample: sampleAccount({ actor: 'Agnès Morel' }),
};
