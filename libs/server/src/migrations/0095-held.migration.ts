import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A restored place may be a copy beside the one it was taken from: what it would send is held until an
 * administrator releases it.
 */
export class Held1795492095000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "organisation" ADD "held_since" TIMESTAMP WITH TIME ZONE`);
    await runner.query('grant update (held_since) on organisation to consilium_app');
    await runner.query(`
      create or replace function consilium_claim_mail(p_limit integer, p_attempts integer, p_seconds integer)
        returns table (organisation_id uuid, id uuid, attempt integer)
        language sql security definer set search_path = public, pg_temp as
      $$ update mail set failed_at = now()
          where sent_at is null and failed_at is null and next_attempt_at <= now()
            and attempts >= p_attempts;
         update mail set next_attempt_at = now() + make_interval(secs => p_seconds)
          where (organisation_id, id) in (
            select m.organisation_id, m.id from mail m
             join organisation o on o.id = m.organisation_id and o.held_since is null
             where m.sent_at is null and m.failed_at is null and m.next_attempt_at <= now()
             order by m.next_attempt_at limit p_limit for update of m skip locked)
          returning organisation_id, id, attempts + 1 $$`);
    await runner.query(`
      create or replace function consilium_reminders_due(p_hour integer) returns setof uuid
        language sql stable security definer set search_path = public, pg_temp as
      $$ select o.id from organisation o
          where o.held_since is null
            and extract(hour from now() at time zone o.time_zone) >= p_hour
            and not exists (select 1 from reminder_day d where d.organisation_id = o.id
              and d.day = (now() at time zone o.time_zone)::date) $$`);
  }

  async down(): Promise<void> {
    throw new Error('a hold is not taken back: restore a backup instead');
  }
}
