import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap, protect } from './tenancy';

/** Inbox, days of reminders, and mails that know when to be tried again. */
export class Notifications1795492050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "public"."IDX_e10e4462675f5f3cad2db586a2"`);
    await runner.query(
      `CREATE TABLE "inbox_item" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "member_id" uuid NOT NULL, "kind" text NOT NULL, "evaluation_id" uuid NOT NULL, "subject_id" uuid, "actor_id" uuid, "dedupe_key" text NOT NULL, "data" jsonb NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "read_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "UQ_9d069e00bc501a86c8509849d68" UNIQUE ("organisation_id", "member_id", "dedupe_key"), CONSTRAINT "PK_8296be4497aad8e27990f7f912c" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_852c0f92d83d2dab3cee06fa7e" ON "inbox_item"  ("organisation_id", "member_id") WHERE read_at is null`,
    );
    await runner.query(
      `CREATE INDEX "IDX_1e91084d897ca8772eb5bafd10" ON "inbox_item"  ("organisation_id", "member_id", "created_at") `,
    );
    await runner.query(
      `CREATE TABLE "reminder_day" ("organisation_id" uuid NOT NULL, "day" date NOT NULL, CONSTRAINT "PK_2e0cd028ace73312188ececf631" PRIMARY KEY ("organisation_id", "day"))`,
    );
    await runner.query(
      `ALTER TABLE "mail" ADD "next_attempt_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()`,
    );
    await runner.query(
      `CREATE INDEX "IDX_11128080d42fd1d612fff95d03" ON "mail"  ("organisation_id", "created_at") `,
    );
    await runner.query(
      `CREATE INDEX "IDX_bcbab4a49152561144ac9202a6" ON "mail"  ("organisation_id", "member_id", "created_at") `,
    );
    await runner.query(
      `CREATE INDEX "IDX_300acd15ed5f35117331a36002" ON "mail"  ("next_attempt_at") WHERE sent_at is null and failed_at is null`,
    );
    await runner.query(
      `ALTER TABLE "inbox_item" ADD CONSTRAINT "FK_02362670fbae8df61223a820c66" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "inbox_item" ADD CONSTRAINT "FK_b73c0867b304dcd2958d91818f4" FOREIGN KEY ("organisation_id", "actor_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "inbox_item" ADD CONSTRAINT "FK_f81832dc1f45d5043dd57f392ba" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "reminder_day" ADD CONSTRAINT "FK_f58c1cdad2716f7985e100a8c8d" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );

    await protect(runner, 'inbox_item', ['select', 'insert', 'update (read_at)', 'delete']);
    await protect(runner, 'reminder_day', ['select', 'insert']);
    await runner.query('drop function consilium_unsent_mail()');
    await openGap(
      runner,
      'consilium_claim_mail(integer, integer, integer)',
      `
      create function consilium_claim_mail(p_limit integer, p_attempts integer, p_seconds integer)
        returns table (organisation_id uuid, id uuid, attempt integer)
        language sql security definer set search_path = public, pg_temp as
      $$ update mail set failed_at = now()
          where sent_at is null and failed_at is null and next_attempt_at <= now()
            and attempts >= p_attempts;
         update mail set attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => p_seconds)
          where (organisation_id, id) in (
            select m.organisation_id, m.id from mail m
             where m.sent_at is null and m.failed_at is null and m.next_attempt_at <= now()
             order by m.next_attempt_at limit p_limit for update skip locked)
          returning organisation_id, id, attempts $$`,
    );
    await openGap(
      runner,
      'consilium_reminders_due(integer)',
      `
      create function consilium_reminders_due(p_hour integer) returns setof uuid
        language sql stable security definer set search_path = public, pg_temp as
      $$ select o.id from organisation o
          where extract(hour from now() at time zone o.time_zone) >= p_hour
            and not exists (select 1 from reminder_day d where d.organisation_id = o.id
              and d.day = (now() at time zone o.time_zone)::date) $$`,
    );
  }

  async down(): Promise<void> {
    throw new Error('notifications are not taken back: restore a backup instead');
  }
}
