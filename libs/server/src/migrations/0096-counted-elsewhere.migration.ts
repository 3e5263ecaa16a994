import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Failed sign-ins are counted in `attempt_count`: nothing reads or writes the table before it. */
export class CountedElsewhere1795492096000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rate_limit');
  }

  async down(): Promise<void> {
    throw new Error('the counts of the last minutes are not taken back');
  }
}
