import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQL that ends the invitations of the members in `closed` that nobody has taken, on record. */
const endInvitations = (at: string): string => `
  revoked as (update invitation i set revoked_at = ${at} from closed
    where i.organisation_id = closed.organisation_id and i.invited_by = closed.id
      and i.accepted_at is null and i.revoked_at is null
    returning i.organisation_id, i.id),
  written as (insert into event (organisation_id, id, type, schema_version, principal_kind,
      principal_id, subject_kind, subject_id, data, occurred_at)
    select v.organisation_id, gen_random_uuid(), 'invitation.revoked', 1, 'system', 'passwords',
      'invitation', v.id, '{}', ${at} from revoked v
    returning organisation_id, id, type, occurred_at)
  insert into outbox_item (organisation_id, event_id, type, created_at)
    select w.organisation_id, w.id, w.type, w.occurred_at from written w`;

/** Whom an organisation waits to confirm no longer vouches for whom she invited there. */
export class SuspendedInviters1795492166000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function consilium_use_reset(p_token bytea, p_hash text)
        returns table (account_id uuid, sessions uuid[])
        language plpgsql security definer set search_path = public, pg_temp as
      $$ declare
           used password_reset;
           ended uuid[];
           at timestamptz := date_trunc('milliseconds', clock_timestamp());
         begin
           delete from password_reset r where r.token_hash = p_token and r.expires_at > now()
             and r.account_id is not null returning * into used;
           if not found then return; end if;
           update account a set password_hash = p_hash, must_change = false where a.id = used.account_id;
           delete from password_reset r where r.account_id = used.account_id;
           with gone as (delete from session s where s.account_id = used.account_id returning s.id)
             select coalesce(array_agg(gone.id), '{}') into ended from gone;
           if used.origin = 'administrator' then
             with closed as (update member m set suspended_at = at where m.account_id = used.account_id
               and m.organisation_id <> used.organisation_id and m.suspended_at is null
               returning m.organisation_id, m.id),
             ${endInvitations('at')};
           elsif used.origin = 'server' then
             update member m set suspended_at = null where m.account_id = used.account_id;
           end if;
           with written as (
             insert into event (organisation_id, id, type, schema_version, principal_kind, principal_id,
               subject_kind, subject_id, data, occurred_at)
             select m.organisation_id, gen_random_uuid(), 'member.password_reset', 1, 'system', 'passwords',
               'member', m.id, jsonb_build_object('origin', used.origin,
                 'here', m.organisation_id is not distinct from used.organisation_id,
                 'suspended', m.suspended_at is not null), at
             from member m where m.account_id = used.account_id
             returning organisation_id, id, type, occurred_at)
           insert into outbox_item (organisation_id, event_id, type, created_at)
             select w.organisation_id, w.id, w.type, w.occurred_at from written w;
           return query select used.account_id, ended;
         end $$`);
    await runner.query(`
      with closed as (select organisation_id, id from member where suspended_at is not null),
      ${endInvitations("date_trunc('milliseconds', now())")}`);
  }

  async down(): Promise<void> {
    throw new Error('what was ended is not begun again: restore a backup instead');
  }
}
