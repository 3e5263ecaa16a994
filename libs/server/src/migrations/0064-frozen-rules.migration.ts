import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The rules of a vote as they were at its opening, and the quorum as validated minutes find it. The
 * last day of a round may move: a pause gives its days back.
 */
export class FrozenRules1795492064000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "opinion" ADD "rules" jsonb`);
    await runner.query(`ALTER TABLE "meeting" ADD "quorum" jsonb`);
    await runner.query(`grant update (closes_on) on "round" to consilium_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`revoke update (closes_on) on "round" from consilium_app`);
    await runner.query(`ALTER TABLE "meeting" DROP COLUMN "quorum"`);
    await runner.query(`ALTER TABLE "opinion" DROP COLUMN "rules"`);
  }
}
