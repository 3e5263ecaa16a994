import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

/** Reports that were asked for. */
export class Reports1795492055000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "report" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "locale" text NOT NULL, "version" text NOT NULL, "state" text NOT NULL DEFAULT 'queued', "section_index" integer, "section_total" integer, "section_title" text, "requested_by" uuid NOT NULL, "requested_by_seat" uuid, "snapshot_file" uuid, "snapshot_hash" text, "seal" text, "attempts" integer NOT NULL DEFAULT '0', "size" integer, "pages" integer, "sha256" text, "failure" text, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "started_at" TIMESTAMP WITH TIME ZONE, "ready_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "CHK_adf0f06c4f0623f9325ee31fce" CHECK ((state = 'failed') = (failure is not null)), CONSTRAINT "CHK_d0ee6bc1adbc0f819149c31804" CHECK ((state = 'ready') = (ready_at is not null)), CONSTRAINT "CHK_0af78bdf77f84fd41e62fe5f2f" CHECK (version in ('panel', 'whole')), CONSTRAINT "CHK_01b88bb62059e0a567dd43247d" CHECK (state in ('queued', 'building', 'ready', 'failed')), CONSTRAINT "PK_0af4f7f49ba9fcd277b097072e8" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_502316e94ca22cdc3f7abea4fa" ON "report"  ("organisation_id", "evaluation_id", "locale", "version") WHERE state in ('queued', 'building')`,
    );
    await runner.query(
      `CREATE INDEX "IDX_1183fc336ec39f927f5790772f" ON "report"  ("organisation_id", "evaluation_id", "created_at") `,
    );
    await runner.query(
      `ALTER TABLE "report" ADD CONSTRAINT "FK_6fbc91e3974622cf54fb721b37b" FOREIGN KEY ("organisation_id", "requested_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "report" ADD CONSTRAINT "FK_bdf027db6af641af64b39f3ac4e" FOREIGN KEY ("organisation_id", "requested_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "report" ADD CONSTRAINT "FK_e43af4a17bd065cd2fc6719847f" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'report', [
      'select',
      'insert',
      'update (state, section_index, section_total, section_title, snapshot_file, snapshot_hash, seal, attempts, size, pages, sha256, failure, started_at, ready_at)',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('reports are not taken back: restore a backup instead');
  }
}
