import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

export class PhaseMoves1795492011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "phase_move_made" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "move" text NOT NULL, "from_phase" text NOT NULL, "to_phase" text NOT NULL, "reason" text, "marks" text array NOT NULL DEFAULT '{}', "moved_by" uuid, "moved_by_seat" uuid, "moved_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_72d5d4354ac3190229f67ae1891" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_daa09e973388575ef3e1817b91" ON "phase_move_made"  ("organisation_id", "evaluation_id") `,
    );
    await runner.query(`ALTER TABLE "formal_advice" ADD "salt" bytea`);
    await runner.query(
      `ALTER TABLE "phase_move_made" ADD CONSTRAINT "FK_efbaa0d33d6cd3f249322f8e2ac" FOREIGN KEY ("organisation_id", "moved_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "phase_move_made" ADD CONSTRAINT "FK_38365b11124c08ea01da0399de4" FOREIGN KEY ("organisation_id", "moved_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "phase_move_made" ADD CONSTRAINT "FK_daa09e973388575ef3e1817b91e" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'phase_move_made', ['select', 'insert']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "phase_move_made" DROP CONSTRAINT "FK_daa09e973388575ef3e1817b91e"`,
    );
    await runner.query(
      `ALTER TABLE "phase_move_made" DROP CONSTRAINT "FK_38365b11124c08ea01da0399de4"`,
    );
    await runner.query(
      `ALTER TABLE "phase_move_made" DROP CONSTRAINT "FK_efbaa0d33d6cd3f249322f8e2ac"`,
    );
    await runner.query(`ALTER TABLE "formal_advice" DROP COLUMN "salt"`);
    await runner.query(`DROP INDEX "public"."IDX_daa09e973388575ef3e1817b91"`);
    await runner.query(`DROP TABLE "phase_move_made"`);
  }
}
