import { sampleAccount, textOf, type AccountKindDefinition } from './definition';

/** A lost password was replaced: its owner is told in each of her organisations, suspended or not. */
export const passwordReset: AccountKindDefinition = {
  about: 'account',
  trigger: { events: ['member.password_reset'] },
  audience: `
    select ev.subject_id as member_id, ev.subject_id,
      jsonb_build_object('origin', ev.data->>'origin', 'suspended', ev.data->'suspended') as data
    from ev`,
  readers: 'herself',
  includesActor: true,
  channels: { mail: true },
  place: () => ({ kind: 'account' }),
  values: (context, words) => ({
    how: words.phrase(`passwordReset.${textOf(context, 'origin') || 'mail'}`),
    then: [
      ...(context.data['suspended'] === true
        ? [words.phrase('passwordReset.suspended', { organisation: context.organisation })]
        : []),
      words.phrase('passwordReset.all'),
    ].join(' '),
  }),
  sample: sampleAccount({ data: { origin: 'administrator', suspended: true } }),
};
