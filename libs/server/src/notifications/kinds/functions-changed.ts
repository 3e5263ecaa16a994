import { sampleAccount, textsOf, type AccountKindDefinition } from './definition';

/** SQL: the functions of one list of the event that the other does not hold. */
const onlyIn = (one: string, other: string): string => `
  (select coalesce(jsonb_agg(f), '[]') from jsonb_array_elements(ev.data->'${one}') f
    where not (ev.data->'${other}') @> jsonb_build_array(f))`;

/** An administrator gave or took functions in the organisation. */
export const functionsChanged: AccountKindDefinition = {
  about: 'account',
  trigger: { events: ['member.changed'] },
  audience: `
    select ev.subject_id as member_id, ev.subject_id, jsonb_build_object(
      'given', ${onlyIn('functions', 'before')}, 'taken', ${onlyIn('before', 'functions')}) as data
    from ev
    where not ((ev.data->'functions') @> (ev.data->'before')
      and (ev.data->'before') @> (ev.data->'functions'))`,
  readers: 'herself',
  channels: { mail: false },
  place: () => ({ kind: 'account' }),
  values: (context, words) => {
    const told = (['given', 'taken'] as const).flatMap((what) => {
      const names = textsOf(context, what);
      return names.length === 0
        ? []
        : [words.phrase(`functions.${what}`, { functions: words.functions(names) })];
    });
    return { actor: words.actor(context), changes: told.join(' ') };
  },
  sample: sampleAccount({
    actor: 'Agnès Morel',
    data: { given: ['coordinator'], taken: ['observer', 'decision_maker'] },
  }),
};
