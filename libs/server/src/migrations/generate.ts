import { writeFileSync } from 'node:fs';
import { makeDataSource } from '../platform/database';
import { entities } from '../composition/entities';
import { migrations, runMigrations } from './index';

/**
 * Writes the statements that lead from the migrations to the entities, as a migration to be read and
 * completed by hand: `node infra/run.mjs libs/server/src/migrations/generate.ts <name>`, with
 * DATABASE_URL naming an empty database. `--check` only says whether anything is missing.
 */
const [name = ''] = process.argv.slice(2);
const url = process.env['DATABASE_URL'];
if (!url || !name) throw new Error('usage: DATABASE_URL=… generate.ts <name> | --check');

await runMigrations(url);
const source = makeDataSource({ url, poolSize: 1, applicationName: 'consilium-schema' }, entities);
await source.initialize();
const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log();
await source.destroy();

if (name === '--check') {
  for (const { query } of upQueries) process.stdout.write(`${query}\n`);
  process.exit(upQueries.length === 0 ? 0 : 1);
}

const stamp = String(migrations.length + 1).padStart(4, '0');
const pascal = name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) =>
  letter.toUpperCase(),
);
const body = (queries: { query: string }[]): string =>
  queries
    .map(({ query }) => `    await runner.query(\`${query.replaceAll('`', '\\`')}\`);`)
    .join('\n');
writeFileSync(
  `libs/server/src/migrations/${stamp}-${name}.migration.ts`,
  `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${pascal}${Date.now()} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${body(upQueries)}
  }

  async down(runner: QueryRunner): Promise<void> {
${body([...downQueries].reverse())}
  }
}
`,
);
