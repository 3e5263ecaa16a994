import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is looked up by a seat alone, found without reading every declaration or condition. */
export class LookUps1795492056000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "IDX_688ec48c5eb6cfa6ca245aaad7" ON "declaration"  ("organisation_id", "seat_id") `,
    );
    await runner.query(
      `CREATE INDEX "IDX_2401a1e63f6d5e642ed5484d5b" ON "opinion_condition"  ("organisation_id", "owner_seat") `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "IDX_2401a1e63f6d5e642ed5484d5b"`);
    await runner.query(`DROP INDEX "IDX_688ec48c5eb6cfa6ca245aaad7"`);
  }
}
