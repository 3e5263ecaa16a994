import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@consilium/testing';
import { ProductProcess } from './product-process';

/** What a running product keeps its things in. */
export interface Store {
  readonly database: Pick<TestDatabase, 'ownerUrl' | 'appUrl'>;
  readonly dataFolder: string;
}

const program = fileURLToPath(
  new URL('../../../../dist/apps/launcher/commands/prepare.js', import.meta.url),
);
const preparedWithinMs = 180_000;

/** The variables every process of the product is started with. */
export const environmentOf = ({ database, dataFolder }: Store): Record<string, string> => ({
  DATABASE_URL: database.ownerUrl,
  DATABASE_APP_URL: database.appUrl,
  CONSILIUM_DATA: dataFolder,
  CONSILIUM_DEMO: '1',
  LOG_LEVEL: 'error',
});

const runFolder = (): string => {
  const folder = process.env['CONSILIUM_TEST_RUN'];
  if (!folder)
    throw new Error("jest.config.mjs lacks globalSetup: '../../infra/jest-run-open.mjs'");
  return folder;
};

/**
 * The demo, made once for all journeys of a run: every file, report and mail of it is there and
 * nothing is under way. Journeys copy it.
 */
async function demoOfRun(): Promise<Store> {
  const folder = path.join(runFolder(), 'demo');
  const note = path.join(folder, 'ready.json');
  const failure = path.join(folder, 'failure.txt');
  try {
    fs.mkdirSync(folder);
  } catch {
    return waitFor(note, failure);
  }
  try {
    const store: Store = {
      database: await createTestDatabase(),
      dataFolder: path.join(folder, 'data'),
    };
    fs.mkdirSync(store.dataFolder);
    await prepare(store);
    fs.writeFileSync(`${note}.new`, JSON.stringify(store));
    fs.renameSync(`${note}.new`, note);
    return store;
  } catch (error) {
    fs.writeFileSync(failure, (error as Error).message);
    throw error;
  }
}

async function waitFor(note: string, failure: string): Promise<Store> {
  const until = Date.now() + preparedWithinMs;
  while (Date.now() < until) {
    if (fs.existsSync(note)) return JSON.parse(fs.readFileSync(note, 'utf8')) as Store;
    if (fs.existsSync(failure)) throw new Error(`No demo: ${fs.readFileSync(failure, 'utf8')}`);
    await pause(50);
  }
  throw new Error('No demo: the journey that was to prepare it has not done so.');
}

/** Fills an empty store as `npm start` does, and lets the worker finish all that follows from it. */
async function prepare(store: Store): Promise<void> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...environmentOf(store), NODE_ENV: 'production', NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`the demo could not be prepared (exit code ${code})`);
  const worker = await ProductProcess.start('worker', environmentOf(store));
  const owner = new Client({ connectionString: store.database.ownerUrl });
  await owner.connect();
  try {
    let busy = true;
    while (busy) {
      const { rows } = await owner.query<{ busy: boolean }>(
        `select exists (select 1 from outbox_item)
           or exists (select 1 from mail where sent_at is null and failed_at is null)
           or exists (select 1 from report where state <> 'ready') as busy`,
      );
      busy = rows[0]?.busy !== false;
      if (busy) await pause(50);
    }
  } finally {
    await owner.end();
    await worker.kill();
  }
}

/** A copy of the demo, for one spec file to change as it likes. */
export async function copyOfDemo(): Promise<Store & { drop(): Promise<void> }> {
  const demo = await demoOfRun();
  const database = await createTestDatabase(demo.database);
  const dataFolder = fs.mkdtempSync(path.join(runFolder(), 'journey-'));
  fs.cpSync(demo.dataFolder, dataFolder, { recursive: true });
  return {
    database,
    dataFolder,
    drop: async () => {
      await database.drop();
      fs.rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
