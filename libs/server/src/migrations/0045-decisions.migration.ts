import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

export class Decisions1795492045000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "meeting" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "number" integer NOT NULL, "mode" text NOT NULL, "called_on" date NOT NULL, "held_on" date NOT NULL, "urgent" boolean NOT NULL DEFAULT false, "call" text NOT NULL DEFAULT 'first', "presiding_seat" uuid, "minutes" text NOT NULL DEFAULT '', "version" integer NOT NULL DEFAULT '1', "validated_at" TIMESTAMP WITH TIME ZONE, "validated_by_seat" uuid, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_3f13e0201f9299f7c66a348ed48" UNIQUE ("organisation_id", "evaluation_id", "number"), CONSTRAINT "CHK_f026d715016468c161b93efbdb" CHECK (call in ('first', 'second')), CONSTRAINT "CHK_9cac9f39c18028f1cf9b29a734" CHECK (mode in ('in_meeting', 'remote', 'written_consultation')), CONSTRAINT "PK_36a041545f18d5289b835d50902" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "meeting_attendance" ("organisation_id" uuid NOT NULL, "meeting_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "attendance" text NOT NULL, "represented_by" uuid, "note" text NOT NULL DEFAULT '', CONSTRAINT "CHK_44945b50842ce0f5c3d19537a4" CHECK (represented_by is null or attendance = 'represented'), CONSTRAINT "CHK_a8862aa4173cb46d09a2bc55d8" CHECK (attendance in ('present', 'remote', 'written', 'represented', 'absent')), CONSTRAINT "PK_5446c2f9d2706b3e1b46bc16497" PRIMARY KEY ("organisation_id", "meeting_id", "seat_id"))`,
    );
    await runner.query(
      `CREATE TABLE "opinion" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "cycle" integer NOT NULL, "state" text NOT NULL DEFAULT 'draft', "meeting_id" uuid, "outcome" text NOT NULL, "reasons" text NOT NULL DEFAULT '', "reasons_by_question" jsonb NOT NULL, "pilot" jsonb, "missing_elements" jsonb NOT NULL, "failed_predicates" jsonb NOT NULL, "reevaluate_on" date, "version" integer NOT NULL DEFAULT '1', "proposed_by" uuid NOT NULL, "proposed_at" TIMESTAMP WITH TIME ZONE NOT NULL, "voting_since" TIMESTAMP WITH TIME ZONE, "adopted_at" TIMESTAMP WITH TIME ZONE, "adopted_by_seat" uuid, "tally" jsonb, "quorum" jsonb, "superseded_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "UQ_b38d203cf512e4ce9feebc0ec42" UNIQUE ("organisation_id", "evaluation_id", "cycle"), CONSTRAINT "CHK_586034184b4b574b44b226820a" CHECK ((state = 'adopted') = (adopted_at is not null)), CONSTRAINT "CHK_034667ddee686be88e387402a6" CHECK (state in ('draft', 'voting', 'adopted')), CONSTRAINT "PK_1abf67d3cec9708902ff5d223b8" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_7c280e4c174d5eb81b4196baa7" ON "opinion"  ("organisation_id", "evaluation_id") WHERE superseded_at is null`,
    );
    await runner.query(
      `CREATE TABLE "opinion_condition" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "opinion_id" uuid NOT NULL, "position" integer NOT NULL, "text" text NOT NULL DEFAULT '', "owner_seat" uuid, "owner_name" text NOT NULL DEFAULT '', "due_on" date, "proof" text NOT NULL DEFAULT '', "gate" jsonb, "blockers" text array NOT NULL DEFAULT '{}', "state" text NOT NULL DEFAULT 'open', "closed_note" text, "closed_at" TIMESTAMP WITH TIME ZONE, "closed_by" uuid, CONSTRAINT "CHK_044e7cd615df6a5858341eb0d5" CHECK (state in ('open', 'met', 'waived')), CONSTRAINT "PK_394f4f0ca3bad88bcb0296f6dd7" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_8df29d8ad21ccbb1b4f0b753dd" ON "opinion_condition"  ("organisation_id", "opinion_id") `,
    );
    await runner.query(
      `CREATE TABLE "blocker_override" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "question_key" text NOT NULL, "effect" text NOT NULL, "reason" text NOT NULL, "seat_id" uuid NOT NULL, "made_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_910d34862f33c0e70bdffe9a738" UNIQUE ("organisation_id", "evaluation_id", "question_key"), CONSTRAINT "PK_604592b07527b89b91f2336e66e" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "vote" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "opinion_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "choice" text NOT NULL, "cast_by_seat" uuid NOT NULL, "cast_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_815ad0483c03a6c919efec5ed24" UNIQUE ("organisation_id", "opinion_id", "seat_id"), CONSTRAINT "CHK_5c93ff54dc7549afc3d5332fbc" CHECK (choice in ('for', 'against', 'abstain')), CONSTRAINT "PK_935fa40f3172138e479d396c4e0" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "minority_opinion" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "opinion_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "text" text NOT NULL, "written_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_a1cf2380e436f819fd9c8bda476" UNIQUE ("organisation_id", "opinion_id", "seat_id"), CONSTRAINT "PK_25f6d744896184c27fe23740354" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE TABLE "decision" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "opinion_id" uuid, "decision" text NOT NULL, "reason" text, "differs" boolean NOT NULL, "without_opinion" boolean NOT NULL, "decided_by" uuid NOT NULL, "decided_on" date NOT NULL, "decided_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "CHK_1ddc0a57f68944ec39efd7e36f" CHECK (decision in ('approved', 'approved_with_conditions', 'pilot', 'refused', 'sent_back')), CONSTRAINT "PK_50cc871683bcca65b8620a6b10a" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_191b87f838e79dff472c64f37c" ON "decision"  ("organisation_id", "evaluation_id", "decided_at") `,
    );
    await runner.query(
      `CREATE TABLE "snapshot" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "kind" text NOT NULL, "opinion_id" uuid, "decision_id" uuid, "canonical" text NOT NULL, "content" jsonb NOT NULL, "hash" text NOT NULL, "hash_alg" text NOT NULL DEFAULT 'sha256', "sealed_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "CHK_41e1680f43b7b955dfdd1929a2" CHECK (kind in ('opinion', 'decision')), CONSTRAINT "PK_970e1ad1aff9d4052b4dec4d3a1" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_a45f864714e32770c8510199bf" ON "snapshot"  ("hash") `);
    await runner.query(
      `CREATE INDEX "IDX_4a85e3d131542c71234143570e" ON "snapshot"  ("organisation_id", "evaluation_id", "sealed_at") `,
    );
    await runner.query(
      `ALTER TABLE "meeting" ADD CONSTRAINT "FK_b80021bd31452a5b10580cc0cce" FOREIGN KEY ("organisation_id", "validated_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "meeting" ADD CONSTRAINT "FK_b92c43c5c6f4bddcba664e72058" FOREIGN KEY ("organisation_id", "presiding_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "meeting" ADD CONSTRAINT "FK_7dc124736f309def16a49aa8c00" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "meeting_attendance" ADD CONSTRAINT "FK_ddb9b2717aa7c548acc1d26bbb7" FOREIGN KEY ("organisation_id", "represented_by") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "meeting_attendance" ADD CONSTRAINT "FK_47333ff75d8441a2e8fdb8a4857" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "meeting_attendance" ADD CONSTRAINT "FK_ba641b5b42edfb89e4cd3d76800" FOREIGN KEY ("organisation_id", "meeting_id") REFERENCES "meeting"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "opinion" ADD CONSTRAINT "FK_330ded9686d6771fa87bf5f0143" FOREIGN KEY ("organisation_id", "adopted_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "opinion" ADD CONSTRAINT "FK_b1e24cc885aa4db9fb51d102ac7" FOREIGN KEY ("organisation_id", "proposed_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "opinion" ADD CONSTRAINT "FK_10a33032a84e04ca2f931b6ae9a" FOREIGN KEY ("organisation_id", "meeting_id") REFERENCES "meeting"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "opinion" ADD CONSTRAINT "FK_8496f963c4f09cfa3e29b3d324d" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "opinion_condition" ADD CONSTRAINT "FK_1d1902508bbfd0fbb2a07d1cbef" FOREIGN KEY ("organisation_id", "closed_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "opinion_condition" ADD CONSTRAINT "FK_2401a1e63f6d5e642ed5484d5bb" FOREIGN KEY ("organisation_id", "owner_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "opinion_condition" ADD CONSTRAINT "FK_8df29d8ad21ccbb1b4f0b753dd7" FOREIGN KEY ("organisation_id", "opinion_id") REFERENCES "opinion"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "blocker_override" ADD CONSTRAINT "FK_a6543b81c75a0f09cfe344ccf53" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "blocker_override" ADD CONSTRAINT "FK_b65aae1259207e252e989439f26" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vote" ADD CONSTRAINT "FK_a95ba3f3f719d1fde15848ec4f0" FOREIGN KEY ("organisation_id", "cast_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vote" ADD CONSTRAINT "FK_5b3681e3e7bb3c361eaa9df7e92" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "vote" ADD CONSTRAINT "FK_aaf454ddce5fa12f4d71b7f58ad" FOREIGN KEY ("organisation_id", "opinion_id") REFERENCES "opinion"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "minority_opinion" ADD CONSTRAINT "FK_51a302aea81b11a26350116be45" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "minority_opinion" ADD CONSTRAINT "FK_6b479ea1b9d32d9b4d2aa12f702" FOREIGN KEY ("organisation_id", "opinion_id") REFERENCES "opinion"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "decision" ADD CONSTRAINT "FK_7750fcc46a692e4465ff40c14ab" FOREIGN KEY ("organisation_id", "decided_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "decision" ADD CONSTRAINT "FK_76373f7500ab2b48270995650bd" FOREIGN KEY ("organisation_id", "opinion_id") REFERENCES "opinion"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "decision" ADD CONSTRAINT "FK_220a47d06fad14ce6d84f8deb5c" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "snapshot" ADD CONSTRAINT "FK_de6b525c454bd138587284e3eff" FOREIGN KEY ("organisation_id", "decision_id") REFERENCES "decision"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "snapshot" ADD CONSTRAINT "FK_ef358535bc72a2b41971d027259" FOREIGN KEY ("organisation_id", "opinion_id") REFERENCES "opinion"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "snapshot" ADD CONSTRAINT "FK_f9feedba6922dd0b07091e98bcc" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'meeting', ['select', 'insert', 'update']);
    await protect(runner, 'meeting_attendance');
    await protect(runner, 'opinion', ['select', 'insert', 'update']);
    await protect(runner, 'opinion_condition');
    await protect(runner, 'blocker_override', ['select', 'insert', 'delete']);
    await protect(runner, 'vote');
    await protect(runner, 'minority_opinion');
    await protect(runner, 'decision', ['select', 'insert']);
    await protect(runner, 'snapshot', ['select', 'insert']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "snapshot" DROP CONSTRAINT "FK_f9feedba6922dd0b07091e98bcc"`);
    await runner.query(`ALTER TABLE "snapshot" DROP CONSTRAINT "FK_ef358535bc72a2b41971d027259"`);
    await runner.query(`ALTER TABLE "snapshot" DROP CONSTRAINT "FK_de6b525c454bd138587284e3eff"`);
    await runner.query(`ALTER TABLE "decision" DROP CONSTRAINT "FK_220a47d06fad14ce6d84f8deb5c"`);
    await runner.query(`ALTER TABLE "decision" DROP CONSTRAINT "FK_76373f7500ab2b48270995650bd"`);
    await runner.query(`ALTER TABLE "decision" DROP CONSTRAINT "FK_7750fcc46a692e4465ff40c14ab"`);
    await runner.query(
      `ALTER TABLE "minority_opinion" DROP CONSTRAINT "FK_6b479ea1b9d32d9b4d2aa12f702"`,
    );
    await runner.query(
      `ALTER TABLE "minority_opinion" DROP CONSTRAINT "FK_51a302aea81b11a26350116be45"`,
    );
    await runner.query(`ALTER TABLE "vote" DROP CONSTRAINT "FK_aaf454ddce5fa12f4d71b7f58ad"`);
    await runner.query(`ALTER TABLE "vote" DROP CONSTRAINT "FK_5b3681e3e7bb3c361eaa9df7e92"`);
    await runner.query(`ALTER TABLE "vote" DROP CONSTRAINT "FK_a95ba3f3f719d1fde15848ec4f0"`);
    await runner.query(
      `ALTER TABLE "blocker_override" DROP CONSTRAINT "FK_b65aae1259207e252e989439f26"`,
    );
    await runner.query(
      `ALTER TABLE "blocker_override" DROP CONSTRAINT "FK_a6543b81c75a0f09cfe344ccf53"`,
    );
    await runner.query(
      `ALTER TABLE "opinion_condition" DROP CONSTRAINT "FK_8df29d8ad21ccbb1b4f0b753dd7"`,
    );
    await runner.query(
      `ALTER TABLE "opinion_condition" DROP CONSTRAINT "FK_2401a1e63f6d5e642ed5484d5bb"`,
    );
    await runner.query(
      `ALTER TABLE "opinion_condition" DROP CONSTRAINT "FK_1d1902508bbfd0fbb2a07d1cbef"`,
    );
    await runner.query(`ALTER TABLE "opinion" DROP CONSTRAINT "FK_8496f963c4f09cfa3e29b3d324d"`);
    await runner.query(`ALTER TABLE "opinion" DROP CONSTRAINT "FK_10a33032a84e04ca2f931b6ae9a"`);
    await runner.query(`ALTER TABLE "opinion" DROP CONSTRAINT "FK_b1e24cc885aa4db9fb51d102ac7"`);
    await runner.query(`ALTER TABLE "opinion" DROP CONSTRAINT "FK_330ded9686d6771fa87bf5f0143"`);
    await runner.query(
      `ALTER TABLE "meeting_attendance" DROP CONSTRAINT "FK_ba641b5b42edfb89e4cd3d76800"`,
    );
    await runner.query(
      `ALTER TABLE "meeting_attendance" DROP CONSTRAINT "FK_47333ff75d8441a2e8fdb8a4857"`,
    );
    await runner.query(
      `ALTER TABLE "meeting_attendance" DROP CONSTRAINT "FK_ddb9b2717aa7c548acc1d26bbb7"`,
    );
    await runner.query(`ALTER TABLE "meeting" DROP CONSTRAINT "FK_7dc124736f309def16a49aa8c00"`);
    await runner.query(`ALTER TABLE "meeting" DROP CONSTRAINT "FK_b92c43c5c6f4bddcba664e72058"`);
    await runner.query(`ALTER TABLE "meeting" DROP CONSTRAINT "FK_b80021bd31452a5b10580cc0cce"`);
    await runner.query(`DROP INDEX "public"."IDX_4a85e3d131542c71234143570e"`);
    await runner.query(`DROP INDEX "public"."IDX_a45f864714e32770c8510199bf"`);
    await runner.query(`DROP TABLE "snapshot"`);
    await runner.query(`DROP INDEX "public"."IDX_191b87f838e79dff472c64f37c"`);
    await runner.query(`DROP TABLE "decision"`);
    await runner.query(`DROP TABLE "minority_opinion"`);
    await runner.query(`DROP TABLE "vote"`);
    await runner.query(`DROP TABLE "blocker_override"`);
    await runner.query(`DROP INDEX "public"."IDX_8df29d8ad21ccbb1b4f0b753dd"`);
    await runner.query(`DROP TABLE "opinion_condition"`);
    await runner.query(`DROP INDEX "public"."IDX_7c280e4c174d5eb81b4196baa7"`);
    await runner.query(`DROP TABLE "opinion"`);
    await runner.query(`DROP TABLE "meeting_attendance"`);
    await runner.query(`DROP TABLE "meeting"`);
  }
}
