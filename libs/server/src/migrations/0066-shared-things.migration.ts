import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What several files or people share is no longer overwritten unseen: a purpose is stated for each
 * version of a device, details of a file and its seats count their changes, and only a membership
 * that still opens another organisation keeps an administrator from giving a new password.
 */
export class SharedThings1795492066000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "device_version" ADD "intended_purpose" text`);
    await runner.query(
      `ALTER TABLE "evaluation" ADD "details_version" integer NOT NULL DEFAULT '1'`,
    );
    await runner.query(
      `CREATE INDEX "IDX_a7e0c8dfb0d8c5bde9a92bff8b" ON "evaluation"  ("organisation_id", "device_version_id") `,
    );
    await runner.query(`ALTER TABLE "seat" ADD "revision" integer NOT NULL DEFAULT '1'`);
    await runner.query(`
      create or replace function consilium_reset_password(p_account uuid, p_hash text) returns boolean
        language sql security definer set search_path = public, pg_temp as
      $$ with changed as (
           update account set password_hash = p_hash where id = p_account
             and exists (select 1 from member m where m.account_id = p_account
               and m.organisation_id = consilium_organisation())
             and not exists (select 1 from member m where m.account_id = p_account
               and m.organisation_id <> consilium_organisation() and m.active)
           returning 1)
         select exists (select 1 from changed) $$`);
  }

  async down(): Promise<void> {
    throw new Error('purposes of versions are not taken back: restore a backup instead');
  }
}
