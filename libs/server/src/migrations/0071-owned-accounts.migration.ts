import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap, protect } from './tenancy';

/**
 * Accounts are their owners' alone: people are invited and choose their own password, a lost one is
 * replaced by a link, and what administrators set before is changed at the next sign-in.
 */
export class OwnedAccounts1795492071000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "invitation" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "email" text NOT NULL, "display_name" text NOT NULL, "profession" text NOT NULL, "locale" text NOT NULL, "functions" text array NOT NULL, "invited_by" uuid NOT NULL, "token_hash" bytea NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "asked_at" TIMESTAMP WITH TIME ZONE, "accepted_at" TIMESTAMP WITH TIME ZONE, "member_id" uuid, "revoked_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "UQ_7178bba0c2056da1947df74675e" UNIQUE ("organisation_id", "token_hash"), CONSTRAINT "PK_22329c39f288aafad1b7109fd95" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_b827d3749ffbb3b5ab5099afd6" ON "invitation"  ("token_hash") `,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_02efbbc7aac8cc7c283c570852" ON "invitation"  ("organisation_id", "email") WHERE accepted_at is null and revoked_at is null`,
    );
    await runner.query(
      `CREATE TABLE "password_reset" ("id" uuid NOT NULL, "token_hash" bytea NOT NULL, "account_id" uuid, "origin" text NOT NULL, "organisation_id" uuid, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_0309de62e0cb0960ebb2cb65c95" UNIQUE ("token_hash"), CONSTRAINT "PK_8515e60a2cc41584fa4784f52ce" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_c491bba845232ca65b799a6325" ON "password_reset"  ("account_id") `,
    );
    await runner.query(`ALTER TABLE "account" ADD "must_change" boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE "member" ADD "suspended_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "committee" ADD "founding_act" text`);
    await runner.query(`ALTER TABLE "committee" ADD "founded_on" date`);
    await runner.query(`ALTER TABLE "mail" ADD "secret" text`);
    await runner.query(`ALTER TABLE "mail" ALTER COLUMN "member_id" DROP NOT NULL`);
    for (const foreignKey of [
      `"invitation" ADD CONSTRAINT "FK_70a54845d20e888336c440d31e9" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id","id")`,
      `"invitation" ADD CONSTRAINT "FK_14c6c75e772b97bd6b3ee2ddfcb" FOREIGN KEY ("organisation_id", "invited_by") REFERENCES "member"("organisation_id","id")`,
      `"invitation" ADD CONSTRAINT "FK_913833c1541e680e8112131222f" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id")`,
      `"password_reset" ADD CONSTRAINT "FK_2a144ec5a284fcbdee1fb1c3fd3" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id")`,
    ]) {
      await runner.query(`ALTER TABLE ${foreignKey} ON DELETE NO ACTION ON UPDATE NO ACTION`);
    }
    await runner.query(
      `ALTER TABLE "password_reset" ADD CONSTRAINT "FK_c491bba845232ca65b799a63252" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await protect(runner, 'invitation', ['select', 'insert', 'update']);
    await runner.query(`alter table password_reset enable row level security`);
    await runner.query(`
      create table set_up_code (one boolean primary key default true check (one), code_hash bytea not null)`);
    await runner.query(`alter table set_up_code enable row level security`);

    // A mail that is sent or given up keeps no secret, whoever wrote that down.
    await runner.query(`
      create function consilium_forget_secret() returns trigger language plpgsql as
      $$ begin new.secret := null; return new; end $$`);
    await runner.query(`
      create trigger forget_secret before update on mail for each row
        when (new.secret is not null and (new.sent_at is not null or new.failed_at is not null))
        execute function consilium_forget_secret()`);

    // Only the founder is known to have chosen the own password, unless an administrator replaced it
    // since. The people of the demo are fictional, and so are their passwords.
    await runner.query(`
      update account a set must_change = true
       where a.email not like '%@demo.test'
         and (not exists (select 1 from event e join member m on m.organisation_id = e.organisation_id
                and m.id::text = e.data->>'memberId'
              where e.type = 'organisation.founded' and m.account_id = a.id)
           or exists (select 1 from event e join member m on m.organisation_id = e.organisation_id
                and m.id = e.subject_id
              where e.type = 'member.password_reset' and m.account_id = a.id))`);

    await this.openGaps(runner);
  }

  private async openGaps(runner: QueryRunner): Promise<void> {
    await runner.query('drop function consilium_account(uuid, text, text, text)');
    await runner.query('drop function consilium_reset_password(uuid, text)');
    await runner.query('drop function consilium_session(bytea)');
    await openGap(
      runner,
      'consilium_new_account(uuid, text, text, text)',
      `
      create function consilium_new_account(p_id uuid, p_email text, p_hash text, p_locale text)
        returns uuid language sql security definer set search_path = public, pg_temp as
      $$ insert into account (id, email, password_hash, locale)
         values (p_id, p_email, p_hash, p_locale)
         on conflict (email) do nothing returning id $$`,
    );
    await openGap(
      runner,
      'consilium_session(bytea)',
      `
      create function consilium_session(p_token bytea)
        returns table (session_id uuid, account_id uuid, email text, locale text,
          must_change boolean, memberships jsonb, waiting jsonb)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select s.id, a.id, a.email, a.locale, a.must_change,
           (select coalesce(jsonb_agg(jsonb_build_object('organisationId', o.id, 'slug', o.slug,
              'name', o.name, 'timeZone', o.time_zone, 'memberId', m.id,
              'displayName', m.display_name, 'profession', m.profession, 'functions', m.functions)
              order by o.name), '[]')
            from member m join organisation o on o.id = m.organisation_id
            where m.account_id = a.id and m.active and m.suspended_at is null and not a.must_change),
           (select coalesce(jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name)
              order by o.name), '[]')
            from member m join organisation o on o.id = m.organisation_id
            where m.account_id = a.id and m.active and m.suspended_at is not null)
         from session s join account a on a.id = s.account_id
         where s.token_hash = p_token and s.expires_at > now() $$`,
    );
    await runner.query(`
      create or replace function consilium_set_password(p_account uuid, p_hash text) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ update account set password_hash = p_hash, must_change = false where id = p_account;
         delete from password_reset where account_id = p_account $$`);
    await openGap(
      runner,
      'consilium_invitation(bytea)',
      `
      create function consilium_invitation(p_token bytea)
        returns table (organisation_id uuid, id uuid, organisation text, inviter text, email text,
          display_name text, locale text, expires_at timestamptz, accepted_at timestamptz,
          revoked_at timestamptz, account_id uuid, account_locale text)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select i.organisation_id, i.id, o.name, m.display_name, i.email, i.display_name, i.locale,
           i.expires_at, i.accepted_at, i.revoked_at, a.id, a.locale
         from invitation i join organisation o on o.id = i.organisation_id
         join member m on m.organisation_id = i.organisation_id and m.id = i.invited_by
         left join account a on a.email = i.email
         where i.token_hash = p_token $$`,
    );
    await openGap(
      runner,
      'consilium_open_reset(uuid, bytea, uuid)',
      `
      create function consilium_open_reset(p_id uuid, p_token bytea, p_member uuid) returns timestamptz
        language sql security definer set search_path = public, pg_temp as
      $$ delete from password_reset r using member m
          where m.organisation_id = consilium_organisation() and m.id = p_member
            and r.account_id = m.account_id and r.organisation_id = m.organisation_id;
         insert into password_reset (id, token_hash, account_id, origin, organisation_id, expires_at)
         select p_id, p_token, m.account_id, 'administrator', m.organisation_id,
           clock_timestamp() + interval '1 day'
         from member m where m.organisation_id = consilium_organisation() and m.id = p_member
         returning expires_at $$`,
    );
    // Whether anybody has the address shows neither in the answer nor in what is written for it.
    await openGap(
      runner,
      'consilium_ask_reset(text, uuid, bytea, uuid, text, jsonb)',
      `
      create function consilium_ask_reset(p_email text, p_id uuid, p_token bytea, p_mail uuid,
          p_link text, p_texts jsonb) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ delete from password_reset where expires_at < now();
         insert into password_reset (id, token_hash, account_id, origin, expires_at)
         select p_id, p_token, (select a.id from account a where a.email = p_email), 'mail',
           now() + interval '1 hour';
         insert into mail (organisation_id, id, dedupe_key, member_id, recipient, subject, body, secret,
           locale, created_at, next_attempt_at)
         select m.organisation_id, p_mail, 'reset:' || p_id, m.id, a.email,
           p_texts->a.locale->>'subject', p_texts->a.locale->>'body', p_link, a.locale, now(), now()
         from account a join member m on m.account_id = a.id and m.active
         where a.email = p_email order by m.created_at, m.organisation_id limit 1 $$`,
    );
    await openGap(
      runner,
      'consilium_reset(bytea)',
      `
      create function consilium_reset(p_token bytea) returns table (email text, origin text)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select a.email, r.origin from password_reset r join account a on a.id = r.account_id
          where r.token_hash = p_token and r.expires_at > now() $$`,
    );
    // Everything or nothing: the link is spent, the password changed, its sessions ended, and each
    // organisation of the account has it on record. A link by an administrator proves nothing to the
    // other organisations, so they stay closed until one of theirs confirms; whoever runs the server
    // confirms for all.
    await openGap(
      runner,
      'consilium_use_reset(bytea, text)',
      `
      create function consilium_use_reset(p_token bytea, p_hash text)
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
             update member m set suspended_at = at where m.account_id = used.account_id
               and m.organisation_id <> used.organisation_id and m.suspended_at is null;
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
         end $$`,
    );
    await openGap(
      runner,
      'consilium_is_set_up_code(bytea)',
      `
      create function consilium_is_set_up_code(p_hash bytea) returns boolean
        language sql stable security definer set search_path = public, pg_temp as
      $$ select exists (select 1 from set_up_code where code_hash = p_hash) $$`,
    );
    await runner.query(`
      create or replace function consilium_found(p_id uuid, p_slug text, p_name text, p_zone text)
        returns void language sql security definer set search_path = public, pg_temp as
      $$ delete from set_up_code;
         insert into organisation (id, slug, name, time_zone) values (p_id, p_slug, p_name, p_zone) $$`);
  }

  async down(): Promise<void> {
    throw new Error('invitations are not taken back: restore a backup instead');
  }
}
