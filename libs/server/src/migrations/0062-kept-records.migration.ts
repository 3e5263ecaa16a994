import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Added to and never touched again. */
const appendOnly = ['answer_set', 'operation', 'template_version'];

/** Changed by their rooms, and never deleted. */
const neverDeleted = [
  'answer',
  'comment',
  'committee',
  'committee_seat',
  'declaration',
  'evaluation',
  'evaluation_phase',
  'evaluation_progress',
  'member',
  'part',
  'seat',
  'site',
  'thread',
];

/** Put and taken away as wholes. */
const neverChanged = ['comment_mention', 'meeting_attendance', 'part_assignee'];

/** What may change of a piece of evidence; its hash, its size and its date of arrival may not. */
const changeable = {
  document_version: 'document_date, valid_until',
  stored_file: 'name, purged_at, bytes_gone',
};

/** Takes from the application role what it was given and never needed. */
export class KeptRecords1795492062000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const revoke = (privileges: string, tables: readonly string[]): Promise<unknown> =>
      runner.query(`revoke ${privileges} on ${tables.join(', ')} from consilium_app`);
    await revoke('update, delete', appendOnly);
    await revoke('delete', neverDeleted);
    await revoke('update', neverChanged);
    await revoke('update', Object.keys(changeable));
    for (const [table, columns] of Object.entries(changeable)) {
      await runner.query(`grant update (${columns}) on ${table} to consilium_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const grant = (privileges: string, tables: readonly string[]): Promise<unknown> =>
      runner.query(`grant ${privileges} on ${tables.join(', ')} to consilium_app`);
    await grant('update, delete', appendOnly);
    await grant('delete', neverDeleted);
    await grant('update', neverChanged);
    await grant('update', Object.keys(changeable));
  }
}
