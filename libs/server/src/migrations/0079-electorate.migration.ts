import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect } from './tenancy';

/**
 * Who counts is frozen when rating opens, or deliberation begins: from then on it no longer follows
 * the panel. Files that had come so far get whoever votes today, rated or voted.
 */
export class Electorate1795492079000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "electorate_place" ("organisation_id" uuid NOT NULL, "id" uuid NOT NULL, "evaluation_id" uuid NOT NULL, "seat_id" uuid NOT NULL, "member_id" uuid NOT NULL, "profession" text NOT NULL, "answer_roles" text array NOT NULL, "frozen_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "UQ_f615c15aafb84db2fff3afdad87" UNIQUE ("organisation_id", "evaluation_id", "seat_id"), CONSTRAINT "PK_9b0833acf1b80c0afc784bbe758" PRIMARY KEY ("organisation_id", "id"))`,
    );
    await runner.query(
      `ALTER TABLE "evaluation" ADD "electorate_frozen_at" TIMESTAMP WITH TIME ZONE`,
    );
    await runner.query(
      `ALTER TABLE "electorate_place" ADD CONSTRAINT "FK_a0222b741fc974d5378435f9084" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "electorate_place" ADD CONSTRAINT "FK_cc0759738d08cdbebc88ac77354" FOREIGN KEY ("organisation_id", "seat_id") REFERENCES "seat"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "electorate_place" ADD CONSTRAINT "FK_ac3923477461ef1dcc686fe36aa" FOREIGN KEY ("organisation_id", "evaluation_id") REFERENCES "evaluation"("organisation_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    // Places are added and change hands; they are never taken away.
    await protect(runner, 'electorate_place', ['select', 'insert', 'update (seat_id)']);
    await runner.query(`
      update evaluation e set electorate_frozen_at = coalesce(
        (select min(r.opened_at) from round r
          where r.organisation_id = e.organisation_id and r.evaluation_id = e.id),
        (select p.entered_at from evaluation_phase p where p.organisation_id = e.organisation_id
          and p.evaluation_id = e.id and p.phase = 'deliberating'))`);
    await runner.query(`
      insert into electorate_place (organisation_id, id, evaluation_id, seat_id, member_id,
        profession, answer_roles, frozen_at)
      select s.organisation_id, gen_random_uuid(), s.evaluation_id, s.id, s.member_id, s.profession,
        s.answer_roles, e.electorate_frozen_at
      from seat s
      join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
      join organisation o on o.id = s.organisation_id
      where e.electorate_frozen_at is not null and (
        s.votes and (now() at time zone o.time_zone)::date
          between s.seated_from and coalesce(s.seated_to, 'infinity')
        or exists (select 1 from rating r
          where r.organisation_id = s.organisation_id and r.seat_id = s.id)
        or exists (select 1 from vote v
          where v.organisation_id = s.organisation_id and v.seat_id = s.id))`);
  }

  async down(): Promise<void> {
    throw new Error('a frozen electorate is not forgotten: restore a backup instead');
  }
}
