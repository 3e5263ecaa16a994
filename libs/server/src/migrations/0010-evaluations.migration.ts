import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap, protect } from './tenancy';

/** Numbers of files, rules of committees, declared interests in full, the first administrator. */
export class Evaluations1795492010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "reference_counter" ("organisation_id" uuid NOT NULL, "year" integer NOT NULL, "last" integer NOT NULL, CONSTRAINT "PK_b2a5cead5acac12f6584091be9c" PRIMARY KEY ("organisation_id", "year"))`,
    );
    await runner.query(`ALTER TABLE "committee" ADD "rounds" boolean NOT NULL DEFAULT true`);
    await runner.query(`ALTER TABLE "committee" ADD "pilots" boolean NOT NULL DEFAULT true`);
    await runner.query(`ALTER TABLE "declaration" ADD "interests" jsonb`);
    await runner.query(
      `ALTER TABLE "declaration" ADD "confirmed_against" text array NOT NULL DEFAULT '{}'`,
    );
    await runner.query(
      `ALTER TABLE "reference_counter" ADD CONSTRAINT "FK_020e3b211cd2e55a313ec58a776" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'reference_counter', ['select', 'insert', 'update']);
    await runner.query(`grant update (name, time_zone) on organisation to consilium_app`);

    // The lock makes the second of two first visitors wait, and then find the place taken.
    await openGap(
      runner,
      'consilium_claim_set_up()',
      `
      create function consilium_claim_set_up() returns boolean
        language sql volatile security definer set search_path = public, pg_temp as
      $$ select pg_advisory_xact_lock(7301002);
         select not exists (select 1 from organisation) $$`,
    );
    await openGap(
      runner,
      'consilium_set_password(uuid, text)',
      `
      create function consilium_set_password(p_account uuid, p_hash text) returns void
        language sql security definer set search_path = public, pg_temp as
      $$ update account set password_hash = p_hash where id = p_account $$`,
    );
    // An administrator must not open a door into another organisation.
    await openGap(
      runner,
      'consilium_reset_password(uuid, text)',
      `
      create function consilium_reset_password(p_account uuid, p_hash text) returns boolean
        language sql security definer set search_path = public, pg_temp as
      $$ with changed as (
           update account set password_hash = p_hash where id = p_account
             and exists (select 1 from member m where m.account_id = p_account
               and m.organisation_id = consilium_organisation())
             and not exists (select 1 from member m where m.account_id = p_account
               and m.organisation_id <> consilium_organisation())
           returning 1)
         select exists (select 1 from changed) $$`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function consilium_reset_password(uuid, text)`);
    await runner.query(`drop function consilium_set_password(uuid, text)`);
    await runner.query(`drop function consilium_claim_set_up()`);
    await runner.query(`revoke update (name, time_zone) on organisation from consilium_app`);
    await runner.query(`DROP TABLE "reference_counter"`);
    await runner.query(`ALTER TABLE "declaration" DROP COLUMN "confirmed_against"`);
    await runner.query(`ALTER TABLE "declaration" DROP COLUMN "interests"`);
    await runner.query(`ALTER TABLE "committee" DROP COLUMN "pilots"`);
    await runner.query(`ALTER TABLE "committee" DROP COLUMN "rounds"`);
  }
}
