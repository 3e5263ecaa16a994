import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

/**
 * Events vouch for contents that keep no salt of their own, and seals may be lists of digests. What was
 * sealed before stays as it is.
 */
export class CheckedSeals1795492087000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "event_salt" ("organisation_id" uuid NOT NULL, "event_id" uuid NOT NULL, "salt" bytea NOT NULL, CONSTRAINT "PK_fa262b99bc1b2d0e9057d4dd57a" PRIMARY KEY ("organisation_id", "event_id"))`,
    );
    await runner.query(
      `ALTER TABLE "event_salt" ADD CONSTRAINT "FK_fa262b99bc1b2d0e9057d4dd57a" FOREIGN KEY ("organisation_id", "event_id") REFERENCES "event"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'event_salt', ['select', 'insert']);
    await runner.query(`ALTER TABLE "snapshot" ADD "entries" text array`);
    for (const table of ['vote', 'minority_opinion']) {
      await runner.query(`ALTER TABLE "${table}" ADD "version" integer NOT NULL DEFAULT '1'`);
    }
  }

  async down(): Promise<void> {
    throw new Error('seals are not taken back: restore a backup instead');
  }
}
