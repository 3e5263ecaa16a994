import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which advisers asked for a condition is kept with its declaration: they are told, and may confirm. */
export class AdvisersOfConditions1795492120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table condition_step add column asked_by text[] not null default '{}'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table condition_step drop column asked_by');
  }
}
