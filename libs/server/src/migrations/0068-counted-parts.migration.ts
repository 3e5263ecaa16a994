import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap } from './tenancy';

/**
 * Parts of which no question applies are known without reading answers; a repeated operation is
 * compared with what was asked first, and forgotten after thirty days; why a device is out of scope
 * stands in the test, no longer as keys where people read.
 */
export class CountedParts1795492068000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "evaluation_progress" ADD "idle_parts" uuid array NOT NULL DEFAULT '{}'`,
    );
    await runner.query(`ALTER TABLE "operation" ADD "input_digest" text`);
    await runner.query(
      `update evaluation set scope_reason = null where scope_outcome = 'out_of_scope'`,
    );
    await runner.query(
      `update phase_move_made set reason = null where move = 'close_out_of_scope'`,
    );
    // How long is not the caller's to say: nobody may take a younger one away.
    await openGap(
      runner,
      'consilium_forget_operations()',
      `
      create function consilium_forget_operations() returns integer
        language sql security definer set search_path = public, pg_temp as
      $$ with gone as (
           delete from operation o using (
             select k.organisation_id, k.principal_id, k.operation_id from operation k
              where k.created_at < now() - interval '30 days' order by k.created_at limit 5000) k
            where o.organisation_id = k.organisation_id and o.principal_id = k.principal_id
              and o.operation_id = k.operation_id
           returning 1)
         select count(*)::int from gone $$`,
    );
  }

  async down(): Promise<void> {
    throw new Error('operations that were forgotten do not come back: restore a backup instead');
  }
}
