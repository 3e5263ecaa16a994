import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

/**
 * An assessment that would change who counts in a closed anonymous round waits for a second person, and
 * the statements it touches are told nobody any more.
 */
export class SecondPerson1795492084000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "assessment_proposal" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "level" text NOT NULL, "recused_sections" text array NOT NULL DEFAULT '{}', "reason" text NOT NULL, "declaration_version" integer NOT NULL, "proposed_by" uuid NOT NULL, "proposed_at" TIMESTAMP WITH TIME ZONE NOT NULL, "drawn_seat" uuid, "state" text NOT NULL DEFAULT 'waiting', "settled_by" uuid, "settled_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "CHK_2dc73cc3b683d833c38b6e20e5" CHECK (state in ('waiting', 'confirmed', 'refused')), CONSTRAINT "PK_0edd56f87af4a9c9ce6d22b375d" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_23ef9c0cd25ab3b7fa90273775" ON "assessment_proposal"  ("organisation_id", "seat_id") WHERE state = 'waiting'`,
    );
    await runner.query(
      `CREATE INDEX "IDX_6313a772d92f70b19bc1dc11e8" ON "assessment_proposal"  ("organisation_id", "evaluation_id") `,
    );
    await runner.query(
      `ALTER TABLE "round" ADD "withheld_statements" text array NOT NULL DEFAULT '{}'`,
    );
    await runner.query(
      `ALTER TABLE "assessment_proposal" ADD CONSTRAINT "FK_a09af01f35c45b49a1d4f44ba17" FOREIGN KEY ("organisation_id", "settled_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_proposal" ADD CONSTRAINT "FK_462a9db80094078b417ade3a5a5" FOREIGN KEY ("organisation_id", "drawn_seat") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_proposal" ADD CONSTRAINT "FK_b33e82c937299c07df9d42c7627" FOREIGN KEY ("organisation_id", "proposed_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_proposal" ADD CONSTRAINT "FK_39dc235aa60881dc3b92026431b" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "assessment_proposal" ADD CONSTRAINT "FK_6313a772d92f70b19bc1dc11e8d" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'assessment_proposal', ['select', 'insert', 'update']);
    await runner.query(`ALTER TABLE "round" ADD "withheld_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(
      'grant update (withheld_statements, withheld_at) on "round" to consilium_app',
    );
    // Of rounds whose figures were already computed again without a rater, neither version is told.
    await runner.query(`
      with touched as (
        select r.organisation_id, r.id, array_agg(distinct s->>'key' order by s->>'key') as keys
          from "round" r
          join rating g on g.organisation_id = r.organisation_id and g.round_id = r.id
          join declaration d on d.organisation_id = g.organisation_id and d.seat_id = g.seat_id
          cross join lateral jsonb_array_elements(r.statements) s
         where r.state = 'closed' and r.attribution = 'anonymous' and d.assessment = 'major'
           and d.assessed_at > r.closed_at
           and (d.recused_sections = '{}' or s->>'section' = any(d.recused_sections))
         group by 1, 2)
      update "round" r set withheld_statements = t.keys, withheld_at = now() from touched t
       where r.organisation_id = t.organisation_id and r.id = t.id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'revoke update (withheld_statements, withheld_at) on "round" from consilium_app',
    );
    await runner.query(`ALTER TABLE "round" DROP COLUMN "withheld_at"`);
    await runner.query(
      `ALTER TABLE "assessment_proposal" DROP CONSTRAINT "FK_6313a772d92f70b19bc1dc11e8d"`,
    );
    await runner.query(
      `ALTER TABLE "assessment_proposal" DROP CONSTRAINT "FK_39dc235aa60881dc3b92026431b"`,
    );
    await runner.query(
      `ALTER TABLE "assessment_proposal" DROP CONSTRAINT "FK_b33e82c937299c07df9d42c7627"`,
    );
    await runner.query(
      `ALTER TABLE "assessment_proposal" DROP CONSTRAINT "FK_462a9db80094078b417ade3a5a5"`,
    );
    await runner.query(
      `ALTER TABLE "assessment_proposal" DROP CONSTRAINT "FK_a09af01f35c45b49a1d4f44ba17"`,
    );
    await runner.query(`ALTER TABLE "round" DROP COLUMN "withheld_statements"`);
    await runner.query(`DROP INDEX "public"."IDX_6313a772d92f70b19bc1dc11e8"`);
    await runner.query(`DROP INDEX "public"."IDX_23ef9c0cd25ab3b7fa90273775"`);
    await runner.query(`DROP TABLE "assessment_proposal"`);
  }
}
