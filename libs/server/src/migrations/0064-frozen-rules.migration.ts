import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rules of a vote as they were at its opening, and the quorum as validated minutes find it. */
export class FrozenRules1795492064000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "opinion" ADD "rules" jsonb`);
    await runner.query(`ALTER TABLE "meeting" ADD "quorum" jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "meeting" DROP COLUMN "quorum"`);
    await runner.query(`ALTER TABLE "opinion" DROP COLUMN "rules"`);
  }
}
