import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The right to move the last day of a round, in databases that were brought to 0064 before it said
 * so: a round could not be resumed after a pause there.
 */
export class RoundDays1795492092000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`grant update (closes_on) on "round" to consilium_app`);
  }

  async down(): Promise<void> {
    // What 0064 grants is not taken away.
  }
}
