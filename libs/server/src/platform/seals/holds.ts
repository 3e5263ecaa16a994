const digested = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

/**
 * SQL, true where a row of `snapshot` under that alias holds: the same rule as `openSeal`, and its hash
 * is the one that the event of its sealing names.
 */
export const sealHolds = (z: string): string => `(case
  when ${digested(`${z}.canonical`)} <> ${z}.hash or not ${sealIsNamed(z)} then false
  when ${z}.content is distinct from ${z}.canonical::jsonb then false
  when ${z}.hash_alg = 'sha256' then ${z}.entries is null
  when ${z}.hash_alg = 'sha256-salted-list-1' then
    ${z}.canonical::jsonb ->> 'alg' = ${z}.hash_alg
    and coalesce(${z}.canonical::jsonb -> 'digests' = (
      select to_jsonb(array_agg(d.digest order by d.digest collate "C"))
      from (select ${digested('t.line')} as digest from unnest(${z}.entries) t(line)) d), false)
  else false end)`;

/** SQL, true where an event of the file names the seal with its hash. */
export function sealIsNamed(z: string): string {
  return `exists (select 1 from event named
    where named.organisation_id = ${z}.organisation_id and named.evaluation_id = ${z}.evaluation_id
      and named.type in ('opinion.adopted', 'decision.recorded')
      and named.data ->> 'snapshot' = ${z}.id::text and named.data ->> 'hash' = ${z}.hash)`;
}
