import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap } from './tenancy';

/**
 * Sessions end when nobody uses them, are told apart by their browser and ended one by one; failed
 * sign-ins are counted by pairs of address and account, and browsers that signed in before are known.
 */
export class Sessions1795492075000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "session" ADD "last_used_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()`,
    );
    await runner.query(`ALTER TABLE "session" ADD "browser" text`);
    await runner.query(`ALTER TABLE "session" ADD "system" text`);
    await runner.query(
      `CREATE TABLE "known_device" ("token_hash" bytea NOT NULL, "account_id" uuid NOT NULL, "last_used_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_known_device" PRIMARY KEY ("token_hash", "account_id"))`,
    );
    await runner.query(
      `CREATE TABLE "attempt_count" ("key" bytea NOT NULL, "level" double precision NOT NULL, "until" TIMESTAMP WITH TIME ZONE NOT NULL, "touched_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_attempt_count" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_321d5e94e1b6092ab93a48c212" ON "known_device"  ("account_id") `,
    );
    await runner.query(
      `ALTER TABLE "known_device" ADD CONSTRAINT "FK_321d5e94e1b6092ab93a48c2125" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(`alter table known_device enable row level security`);
    await runner.query(`grant select, insert, update, delete on attempt_count to consilium_app`);
    await this.openGaps(runner);
  }

  private async openGaps(runner: QueryRunner): Promise<void> {
    // Addresses are folded before they are kept and before they are looked up, never here.
    await runner.query(`
      create or replace function consilium_credentials(p_email text)
        returns table (account_id uuid, password_hash text)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select id, password_hash from account where email = p_email $$`);
    await openGap(
      runner,
      'consilium_knows_device(bytea, uuid)',
      `
      create function consilium_knows_device(p_device bytea, p_account uuid) returns boolean
        language sql stable security definer set search_path = public, pg_temp as
      $$ select exists (select 1 from known_device
          where token_hash = p_device and account_id = p_account
            and last_used_at > now() - interval '400 days') $$`,
    );
    await openGap(
      runner,
      'consilium_session_use(bytea, interval, interval)',
      `
      create function consilium_session_use(p_token bytea, p_idle interval, p_renew interval)
        returns table (session uuid, to_renew boolean)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select id, last_used_at < now() - p_renew from session
          where token_hash = p_token and last_used_at > now() - p_idle $$`,
    );
    await openGap(
      runner,
      'consilium_renew_sessions(uuid[])',
      `
      create function consilium_renew_sessions(p_sessions uuid[]) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ update session set last_used_at = now() where id = any(p_sessions) $$`,
    );
    await openGap(
      runner,
      'consilium_settle_session(bytea, bytea, text, text, bytea)',
      `
      create function consilium_settle_session(p_token bytea, p_replaced bytea, p_browser text,
          p_system text, p_device bytea) returns setof uuid
        language sql security definer set search_path = public, pg_temp as
      $$ update session set browser = p_browser, system = p_system where token_hash = p_token;
         insert into known_device (token_hash, account_id, last_used_at)
           select p_device, account_id, now() from session where token_hash = p_token
           on conflict (token_hash, account_id) do update set last_used_at = now();
         delete from session where token_hash = p_replaced and token_hash <> p_token returning id $$`,
    );
    await openGap(
      runner,
      'consilium_sessions(uuid, interval)',
      `
      create function consilium_sessions(p_account uuid, p_idle interval)
        returns table (id uuid, browser text, system text, created_at timestamptz,
          last_used_at timestamptz)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select id, browser, system, created_at, last_used_at from session
          where account_id = p_account and expires_at > now() and last_used_at > now() - p_idle
          order by last_used_at desc, id $$`,
    );
    await openGap(
      runner,
      'consilium_end_session(uuid, uuid)',
      `
      create function consilium_end_session(p_account uuid, p_session uuid) returns setof uuid
        language sql security definer set search_path = public, pg_temp as
      $$ delete from session where account_id = p_account and id = p_session returning id $$`,
    );
    await openGap(
      runner,
      'consilium_forget_access(interval)',
      `
      create function consilium_forget_access(p_idle interval) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ delete from session where expires_at < now() or last_used_at < now() - p_idle;
         delete from known_device where last_used_at < now() - interval '400 days';
         delete from attempt_count where touched_at < now() - interval '1 day' $$`,
    );
  }

  async down(): Promise<void> {
    throw new Error('sessions are not made endless again: restore a backup instead');
  }
}
