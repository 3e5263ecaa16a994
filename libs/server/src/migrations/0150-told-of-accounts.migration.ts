import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The inbox also tells what happened to accounts and invitations, which belong to no file. Their mails
 * come from the notifications now: what was handed to the consumer that wrote them before is handed over.
 */
export class ToldOfAccounts1795492150000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "inbox_item" ALTER COLUMN "evaluation_id" DROP NOT NULL`);
    await runner.query(
      `update delivery set consumer = 'notifications' where consumer = 'accounts'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from inbox_item where evaluation_id is null`);
    await runner.query(`ALTER TABLE "inbox_item" ALTER COLUMN "evaluation_id" SET NOT NULL`);
  }
}
