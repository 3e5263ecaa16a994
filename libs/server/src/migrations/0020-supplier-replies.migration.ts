import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the supplier states is never rewritten, and its event carries a digest that can be destroyed. */
export class SupplierReplies1795492020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "supplier_reply" ADD "salt" bytea NOT NULL`);
    await runner.query(`revoke update, delete on supplier_reply from consilium_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`grant update, delete on supplier_reply to consilium_app`);
    await runner.query(`ALTER TABLE "supplier_reply" DROP COLUMN "salt"`);
  }
}
