import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who sees to a condition may change after the adoption, in the open: a step like the others. */
export class ConditionHolders1795492100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "condition_step" DROP CONSTRAINT "CHK_ff5aee61a0fadb9533b412c1c9"`,
    );
    await runner.query(`ALTER TABLE "condition_step" ADD "holder_seat" uuid`);
    await runner.query(
      `ALTER TABLE "condition_step" ADD CONSTRAINT "CHK_208c120f6c2b4e841d19da4031" CHECK ((step = 'handed_over') = (holder_seat is not null))`,
    );
    await runner.query(
      `ALTER TABLE "condition_step" ADD CONSTRAINT "CHK_a7ef58315dd43461f0ad225ac2" CHECK (step in ('declared', 'confirmed', 'returned', 'waived', 'handed_over'))`,
    );
    await runner.query(
      `ALTER TABLE "condition_step" ADD CONSTRAINT "FK_594cf25839cecc0ca876144df6f" FOREIGN KEY ("organisation_id", "holder_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('who was handed a condition is not forgotten: restore a backup instead');
  }
}
