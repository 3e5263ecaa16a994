import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

/** Who declared a condition met, who confirmed it or gave it up: rows that are only added. */
export class ConditionSteps1795492085000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "opinion_condition" DROP CONSTRAINT "CHK_044e7cd615df6a5858341eb0d5"`,
    );
    await runner.query(
      `CREATE TABLE "condition_step" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "condition_id" uuid NOT NULL, "step" text NOT NULL, "note" text NOT NULL, "documents" uuid array NOT NULL DEFAULT '{}', "taken_by" uuid NOT NULL, "taken_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "CHK_ff5aee61a0fadb9533b412c1c9" CHECK (step in ('declared', 'confirmed', 'returned', 'waived')), CONSTRAINT "PK_bb4646b6ae457fa3ba5e22791b0" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_2ce28a61617504f186b065a09f" ON "condition_step"  ("organisation_id", "condition_id") `,
    );
    await runner.query(
      `ALTER TABLE "opinion_condition" ADD CONSTRAINT "CHK_a2e1a42cf8a61b81ee918313a6" CHECK (state in ('open', 'declared', 'met', 'waived'))`,
    );
    await runner.query(
      `ALTER TABLE "condition_step" ADD CONSTRAINT "FK_fd854abf76f2167db697e62c46f" FOREIGN KEY ("organisation_id", "taken_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "condition_step" ADD CONSTRAINT "FK_2ce28a61617504f186b065a09f0" FOREIGN KEY ("organisation_id", "condition_id") REFERENCES "opinion_condition"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'condition_step', ['select', 'insert']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "condition_step" DROP CONSTRAINT "FK_2ce28a61617504f186b065a09f0"`,
    );
    await runner.query(
      `ALTER TABLE "condition_step" DROP CONSTRAINT "FK_fd854abf76f2167db697e62c46f"`,
    );
    await runner.query(
      `ALTER TABLE "opinion_condition" DROP CONSTRAINT "CHK_a2e1a42cf8a61b81ee918313a6"`,
    );
    await runner.query(`DROP INDEX "public"."IDX_2ce28a61617504f186b065a09f"`);
    await runner.query(`DROP TABLE "condition_step"`);
    await runner.query(
      `ALTER TABLE "opinion_condition" ADD CONSTRAINT "CHK_044e7cd615df6a5858341eb0d5" CHECK ((state = ANY (ARRAY['open'::text, 'met'::text, 'waived'::text])))`,
    );
  }
}
