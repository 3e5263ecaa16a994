import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

export class Discussion1795492035000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "thread" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "anchor_kind" text NOT NULL, "anchor_id" text NOT NULL, "section_key" text, "kind" text NOT NULL, "state" text NOT NULL DEFAULT 'open', "opened_by" uuid NOT NULL, "opened_by_seat" uuid, "opened_at" TIMESTAMP WITH TIME ZONE NOT NULL, "assigned_seat" uuid, "resolved_by" uuid, "resolved_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "CHK_30a7e060a3643625258cc31e7d" CHECK ((state = 'resolved') = (resolved_at is not null)), CONSTRAINT "CHK_ff7d83688182b0c7a2c06f966e" CHECK (kind in ('remark', 'question_to_supplier', 'objection')), CONSTRAINT "PK_02d26be349ccb33fcae2b03d7ee" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_196e85d78b328186f50e3ed1ea" ON "thread"  ("organisation_id", "assigned_seat") WHERE state = 'open' and assigned_seat is not null`,
    );
    await runner.query(
      `CREATE INDEX "IDX_6bc948224e975007a41ddf1c8d" ON "thread"  ("organisation_id", "evaluation_id", "anchor_kind", "anchor_id") `,
    );
    await runner.query(
      `CREATE TABLE "comment" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "thread_id" uuid NOT NULL, "author_id" uuid NOT NULL, "author_seat" uuid, "body" text NOT NULL, "salt" bytea, "version" integer NOT NULL DEFAULT '1', "posted_at" TIMESTAMP WITH TIME ZONE NOT NULL, "edited_at" TIMESTAMP WITH TIME ZONE, "withdrawn_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "CHK_0a8b5424fe3891e3f61fa6983e" CHECK (withdrawn_at is null or (body = '' and salt is null)), CONSTRAINT "PK_4dcd99327abdfe966ea2bf68eb8" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_ae18c2a5bf648597d2f3e3dfbc" ON "comment"  ("organisation_id", "thread_id", "posted_at") `,
    );
    await runner.query(
      `CREATE TABLE "comment_mention" ("organisation_id" uuid NOT NULL, "comment_id" uuid NOT NULL, "seat_id" uuid NOT NULL, CONSTRAINT "PK_f99972eb74c27470a8ed868eb1c" PRIMARY KEY ("organisation_id", "comment_id", "seat_id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_9aa4ec2eb157b243e1265db6c3" ON "comment_mention"  ("organisation_id", "seat_id") `,
    );
    await runner.query(
      `ALTER TABLE "thread" ADD CONSTRAINT "FK_62107c77e7030d3f421a9246034" FOREIGN KEY ("organisation_id", "resolved_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "thread" ADD CONSTRAINT "FK_f32664f07905ff7fa90149abf5b" FOREIGN KEY ("organisation_id", "assigned_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "thread" ADD CONSTRAINT "FK_722db9c808d00a85472d1b1ba1f" FOREIGN KEY ("organisation_id", "opened_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "thread" ADD CONSTRAINT "FK_df1869a3ba78c16f021c27f4295" FOREIGN KEY ("organisation_id", "opened_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "thread" ADD CONSTRAINT "FK_e627e9bc6599fe9c3bceeecdd8f" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "comment" ADD CONSTRAINT "FK_553fec2e81eef4dbedae39edbe8" FOREIGN KEY ("organisation_id", "author_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "comment" ADD CONSTRAINT "FK_1d1a93e84d23b48a96b8f57d8df" FOREIGN KEY ("organisation_id", "author_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "comment" ADD CONSTRAINT "FK_33533bf16479b81102f2c79b4a8" FOREIGN KEY ("organisation_id", "thread_id") REFERENCES "thread"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "comment_mention" ADD CONSTRAINT "FK_9aa4ec2eb157b243e1265db6c33" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "comment_mention" ADD CONSTRAINT "FK_a1633e7268149493b555efb35f9" FOREIGN KEY ("organisation_id", "comment_id") REFERENCES "comment"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'thread');
    await protect(runner, 'comment');
    await protect(runner, 'comment_mention');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "comment_mention" DROP CONSTRAINT "FK_a1633e7268149493b555efb35f9"`,
    );
    await runner.query(
      `ALTER TABLE "comment_mention" DROP CONSTRAINT "FK_9aa4ec2eb157b243e1265db6c33"`,
    );
    await runner.query(`ALTER TABLE "comment" DROP CONSTRAINT "FK_33533bf16479b81102f2c79b4a8"`);
    await runner.query(`ALTER TABLE "comment" DROP CONSTRAINT "FK_1d1a93e84d23b48a96b8f57d8df"`);
    await runner.query(`ALTER TABLE "comment" DROP CONSTRAINT "FK_553fec2e81eef4dbedae39edbe8"`);
    await runner.query(`ALTER TABLE "thread" DROP CONSTRAINT "FK_e627e9bc6599fe9c3bceeecdd8f"`);
    await runner.query(`ALTER TABLE "thread" DROP CONSTRAINT "FK_df1869a3ba78c16f021c27f4295"`);
    await runner.query(`ALTER TABLE "thread" DROP CONSTRAINT "FK_722db9c808d00a85472d1b1ba1f"`);
    await runner.query(`ALTER TABLE "thread" DROP CONSTRAINT "FK_f32664f07905ff7fa90149abf5b"`);
    await runner.query(`ALTER TABLE "thread" DROP CONSTRAINT "FK_62107c77e7030d3f421a9246034"`);
    await runner.query(`DROP INDEX "public"."IDX_9aa4ec2eb157b243e1265db6c3"`);
    await runner.query(`DROP TABLE "comment_mention"`);
    await runner.query(`DROP INDEX "public"."IDX_ae18c2a5bf648597d2f3e3dfbc"`);
    await runner.query(`DROP TABLE "comment"`);
    await runner.query(`DROP INDEX "public"."IDX_6bc948224e975007a41ddf1c8d"`);
    await runner.query(`DROP INDEX "public"."IDX_196e85d78b328186f50e3ed1ea"`);
    await runner.query(`DROP TABLE "thread"`);
  }
}
