import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file keeps the rules of its committee as they were when it began; files under way, those of today. */
export class RulesOfFile1795492081000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "evaluation" ADD "rules" jsonb`);
    await runner.query(`
      update evaluation e set rules = jsonb_build_object('quorumShare', k.quorum_share,
          'requiredRoles', k.required_roles, 'noticeDays', k.notice_days, 'rounds', k.rounds,
          'pilots', k.pilots)
        from committee k
       where k.organisation_id = e.organisation_id and k.id = e.committee_id and e.phase <> 'draft'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "evaluation" DROP COLUMN "rules"`);
  }
}
