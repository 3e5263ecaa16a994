import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap, protect } from './tenancy';

/**
 * What was handed to the queues stays on record until its effect exists, so that a queue that
 * forgets costs time and nothing else: events per consumer, reports and mails by their own rows.
 */
export class Deliveries1795492091000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table delivery (
        organisation_id uuid not null,
        event_id uuid not null,
        consumer text not null,
        type text not null,
        handed_at timestamp with time zone not null default now(),
        attempts integer not null default 0,
        set_aside_at timestamp with time zone,
        error text,
        constraint "PK_delivery" primary key (organisation_id, event_id, consumer),
        constraint "FK_e2d337bf3ce309453672ecb5a7d" foreign key (organisation_id, event_id)
          references event (organisation_id, id) on delete cascade)`);
    await runner.query(
      `create index "IDX_95311afb4c73183482fa6e7d80" on delivery (handed_at) where set_aside_at is null`,
    );
    await protect(runner, 'delivery', ['select']);
    await openGap(
      runner,
      'consilium_hand_over(uuid[], text[])',
      `
      create function consilium_hand_over(p_events uuid[], p_consumers text[]) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ insert into delivery (organisation_id, event_id, consumer, type)
         select o.organisation_id, o.event_id, d.consumer, o.type
           from unnest(p_events, p_consumers) as d(event_id, consumer)
           join outbox_item o on o.event_id = d.event_id
         on conflict (organisation_id, event_id, consumer)
           do update set handed_at = now(), attempts = 0, set_aside_at = null, error = null $$`,
    );
    await openGap(
      runner,
      'consilium_overdue_deliveries(integer, integer)',
      `
      create function consilium_overdue_deliveries(p_limit integer, p_seconds integer)
        returns table (organisation_id uuid, event_id uuid, consumer text, type text)
        language sql security definer set search_path = public, pg_temp as
      $$ update delivery set handed_at = now()
          where (organisation_id, event_id, consumer) in (
            select d.organisation_id, d.event_id, d.consumer from delivery d
             where d.set_aside_at is null
               and d.handed_at < now() - make_interval(secs => p_seconds)
             order by d.handed_at limit p_limit for update skip locked)
          returning organisation_id, event_id, consumer, type $$`,
    );
    await openGap(
      runner,
      'consilium_delivered(uuid, uuid, text)',
      `
      create function consilium_delivered(p_organisation uuid, p_event uuid, p_consumer text)
        returns void language sql security definer set search_path = public, pg_temp as
      $$ delete from delivery
          where organisation_id = p_organisation and event_id = p_event and consumer = p_consumer $$`,
    );
    await openGap(
      runner,
      'consilium_delivery_failed(uuid, uuid, text, text, integer)',
      `
      create function consilium_delivery_failed(p_organisation uuid, p_event uuid, p_consumer text,
          p_error text, p_most integer)
        returns setof boolean language sql security definer set search_path = public, pg_temp as
      $$ update delivery set attempts = attempts + 1, error = p_error, handed_at = now(),
             set_aside_at = case when attempts + 1 >= p_most then now() end
          where organisation_id = p_organisation and event_id = p_event and consumer = p_consumer
          returning set_aside_at is not null $$`,
    );

    await runner.query(
      `alter table report add next_attempt_at timestamp with time zone not null default now(),
         add excused integer not null default 0`,
    );
    await runner.query('grant update (next_attempt_at, excused) on report to consilium_app');
    await runner.query(
      `create index "IDX_6d1053f793fe472f0c848b641e" on report (next_attempt_at) where state in ('queued', 'building')`,
    );
    await openGap(
      runner,
      'consilium_claim_reports(integer, integer)',
      `
      create function consilium_claim_reports(p_limit integer, p_seconds integer)
        returns table (organisation_id uuid, id uuid, attempt integer)
        language sql security definer set search_path = public, pg_temp as
      $$ update report set next_attempt_at = now() + make_interval(secs => p_seconds)
          where (organisation_id, id) in (
            select r.organisation_id, r.id from report r
             where r.state in ('queued', 'building') and r.next_attempt_at <= now()
             order by r.next_attempt_at, r.created_at limit p_limit for update skip locked)
          returning organisation_id, id, attempts + 1 $$`,
    );

    // Claiming only says where the mail is; an attempt counts once a worker begins it.
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
             where m.sent_at is null and m.failed_at is null and m.next_attempt_at <= now()
             order by m.next_attempt_at limit p_limit for update skip locked)
          returning organisation_id, id, attempts + 1 $$`);
  }

  async down(): Promise<void> {
    throw new Error('deliveries are not taken back: restore a backup instead');
  }
}
