import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

export class Evidence1795492030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "stored_file" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "name" text NOT NULL, "media_type" text NOT NULL, "size" integer NOT NULL, "sha256" text NOT NULL, "scan" text NOT NULL, "uploaded_by" uuid NOT NULL, "uploaded_at" TIMESTAMP WITH TIME ZONE NOT NULL, "purged_at" TIMESTAMP WITH TIME ZONE, "bytes_gone" boolean NOT NULL DEFAULT false, CONSTRAINT "PK_96c68532b8e9826e76369466a3a" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_10daa1aa028ecd93ce07e1de9f" ON "stored_file"  ("organisation_id", "uploaded_at") `,
    );
    await runner.query(
      `CREATE INDEX "IDX_67b37762a5eeafbebe9dddbfd4" ON "stored_file"  ("organisation_id", "sha256") `,
    );
    await runner.query(
      `CREATE TABLE "document" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "title" text NOT NULL, "kind" text NOT NULL, "clearance" jsonb NOT NULL, "author_id" uuid NOT NULL, "versions" integer NOT NULL, "revision" integer NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "purged_at" TIMESTAMP WITH TIME ZONE, "purge_reason" text, CONSTRAINT "PK_6eef75ac35a8bfe36c36ee623d8" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_0c03cafd9525949573ef36e733" ON "document"  ("organisation_id", "created_at") `,
    );
    await runner.query(
      `CREATE TABLE "document_version" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "document_id" uuid NOT NULL, "number" integer NOT NULL, "file_id" uuid NOT NULL, "document_date" date, "valid_until" date, "added_by" uuid NOT NULL, "added_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_62a1b6a01c195b6dc31ead3f479" UNIQUE ("organisation_id", "file_id"), CONSTRAINT "UQ_fb70822d12209b459556ef60d0c" UNIQUE ("organisation_id", "document_id", "number"), CONSTRAINT "PK_f2cb4f55866299342ebf3e26a72" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_e395a4e88a1308dc0ddbef6a02" ON "document_version"  ("organisation_id", "valid_until") WHERE valid_until is not null`,
    );
    await runner.query(
      `CREATE TABLE "filed_document" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "document_id" uuid NOT NULL, "version_number" integer NOT NULL, "filed_by_seat" uuid, "filed_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_ac51d98fc2b35fbbf44dde4a4fc" UNIQUE ("organisation_id", "evaluation_id", "document_id"), CONSTRAINT "PK_475f15a012be784b14a5433aeaf" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_0be3e7fee6c9d467bf7b27de33" ON "filed_document"  ("organisation_id", "document_id") `,
    );
    await runner.query(
      `CREATE TABLE "evidence_link" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "filed_document_id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "question_key" text NOT NULL, "section_key" text NOT NULL, "linked_by_seat" uuid, "linked_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_5b2c418ed3e50ad2d4b309b269b" UNIQUE ("organisation_id", "filed_document_id", "question_key"), CONSTRAINT "CHK_ef786d8192c178a86b441af7d7" CHECK (question_key <> ''), CONSTRAINT "PK_1e88e130d72e24356c65bfa71ce" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_bb707f6e47f954ef08f04f79d2" ON "evidence_link"  ("organisation_id", "evaluation_id", "question_key") `,
    );
    await runner.query(
      `ALTER TABLE "stored_file" ADD CONSTRAINT "FK_d3e02ebac7af1a7a0cab02987dc" FOREIGN KEY ("organisation_id", "uploaded_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "stored_file" ADD CONSTRAINT "FK_886f9dc7cc9711bd9c7254f45e7" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document" ADD CONSTRAINT "FK_ae8a19ae4699f858b6fdcbd7775" FOREIGN KEY ("organisation_id", "author_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document" ADD CONSTRAINT "FK_7cc93529f940222413879a3e5a1" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_version" ADD CONSTRAINT "FK_0f06e7f85e3b9131de80ec3a279" FOREIGN KEY ("organisation_id", "added_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_version" ADD CONSTRAINT "FK_62a1b6a01c195b6dc31ead3f479" FOREIGN KEY ("organisation_id", "file_id") REFERENCES "stored_file"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document_version" ADD CONSTRAINT "FK_ed35632e044a593f235f2f87985" FOREIGN KEY ("organisation_id", "document_id") REFERENCES "document"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "filed_document" ADD CONSTRAINT "FK_6c719edf84df33e061091d6885a" FOREIGN KEY ("organisation_id", "filed_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "filed_document" ADD CONSTRAINT "FK_32afb2511d1756ca87bbac49755" FOREIGN KEY ("organisation_id", "document_id", "version_number") REFERENCES "document_version"("organisation_id","document_id","number") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "filed_document" ADD CONSTRAINT "FK_eac9df0c17b16fa946def20ed81" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence_link" ADD CONSTRAINT "FK_71fb5b9c671a0f7261ed9c26312" FOREIGN KEY ("organisation_id", "linked_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence_link" ADD CONSTRAINT "FK_683604ef1f0739dbe778f5163b7" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "evidence_link" ADD CONSTRAINT "FK_265ab87ec2053dff77774543c0e" FOREIGN KEY ("organisation_id", "filed_document_id") REFERENCES "filed_document"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'stored_file');
    await protect(runner, 'document', ['select', 'insert', 'update']);
    await protect(runner, 'document_version', ['select', 'insert', 'update']);
    await protect(runner, 'filed_document');
    await protect(runner, 'evidence_link');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "evidence_link" DROP CONSTRAINT "FK_265ab87ec2053dff77774543c0e"`,
    );
    await runner.query(
      `ALTER TABLE "evidence_link" DROP CONSTRAINT "FK_683604ef1f0739dbe778f5163b7"`,
    );
    await runner.query(
      `ALTER TABLE "evidence_link" DROP CONSTRAINT "FK_71fb5b9c671a0f7261ed9c26312"`,
    );
    await runner.query(
      `ALTER TABLE "filed_document" DROP CONSTRAINT "FK_eac9df0c17b16fa946def20ed81"`,
    );
    await runner.query(
      `ALTER TABLE "filed_document" DROP CONSTRAINT "FK_32afb2511d1756ca87bbac49755"`,
    );
    await runner.query(
      `ALTER TABLE "filed_document" DROP CONSTRAINT "FK_6c719edf84df33e061091d6885a"`,
    );
    await runner.query(
      `ALTER TABLE "document_version" DROP CONSTRAINT "FK_ed35632e044a593f235f2f87985"`,
    );
    await runner.query(
      `ALTER TABLE "document_version" DROP CONSTRAINT "FK_62a1b6a01c195b6dc31ead3f479"`,
    );
    await runner.query(
      `ALTER TABLE "document_version" DROP CONSTRAINT "FK_0f06e7f85e3b9131de80ec3a279"`,
    );
    await runner.query(`ALTER TABLE "document" DROP CONSTRAINT "FK_7cc93529f940222413879a3e5a1"`);
    await runner.query(`ALTER TABLE "document" DROP CONSTRAINT "FK_ae8a19ae4699f858b6fdcbd7775"`);
    await runner.query(
      `ALTER TABLE "stored_file" DROP CONSTRAINT "FK_886f9dc7cc9711bd9c7254f45e7"`,
    );
    await runner.query(
      `ALTER TABLE "stored_file" DROP CONSTRAINT "FK_d3e02ebac7af1a7a0cab02987dc"`,
    );
    await runner.query(`DROP INDEX "public"."IDX_bb707f6e47f954ef08f04f79d2"`);
    await runner.query(`DROP TABLE "evidence_link"`);
    await runner.query(`DROP INDEX "public"."IDX_0be3e7fee6c9d467bf7b27de33"`);
    await runner.query(`DROP TABLE "filed_document"`);
    await runner.query(`DROP INDEX "public"."IDX_e395a4e88a1308dc0ddbef6a02"`);
    await runner.query(`DROP TABLE "document_version"`);
    await runner.query(`DROP INDEX "public"."IDX_0c03cafd9525949573ef36e733"`);
    await runner.query(`DROP TABLE "document"`);
    await runner.query(`DROP INDEX "public"."IDX_67b37762a5eeafbebe9dddbfd4"`);
    await runner.query(`DROP INDEX "public"."IDX_10daa1aa028ecd93ce07e1de9f"`);
    await runner.query(`DROP TABLE "stored_file"`);
  }
}
