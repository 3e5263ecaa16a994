import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A vote that was cancelled keeps how it was cast, as its event vouches for. Rounds of which figures were
 * withheld before events named the statements get the event that does, also those of which only a
 * migration withheld any: an audit compares them from here on. Nobody is told again.
 */
export class VotesAndWithheld1795492183000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "cancelled_vote" ADD "cast_as" text`);
    await runner.query(`ALTER TABLE "cancelled_vote" ADD "cast_roles" text array`);
    await runner.query(`
      insert into event (organisation_id, id, type, schema_version, evaluation_id, principal_kind,
          principal_id, subject_kind, subject_id, data, occurred_at)
      select r.organisation_id, gen_random_uuid(), 'round.withheld', 1, r.evaluation_id, 'system',
          'migrations', 'round', r.id, jsonb_build_object('n', r.number,
            'statements', cardinality(r.withheld_statements), 'withheldKeys', r.withheld_statements),
          date_trunc('milliseconds', now())
        from "round" r where r.withheld_statements <> '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "cancelled_vote" DROP COLUMN "cast_roles"`);
    await runner.query(`ALTER TABLE "cancelled_vote" DROP COLUMN "cast_as"`);
  }
}
