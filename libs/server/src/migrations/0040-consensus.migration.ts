import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

export class Consensus1795492040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "round" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "number" integer NOT NULL, "state" text NOT NULL DEFAULT 'open', "attribution" text NOT NULL, "method" text NOT NULL, "parameters" jsonb NOT NULL, "statements" jsonb NOT NULL, "opened_at" TIMESTAMP WITH TIME ZONE NOT NULL, "opened_by" uuid NOT NULL, "closes_on" date, "closed_at" TIMESTAMP WITH TIME ZONE, "closed_by" uuid, "closed_reason" text, CONSTRAINT "UQ_5b26043ee05be343b1be72c7a32" UNIQUE ("organisation_id", "evaluation_id", "number"), CONSTRAINT "CHK_f428772dd5bad01b47fb43ba76" CHECK ((state = 'closed') = (closed_at is not null)), CONSTRAINT "CHK_aca816973e610b00f610d56852" CHECK (attribution in ('profession', 'anonymous')), CONSTRAINT "CHK_37038f2d0536c7b7a5346ca9f5" CHECK (state in ('open', 'closed')), CONSTRAINT "PK_b364ea3b9ad36b7613f7db455f1" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_0c45eac71575fca85658acb693" ON "round"  ("organisation_id", "evaluation_id") WHERE state = 'open'`,
    );
    await runner.query(
      `CREATE TABLE "rating" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "round_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "member_id" uuid NOT NULL, "profession" text NOT NULL, "statement_key" text NOT NULL, "value" smallint, "abstention" text, "comment" text NOT NULL DEFAULT '', "version" integer NOT NULL DEFAULT '1', "salt" bytea NOT NULL, "cast_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_d195ee112b1b255fbd99d1300d5" UNIQUE ("organisation_id", "round_id", "seat_id", "statement_key"), CONSTRAINT "CHK_1474b3804cfb23f778dded515a" CHECK (abstention in ('outside_competence', 'not_enough_information')), CONSTRAINT "CHK_0af3f250edfc7e9689be1ac638" CHECK (value between 1 and 9), CONSTRAINT "CHK_03e31d7d59e8439857f5b9a56e" CHECK ((value is null) <> (abstention is null)), CONSTRAINT "PK_750112deca0a528e81f616a4639" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "round_result" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "results" jsonb NOT NULL, "computed_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_24907b89b10488b1d5ec427e1ab" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `ALTER TABLE "round" ADD CONSTRAINT "FK_ff627d7377f6418668e97955b8a" FOREIGN KEY ("organisation_id", "closed_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "round" ADD CONSTRAINT "FK_8a5a8658f658f338d9f1fac1dc7" FOREIGN KEY ("organisation_id", "opened_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "round" ADD CONSTRAINT "FK_b8dfbbdb6ca1e7bc6148cb31f06" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "rating" ADD CONSTRAINT "FK_10f44e1d7b80c0411d69f3f01d5" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "rating" ADD CONSTRAINT "FK_a5eddbbcb4236746910df8edf2a" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "rating" ADD CONSTRAINT "FK_9fed33d697684ab53d806ce86f8" FOREIGN KEY ("organisation_id", "round_id") REFERENCES "round"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "round_result" ADD CONSTRAINT "FK_24907b89b10488b1d5ec427e1ab" FOREIGN KEY ("organisation_id", "id") REFERENCES "round"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'round', [
      'select',
      'insert',
      'update (state, closed_at, closed_by, closed_reason)',
    ]);
    await protect(runner, 'rating', [
      'select',
      'insert',
      'update (value, abstention, comment, version, salt, cast_at, member_id)',
    ]);
    await protect(runner, 'round_result', ['select', 'insert']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "round_result" DROP CONSTRAINT "FK_24907b89b10488b1d5ec427e1ab"`,
    );
    await runner.query(`ALTER TABLE "rating" DROP CONSTRAINT "FK_9fed33d697684ab53d806ce86f8"`);
    await runner.query(`ALTER TABLE "rating" DROP CONSTRAINT "FK_a5eddbbcb4236746910df8edf2a"`);
    await runner.query(`ALTER TABLE "rating" DROP CONSTRAINT "FK_10f44e1d7b80c0411d69f3f01d5"`);
    await runner.query(`ALTER TABLE "round" DROP CONSTRAINT "FK_b8dfbbdb6ca1e7bc6148cb31f06"`);
    await runner.query(`ALTER TABLE "round" DROP CONSTRAINT "FK_8a5a8658f658f338d9f1fac1dc7"`);
    await runner.query(`ALTER TABLE "round" DROP CONSTRAINT "FK_ff627d7377f6418668e97955b8a"`);
    await runner.query(`DROP TABLE "round_result"`);
    await runner.query(`DROP TABLE "rating"`);
    await runner.query(`DROP INDEX "public"."IDX_0c45eac71575fca85658acb693"`);
    await runner.query(`DROP TABLE "round"`);
  }
}
