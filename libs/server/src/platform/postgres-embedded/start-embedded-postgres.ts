import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { APP_ROLE, ConfigurationError } from '../configuration';
import { accountFor } from './account';
import {
  choosePlace,
  lastFatalLine,
  placeIn,
  readCredentials,
  type ClusterPlace,
} from './cluster-place';
import { createCluster, SUPERUSER } from './create-cluster';
import { provideProgramFiles } from './program-files';
import { addressOf, DATABASE, OWNER_ROLE, provision } from './provision';
import {
  endOf,
  findRunningServer,
  spawnServer,
  stopServer,
  type ServerProcess,
} from './server-process';

/** Any constant would do; held by a session of the launcher for as long as it lives. */
const LAUNCHER_LOCK = 4_270_019;
const READY_WITHIN_MS = 60_000;
const ATTEMPTS = 3;

export interface EmbeddedPostgresOptions {
  /** Exists and is writable; the server's files go into `database` there. */
  dataFolder: string;
  /** Default: a free one, chosen anew at each start. */
  port?: number;
  /** Gives up durability for speed. */
  forTests?: boolean;
}

export interface EmbeddedPostgres {
  ownerUrl: string;
  appUrl: string;
  /** The superuser on the maintenance database; for tests, which clone databases. */
  adminUrl: string;
  pid: number;
  /** It was running already: its launcher was killed, so other processes may be about to end too. */
  adopted: boolean;
  /** Where the files are, and why there if the data folder could not hold them. */
  folder: string;
  note?: string;
  /** What the server says; a file that is appended to. */
  log: string;
  /** Settles when the server is gone, whoever stopped it. */
  ended: Promise<void>;
  /** Everything committed is on disk; `hurry` takes the way that needs a repair at the next start. */
  stop(hurry?: boolean): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the product, creating its files at the first start. A
 * server left behind by a killed launcher is taken over. Works as root (the server then runs as
 * an unprivileged account) or not, with npm's install scripts on or off.
 *
 * @throws {ConfigurationError} one sentence: a second copy on the same folder, no server for this
 * system, a folder that belongs to another account.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { dataFolder, forTests = false } = options;
  const account = accountFor(placeIn(dataFolder).cluster);
  const place = choosePlace(dataFolder, account);
  if (!fs.existsSync(place.cluster)) {
    const programs = provideProgramFiles(path.dirname(place.folder), account);
    await createCluster(place, programs, account, forTests);
  }
  const credentials = readCredentials(place);
  const { server, superuser, ended, adopted } = await reachServer(
    place,
    options,
    credentials.superuser,
  );
  await holdLauncherLock(superuser, dataFolder);
  const url = (role: string, password: string, database = DATABASE) =>
    addressOf(server, role, password, database);
  try {
    await provision(superuser, url(SUPERUSER, credentials.superuser), credentials);
  } catch (error) {
    await stopServer(server);
    throw error;
  }
  // A spec's process may end while the server goes on for the others. (@types/pg lacks the method.)
  if (forTests) (superuser as pg.Client & { unref(): void }).unref();
  return {
    ownerUrl: url(OWNER_ROLE, credentials.owner),
    appUrl: url(APP_ROLE, credentials.app),
    adminUrl: url(SUPERUSER, credentials.superuser, 'postgres'),
    pid: server.pid,
    adopted,
    folder: place.folder,
    ...(place.note && { note: place.note }),
    log: place.log,
    ended,
    async stop(hurry) {
      await stopServer(server, hurry);
      await superuser.end().catch(() => undefined);
    },
  };
}

interface ReachedServer {
  server: ServerProcess;
  superuser: pg.Client;
  ended: Promise<void>;
  adopted: boolean;
}

/** Two copies started at the same moment: one starts the server, the other finds it on its next try. */
async function reachServer(
  place: ClusterPlace,
  { port, forTests = false }: EmbeddedPostgresOptions,
  password: string,
): Promise<ReachedServer> {
  for (let attempt = 1; ; attempt += 1) {
    const found = findRunningServer(place);
    const account = accountFor(place.cluster);
    const started = found
      ? undefined
      : spawnServer(
          place,
          provideProgramFiles(path.dirname(place.folder), account),
          account,
          port ?? (await freePort()),
          forTests,
        );
    const server = found ?? started!;
    const ended = started?.ended ?? endOf(server.pid);
    const superuser = await connectWhenReady(server, password, ended);
    if (superuser) return { server, superuser, ended, adopted: Boolean(found) };
    if (attempt === ATTEMPTS) {
      throw new ConfigurationError(
        `The database in ${place.folder} does not start: ${lastFatalLine(place)} (see ${place.log}).`,
      );
    }
    await pause(300);
  }
}

/** @returns undefined when the server ended before it could be used. */
async function connectWhenReady(
  server: ServerProcess,
  password: string,
  ended: Promise<void>,
): Promise<pg.Client | undefined> {
  let over = false;
  void ended.then(() => (over = true));
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: server.port,
      user: SUPERUSER,
      password,
      database: 'postgres',
      application_name: 'consilium-launcher',
      keepAlive: true,
    });
    // The server's end cuts this connection; `ended` is what tells.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (over) return undefined;
      const { code } = error as { code?: string };
      if (Date.now() > until || (code !== 'ECONNREFUSED' && code !== '57P03')) {
        throw new ConfigurationError(
          `The database on port ${server.port} lets nobody in (${(error as Error).message}).`,
        );
      }
      await pause(20);
    }
  }
}

async function holdLauncherLock(superuser: pg.Client, dataFolder: string): Promise<void> {
  const { rows } = await superuser.query<{ held: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS held',
    [LAUNCHER_LOCK],
  );
  if (rows[0]?.held) return;
  await superuser.end();
  throw new ConfigurationError(
    `Consilium already runs on ${dataFolder}: use that copy, stop it, or set CONSILIUM_DATA to another folder.`,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
