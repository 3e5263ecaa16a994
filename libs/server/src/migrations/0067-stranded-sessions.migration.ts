import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap } from './tenancy';

/** Who was deactivated in one hospital stays signed in where another one still knows her. */
export class StrandedSessions1795492067000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await openGap(
      runner,
      'consilium_close_stranded_sessions(uuid)',
      `
      create function consilium_close_stranded_sessions(p_account uuid) returns setof uuid
        language sql security definer set search_path = public, pg_temp as
      $$ delete from session where account_id = p_account and not exists (select 1 from member m
           where m.account_id = p_account and m.active) returning id $$`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function consilium_close_stranded_sessions(uuid)');
  }
}
