import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openGap } from './tenancy';

/** Lets the worker find whose files are to be swept. */
export class FileSweep1795492061000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await openGap(
      runner,
      'consilium_files_to_sweep(timestamptz)',
      `
      create function consilium_files_to_sweep(p_before timestamptz) returns setof uuid
        language sql stable security definer set search_path = public, pg_temp as
      $$ select f.organisation_id from stored_file f
          where (f.purged_at is not null and not f.bytes_gone)
             or (f.uploaded_at < p_before and not exists (select 1 from document_version v
                   where v.organisation_id = f.organisation_id and v.file_id = f.id))
          group by f.organisation_id $$`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function consilium_files_to_sweep(timestamptz)');
  }
}
