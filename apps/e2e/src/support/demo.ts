import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { createTestDatabase, onceInRun, runFolder, type TestDatabase } from '@consilium/testing';
import { ProductProcess } from './product-process';

/** What a running product keeps its things in. */
export interface Store {
  readonly database: Pick<TestDatabase, 'ownerUrl' | 'appUrl'>;
  readonly dataFolder: string;
}

const program = fileURLToPath(
  new URL('../../../../dist/apps/launcher/commands/prepare.js', import.meta.url),
);

/** The variables every process of the product is started with. */
export const environmentOf = ({ database, dataFolder }: Store): Record<string, string> => ({
  DATABASE_URL: database.ownerUrl,
  DATABASE_APP_URL: database.appUrl,
  CONSILIUM_DATA: dataFolder,
  CONSILIUM_DEMO: '1',
  LOG_LEVEL: 'error',
});

/**
 * The demo, made once for all journeys of a run: every file, report and mail of it is there and
 * nothing is under way. Journeys copy it.
 */
const demoOfRun = (): Promise<Store> =>
  onceInRun('demo', async (folder) => {
    const store: Store = {
      database: await createTestDatabase(),
      dataFolder: path.join(folder, 'data'),
    };
    fs.mkdirSync(store.dataFolder);
    await prepare(store);
    return store;
  });

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
        `select exists (select 1 from outbox_item) or exists (select 1 from delivery)
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
