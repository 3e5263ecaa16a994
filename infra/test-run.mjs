// One test run's folder: the database server that its specs share, and what else they put there.
//
// The server itself is started by the first spec that asks for a database
// (libs/testing/src/postgres-harness.ts), so runs without database specs never wait for one.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PREFIX = 'consilium-test-';

/** Also removes what runs left that were killed. The folder is named after the process that owns it. */
export async function openTestRun() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const owner = name.startsWith(PREFIX) && Number(name.slice(PREFIX.length).split('-')[0]);
    if (owner && !isAlive(owner)) await closeTestRun(path.join(os.tmpdir(), name));
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  // The unprivileged account that runs PostgreSQL for root passes through.
  fs.chmodSync(folder, 0o711);
  return folder;
}

/** Stops the server without ceremony (its files are removed next) and removes the folder. */
export async function closeTestRun(folder) {
  const pid = postmasterOf(folder);
  if (pid && isAlive(pid)) {
    process.kill(pid, 'SIGQUIT');
    for (let tries = 0; isAlive(pid) && tries < 500; tries += 1) await pause(10);
  }
  await dropForeignDatabases(folder);
  fs.rmSync(folder, { recursive: true, force: true });
}

function postmasterOf(folder) {
  try {
    const note = path.join(folder, 'database', 'cluster', 'postmaster.pid');
    return Number(fs.readFileSync(note, 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

/** On a server of one's own (TEST_DATABASE_URL) the template and forgotten clones stay behind. */
async function dropForeignDatabases(folder) {
  const note = path.join(folder, 'server', 'ready.json');
  if (!fs.existsSync(note)) return;
  const { adminUrl, prefix, own } = JSON.parse(fs.readFileSync(note, 'utf8'));
  if (!own) return;
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query(
    'SELECT quote_ident(datname) AS name FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  );
  for (const { name } of rows) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
