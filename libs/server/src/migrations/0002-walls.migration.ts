import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap, protect } from './tenancy';

const tenantTables = [
  'site',
  'member',
  'committee',
  'committee_seat',
  'template_version',
  'device',
  'device_version',
  'evaluation',
  'evaluation_phase',
  'seat',
  'part',
  'part_assignee',
  'declaration',
  'evaluation_progress',
  'answer_set',
  'answer',
  'supplier_reply',
  'operation',
  'mail',
];

/** Walls between organisations, the gaps in them, and the natural key of an answer. */
export class Walls1795491600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`grant usage on schema public to consilium_app`);
    await runner.query(`
      create function consilium_organisation() returns uuid language sql stable parallel safe as
      $$ select nullif(current_setting('consilium.organisation', true), '')::uuid $$`);
    await runner.query(`
      create unique index answer_key on answer
        (organisation_id, answer_set_id, question_key, site_id, respondent_seat_id) nulls not distinct`);

    for (const table of tenantTables) await protect(runner, table);
    await protect(runner, 'organisation', ['select'], 'id');
    await protect(runner, 'formal_advice', ['select', 'insert']);
    await protect(runner, 'answer_revision', ['select', 'insert']);
    await protect(runner, 'event', ['select', 'insert', 'update (sealed)']);
    await protect(runner, 'chain_link', ['select', 'insert']);
    await protect(runner, 'outbox_item', ['insert']);
    for (const table of ['account', 'session']) {
      await runner.query(`alter table "${table}" enable row level security`);
    }
    await runner.query(`
      create function consilium_today() returns date language sql stable as
      $$ select (now() at time zone o.time_zone)::date from organisation o
          where o.id = consilium_organisation() $$`);

    await openGap(
      runner,
      'consilium_credentials(text)',
      `
      create function consilium_credentials(p_email text)
        returns table (account_id uuid, password_hash text)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select id, password_hash from account where email = lower(p_email) $$`,
    );
    await openGap(
      runner,
      'consilium_open_session(uuid, bytea, uuid, interval)',
      `
      create function consilium_open_session(p_id uuid, p_token bytea, p_account uuid, p_for interval)
        returns void language sql security definer set search_path = public, pg_temp as
      $$ delete from session where account_id = p_account and expires_at < now();
         insert into session (id, token_hash, account_id, created_at, expires_at)
         values (p_id, p_token, p_account, now(), now() + p_for) $$`,
    );
    await openGap(
      runner,
      'consilium_session(bytea)',
      `
      create function consilium_session(p_token bytea)
        returns table (session_id uuid, account_id uuid, email text, locale text, memberships jsonb)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select s.id, a.id, a.email, a.locale,
           (select coalesce(jsonb_agg(jsonb_build_object('organisationId', o.id, 'slug', o.slug,
              'name', o.name, 'timeZone', o.time_zone, 'memberId', m.id,
              'displayName', m.display_name, 'profession', m.profession, 'functions', m.functions)
              order by o.name), '[]')
            from member m join organisation o on o.id = m.organisation_id
            where m.account_id = a.id and m.active)
         from session s join account a on a.id = s.account_id
         where s.token_hash = p_token and s.expires_at > now() $$`,
    );
    await openGap(
      runner,
      'consilium_close_session(bytea)',
      `
      create function consilium_close_session(p_token bytea) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ delete from session where token_hash = p_token $$`,
    );
    await openGap(
      runner,
      'consilium_close_sessions(uuid)',
      `
      create function consilium_close_sessions(p_account uuid) returns setof uuid
        language sql security definer set search_path = public, pg_temp as
      $$ delete from session where account_id = p_account returning id $$`,
    );
    await openGap(
      runner,
      'consilium_set_locale(uuid, text)',
      `
      create function consilium_set_locale(p_account uuid, p_locale text) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ update account set locale = p_locale where id = p_account;
         update member set locale = p_locale where account_id = p_account $$`,
    );
    await openGap(
      runner,
      'consilium_is_empty()',
      `
      create function consilium_is_empty() returns boolean
        language sql stable security definer set search_path = public, pg_temp as
      $$ select not exists (select 1 from organisation) $$`,
    );
    await openGap(
      runner,
      'consilium_found(uuid, text, text, text)',
      `
      create function consilium_found(p_id uuid, p_slug text, p_name text, p_zone text) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ insert into organisation (id, slug, name, time_zone) values (p_id, p_slug, p_name, p_zone) $$`,
    );
    await openGap(
      runner,
      'consilium_account(uuid, text, text, text)',
      `
      create function consilium_account(p_id uuid, p_email text, p_hash text, p_locale text)
        returns uuid language sql security definer set search_path = public, pg_temp as
      $$ with added as (
           insert into account (id, email, password_hash, locale)
           values (p_id, lower(p_email), p_hash, p_locale)
           on conflict (email) do nothing returning id)
         select id from added union all select id from account where email = lower(p_email) limit 1 $$`,
    );
    await openGap(
      runner,
      'consilium_organisations()',
      `
      create function consilium_organisations() returns setof uuid
        language sql stable security definer set search_path = public, pg_temp as
      $$ select id from organisation $$`,
    );
    await openGap(
      runner,
      'consilium_claim_outbox(integer)',
      `
      create function consilium_claim_outbox(p_limit integer)
        returns table (organisation_id uuid, event_id uuid, type text)
        language sql security definer set search_path = public, pg_temp as
      $$ select o.organisation_id, o.event_id, o.type from outbox_item o
          order by o.created_at limit p_limit for update skip locked $$`,
    );
    await openGap(
      runner,
      'consilium_clear_outbox(uuid[])',
      `
      create function consilium_clear_outbox(p_events uuid[]) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ delete from outbox_item where event_id = any(p_events) $$`,
    );
    await openGap(
      runner,
      'consilium_unsealed()',
      `
      create function consilium_unsealed() returns setof uuid
        language sql stable security definer set search_path = public, pg_temp as
      $$ select distinct organisation_id from event where not sealed $$`,
    );
    await openGap(
      runner,
      'consilium_unsent_mail()',
      `
      create function consilium_unsent_mail() returns table (organisation_id uuid, id uuid)
        language sql stable security definer set search_path = public, pg_temp as
      $$ select organisation_id, id from mail where sent_at is null and failed_at is null $$`,
    );
    await runner.query(`
      create table rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint)`);
    await runner.query(`grant select, insert, update, delete on rate_limit to consilium_app`);
  }

  async down(): Promise<void> {
    throw new Error('the walls are not taken down: restore a backup instead');
  }
}
