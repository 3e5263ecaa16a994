import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

/** Files may move to a later version of their template; answers under changed questions are marked. */
export class TemplateMoves1795492060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "template_move_made" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "from_version_id" uuid NOT NULL, "to_version_id" uuid NOT NULL, "reason" text NOT NULL, "moved_by" uuid NOT NULL, "moved_by_seat" uuid, "moved_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_6a61a21cc704ed75b21ae8f02d8" UNIQUE ("organisation_id", "evaluation_id", "from_version_id"), CONSTRAINT "PK_15fde99f61737b3e076e1947016" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(`ALTER TABLE "answer" ADD "to_confirm" boolean NOT NULL DEFAULT false`);
    await runner.query(
      `ALTER TABLE "template_move_made" ADD CONSTRAINT "FK_d4154169f29415ad393950b1487" FOREIGN KEY ("organisation_id", "moved_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "template_move_made" ADD CONSTRAINT "FK_50731f5bb2cbb685ce9b4c65c7a" FOREIGN KEY ("organisation_id", "moved_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "template_move_made" ADD CONSTRAINT "FK_b1a22bf1359132ff7c92998be5a" FOREIGN KEY ("organisation_id", "to_version_id") REFERENCES "template_version"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "template_move_made" ADD CONSTRAINT "FK_b08d7dea2e3b5dd440615312c0a" FOREIGN KEY ("organisation_id", "from_version_id") REFERENCES "template_version"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "template_move_made" ADD CONSTRAINT "FK_9dfd9fb235abddb65c2c14a4ea1" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'template_move_made', ['select', 'insert']);
  }

  async down(): Promise<void> {
    throw new Error('moves of templates are not taken back: restore a backup instead');
  }
}
