import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';

/**
 * SQL joining to the file `e` its committee with the rules as they were when the file began, under the
 * alias given: what an administrator changes later counts for files begun later.
 */
export const withCommittee = (alias: string): string => `join lateral (
    select k.organisation_id, k.id, k.name,
      coalesce((e.rules->>'quorumShare')::float8, k.quorum_share) as quorum_share,
      case when e.rules is null then k.required_roles
        else array(select jsonb_array_elements_text(e.rules->'requiredRoles')) end as required_roles,
      coalesce((e.rules->>'noticeDays')::int, k.notice_days) as notice_days,
      coalesce((e.rules->>'rounds')::boolean, k.rounds) as rounds,
      coalesce((e.rules->>'pilots')::boolean, k.pilots) as pilots
    from committee k
    where k.organisation_id = e.organisation_id and k.id = e.committee_id) ${alias} on true`;

/** Keeps the committee's rules of today for the file that begins. */
export async function keepRules(tx: WriteTransaction, evaluationId: Id): Promise<void> {
  await tx.rows(
    `update evaluation e set rules = jsonb_build_object('quorumShare', k.quorum_share,
         'requiredRoles', k.required_roles, 'noticeDays', k.notice_days, 'rounds', k.rounds,
         'pilots', k.pilots)
       from committee k
      where k.organisation_id = e.organisation_id and k.id = e.committee_id and e.id = $1`,
    [evaluationId],
  );
}
