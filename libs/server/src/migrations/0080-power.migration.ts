import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

/** Who gave what to whom, why: changes of a running panel, substitutes, and what a sole administrator took. */
export class Power1795492080000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "panel_change" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "kind" text NOT NULL, "seat_id" uuid NOT NULL, "replaced_seat_id" uuid, "before" jsonb, "after" jsonb NOT NULL, "reason" text NOT NULL, "changed_by" uuid NOT NULL, "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_8b125af28c0c01179fdf6e78015" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_cb3e1d18a66774fa0e0d176207" ON "panel_change"  ("organisation_id", "evaluation_id") `,
    );
    await runner.query(`ALTER TABLE "member" ADD "self_granted_reason" text`);
    await runner.query(`ALTER TABLE "committee_seat" ADD "self_granted_reason" text`);
    await runner.query(`ALTER TABLE "seat" ADD "substitute_id" uuid`);
    await runner.query(`ALTER TABLE "seat" ADD "self_granted_reason" text`);
    await runner.query(
      `ALTER TABLE "seat" ADD CONSTRAINT "FK_eee490b369442d019a8867ec91c" FOREIGN KEY ("organisation_id", "substitute_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "panel_change" ADD CONSTRAINT "FK_9b2a96feb3a704cb57ead5f0e44" FOREIGN KEY ("organisation_id", "changed_by") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "panel_change" ADD CONSTRAINT "FK_5a81ca8f784df5bffec73d50405" FOREIGN KEY ("organisation_id", "replaced_seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "panel_change" ADD CONSTRAINT "FK_0cb6681e954778cd03150cacddb" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "panel_change" ADD CONSTRAINT "FK_cb3e1d18a66774fa0e0d1762072" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await protect(runner, 'panel_change', ['select', 'insert']);
    await runner.query(`
      update seat s set substitute_id = c.substitute_id
        from evaluation e join committee_seat c on c.organisation_id = e.organisation_id
          and c.committee_id = e.committee_id
       where e.organisation_id = s.organisation_id and e.id = s.evaluation_id
         and c.member_id = s.member_id and c.substitute_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "panel_change" DROP CONSTRAINT "FK_cb3e1d18a66774fa0e0d1762072"`,
    );
    await runner.query(
      `ALTER TABLE "panel_change" DROP CONSTRAINT "FK_0cb6681e954778cd03150cacddb"`,
    );
    await runner.query(
      `ALTER TABLE "panel_change" DROP CONSTRAINT "FK_5a81ca8f784df5bffec73d50405"`,
    );
    await runner.query(
      `ALTER TABLE "panel_change" DROP CONSTRAINT "FK_9b2a96feb3a704cb57ead5f0e44"`,
    );
    await runner.query(`ALTER TABLE "seat" DROP CONSTRAINT "FK_eee490b369442d019a8867ec91c"`);
    await runner.query(`ALTER TABLE "seat" DROP COLUMN "self_granted_reason"`);
    await runner.query(`ALTER TABLE "seat" DROP COLUMN "substitute_id"`);
    await runner.query(`ALTER TABLE "committee_seat" DROP COLUMN "self_granted_reason"`);
    await runner.query(`ALTER TABLE "member" DROP COLUMN "self_granted_reason"`);
    await runner.query(`DROP INDEX "public"."IDX_cb3e1d18a66774fa0e0d176207"`);
    await runner.query(`DROP TABLE "panel_change"`);
  }
}
