import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A seat that is ended early keeps how long its mandate was given for: whoever continues it has that long. */
export class MandatesGiven1795492181000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "seat" ADD "mandate_to" date`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "seat" DROP COLUMN "mandate_to"`);
  }
}
