// Runs a command beside a database server of its own, which is gone afterwards:
//   node infra/with-database.mjs <command> [arguments]
// The command finds an empty database, with the roles and extensions that migrations expect, in
// DATABASE_URL (owner) and DATABASE_APP_URL.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, root } from './bundle.mjs';
import { closeTestRun, openTestRun } from './test-run.mjs';

const [command, ...parameters] = process.argv.slice(2);
if (!command) {
  console.error('Usage: node infra/with-database.mjs <command> [arguments]');
  process.exit(2);
}
const source = path.join(root, 'libs/server/src/platform/postgres-embedded/index.ts');
const { startEmbeddedPostgres } = await import(pathToFileURL(await bundle(source)).href);
const folder = await openTestRun();
try {
  const server = await startEmbeddedPostgres({ dataFolder: folder, forTests: true });
  const child = spawn(command, parameters, {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: server.ownerUrl, DATABASE_APP_URL: server.appUrl },
  });
  process.exitCode = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
} finally {
  await closeTestRun(folder);
}
