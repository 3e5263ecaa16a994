import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap } from './tenancy';

/** What whoever attacks an account knows of its owner, for the page that a lost password leads to. */
export class WordsOfAccount1795492141000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await openGap(
      runner,
      'consilium_reset_words(bytea)',
      `
      create function consilium_reset_words(p_token bytea) returns setof text
        language sql stable security definer set search_path = public, pg_temp as
      $$ select w.word from password_reset r
           join member m on m.account_id = r.account_id
           join organisation o on o.id = m.organisation_id
           cross join lateral (values (m.display_name), (o.name)) w(word)
          where r.token_hash = p_token and r.expires_at > now() $$`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function consilium_reset_words(bytea)');
  }
}
