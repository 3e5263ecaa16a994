import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

/**
 * A cast vote keeps how its voter took part; one that is cancelled stays on record with the reason. A
 * recusal found after the member spoke, rated or voted has a row of its own.
 */
export class CountedVotes1795492083000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "cancelled_vote" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "opinion_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "choice" text NOT NULL, "cast_by_seat" uuid NOT NULL, "cast_at" TIMESTAMP WITH TIME ZONE NOT NULL, "because" text NOT NULL, "cancelled_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "CHK_1d213f280e5f73134d8c2cdab5" CHECK (because in ('recused', 'proxy_void', 'taken_back')), CONSTRAINT "PK_00824d01f58fde8625018dd7dc7" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_a974c923afd3700dc5c2a4e33c" ON "cancelled_vote"  ("organisation_id", "opinion_id") `,
    );
    await runner.query(
      `CREATE TABLE "late_recusal" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "found" text NOT NULL, "spoke" boolean NOT NULL, "rated" boolean NOT NULL, "voted" boolean NOT NULL, "found_at" TIMESTAMP WITH TIME ZONE NOT NULL, "chair_seat" uuid, "chair_reason" text, "chair_at" TIMESTAMP WITH TIME ZONE, "second_seat" uuid, "second_reason" text, "second_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "CHK_db33853740be0a02b05cbeddb5" CHECK (found in ('before_adoption', 'after_adoption', 'after_decision')), CONSTRAINT "PK_ba42fc40b265d87b75de9fca2b4" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_b3569acc77a9def0062c839f21" ON "late_recusal"  ("organisation_id", "evaluation_id") `,
    );
    await runner.query(`ALTER TABLE "vote" ADD "cast_as" text`);
    await runner.query(`ALTER TABLE "vote" ADD "cast_roles" text array`);
    await runner.query(
      `ALTER TABLE "cancelled_vote" ADD CONSTRAINT "FK_e65a583d47b082f58035ce5d03e" FOREIGN KEY ("organisation_id", "cast_by_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "cancelled_vote" ADD CONSTRAINT "FK_8ed826f7983364277d3b90ee32e" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "cancelled_vote" ADD CONSTRAINT "FK_a974c923afd3700dc5c2a4e33cc" FOREIGN KEY ("organisation_id", "opinion_id") REFERENCES "opinion"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "late_recusal" ADD CONSTRAINT "FK_92150f7e6c9f3030a332286ed6f" FOREIGN KEY ("organisation_id", "second_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "late_recusal" ADD CONSTRAINT "FK_1e5cbf44deda0ac08df8ed55182" FOREIGN KEY ("organisation_id", "chair_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "late_recusal" ADD CONSTRAINT "FK_efcb4d0d4a4b2531e83fb879bfe" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "late_recusal" ADD CONSTRAINT "FK_b3569acc77a9def0062c839f214" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'cancelled_vote', ['select', 'insert']);
    await runner.query(`
      create trigger kept before insert or update or delete on cancelled_vote for each row
        execute function consilium_keep_with_opinion()`);
    await protect(runner, 'late_recusal', ['select', 'insert', 'update']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "late_recusal" DROP CONSTRAINT "FK_b3569acc77a9def0062c839f214"`,
    );
    await runner.query(
      `ALTER TABLE "late_recusal" DROP CONSTRAINT "FK_efcb4d0d4a4b2531e83fb879bfe"`,
    );
    await runner.query(
      `ALTER TABLE "late_recusal" DROP CONSTRAINT "FK_1e5cbf44deda0ac08df8ed55182"`,
    );
    await runner.query(
      `ALTER TABLE "late_recusal" DROP CONSTRAINT "FK_92150f7e6c9f3030a332286ed6f"`,
    );
    await runner.query(
      `ALTER TABLE "cancelled_vote" DROP CONSTRAINT "FK_a974c923afd3700dc5c2a4e33cc"`,
    );
    await runner.query(
      `ALTER TABLE "cancelled_vote" DROP CONSTRAINT "FK_8ed826f7983364277d3b90ee32e"`,
    );
    await runner.query(
      `ALTER TABLE "cancelled_vote" DROP CONSTRAINT "FK_e65a583d47b082f58035ce5d03e"`,
    );
    await runner.query(`ALTER TABLE "vote" DROP COLUMN "cast_roles"`);
    await runner.query(`ALTER TABLE "vote" DROP COLUMN "cast_as"`);
    await runner.query(`DROP INDEX "public"."IDX_b3569acc77a9def0062c839f21"`);
    await runner.query(`DROP TABLE "late_recusal"`);
    await runner.query(`DROP INDEX "public"."IDX_a974c923afd3700dc5c2a4e33c"`);
    await runner.query(`DROP TABLE "cancelled_vote"`);
  }
}
