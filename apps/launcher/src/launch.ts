import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  ConfigurationError,
  parseLaunchConfiguration,
  type LaunchConfiguration,
} from '@consilium/server/platform/configuration';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '@consilium/server/platform/postgres-embedded';
import { prepareDataFolder } from './data-folder';
import { demandPort } from './demand-port';
import { keepRunning, type RunningChild } from './keep-running';
import { keepSmall, logFile } from './log-file';
import { sentenceOf } from './sentence-of';
import { stopRequests, type StopRequests } from './stop-requests';

const READY_WITHIN_MS = 60_000;
/** After a kill the children of the last launcher need a moment to notice and let go of the port. */
const PATIENCE_AFTER_A_KILL_MS = 8_000;
/** What the children may exceed their own grace by before they are ended. */
const LAST_WORDS_MS = 500;

const apps = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Starts everything and stays until it is asked to stop or something fails for good.
 *
 * @returns the exit code: 0 after a stop that was asked for.
 */
export async function launch(environment: NodeJS.ProcessEnv): Promise<number> {
  const stop = stopRequests();
  const over = new AbortController();
  let database: EmbeddedPostgres | undefined;
  let children: RunningChild[] = [];
  const logs: (() => void)[] = [];
  let graceMs = 0;
  stop.onHurry(() => {
    for (const child of children) child.kill();
    void database?.stop(true);
  });
  try {
    const configuration = parseLaunchConfiguration(environment);
    graceMs = configuration.shutdownGraceMs + LAST_WORDS_MS;
    prepareDataFolder(configuration.dataFolder);
    if (!configuration.database) {
      database = await startEmbeddedPostgres({ dataFolder: configuration.dataFolder });
      logs.push(keepSmall(database.log));
    }
    const { host, port } = configuration.http;
    await demandPort(host, port, database?.adopted ? PATIENCE_AFTER_A_KILL_MS : 0);
    const childEnvironment = environmentOfChildren(environment, configuration, database);
    const offered = await prepareDatabase(childEnvironment, stop);
    children = ['api', 'worker'].map((name) => {
      const log = logFile(configuration.dataFolder, name);
      logs.push(keepSmall(log.path));
      return keepRunning(name, path.join(apps, name, 'main.js'), childEnvironment, log);
    });
    const failure = firstFailure(children, database);
    await Promise.race([ready(configuration, stop, over.signal), failure]);
    stop.demandNone();
    greet(configuration, database, offered);
    await Promise.race([stop.asked, failure]);
    return 0;
  } catch (error) {
    if (stop.wasAsked()) return 0;
    process.stderr.write(`${sentenceOf(error)}\n`);
    return 1;
  } finally {
    over.abort();
    logs.forEach((end) => end());
    await Promise.all(children.map((child) => child.stop(graceMs)));
    await database?.stop();
    stop.end();
  }
}

function environmentOfChildren(
  environment: NodeJS.ProcessEnv,
  configuration: LaunchConfiguration,
  embedded: EmbeddedPostgres | undefined,
): NodeJS.ProcessEnv {
  return {
    ...environment,
    NODE_ENV: environment['NODE_ENV'] || 'production',
    CONSILIUM_DATA: configuration.dataFolder,
    CONSILIUM_DEMO: configuration.demo ? '1' : '0',
    ...(embedded && { DATABASE_URL: embedded.ownerUrl, DATABASE_APP_URL: embedded.appUrl }),
  };
}

/**
 * Roles, migrations and, in the demo, its committee: in a process that ends before the API starts.
 * Returns what it says to whoever will set the product up; empty once somebody has.
 */
async function prepareDatabase(
  environment: NodeJS.ProcessEnv,
  stop: StopRequests,
): Promise<string> {
  stop.demandNone();
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', path.join(apps, 'launcher', 'commands', 'prepare.js')],
    { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  stop.onAsked(() => child.kill('SIGTERM'));
  let offered = '';
  let complaint = '';
  child.stdout?.on('data', (text: Buffer) => (offered += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (complaint += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  stop.demandNone();
  if (code !== 0) throw new ConfigurationError(complaint.trim() || 'The migrations were killed.');
  return offered.trim();
}

/** Rejects with a sentence when a child is beyond restarting or our own database is gone. */
function firstFailure(
  children: readonly RunningChild[],
  database: EmbeddedPostgres | undefined,
): Promise<never> {
  const sentences = children.map((child) => child.givenUp);
  if (database) {
    sentences.push(database.ended.then(() => `The database has ended (see ${database.log}).`));
  }
  const failure = Promise.race(sentences).then((sentence) => {
    throw new ConfigurationError(sentence);
  });
  failure.catch(() => undefined);
  return failure;
}

async function ready(
  { http }: LaunchConfiguration,
  stop: StopRequests,
  over: AbortSignal,
): Promise<void> {
  const address = `http://${addressToAsk(http.host)}:${http.port}/health/ready`;
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    stop.demandNone();
    over.throwIfAborted();
    const status = await fetch(address, { signal: AbortSignal.timeout(2_000) })
      .then((response) => response.status)
      .catch(() => 0);
    if (status === 200) return;
    await pause(50);
  }
  throw new ConfigurationError(
    `The API was not ready within ${READY_WITHIN_MS / 1000} seconds (see its log).`,
  );
}

function addressToAsk(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function greet(
  configuration: LaunchConfiguration,
  database: EmbeddedPostgres | undefined,
  offered: string,
): void {
  const { http, demo, dataFolder, smtpUrl, storage } = configuration;
  const mails = smtpUrl ? 'mails go out by SMTP_URL' : 'mails are not sent but kept to be read';
  const files = storage.kind === 'bucket' ? ', files by STORAGE_URL' : '';
  const place = database
    ? `in ${database.folder}${database.note ? ` (${database.note})` : ''}`
    : 'by DATABASE_URL';
  const kept =
    database && !database.note && !files
      ? `everything in ${dataFolder}`
      : `database ${place}${files}, the rest in ${dataFolder}`;
  const first = demo
    ? 'A demo committee is there: its members and their password are on the sign-in page.'
    : offered || 'An administrator who cannot sign in: npx consilium recover <address>.';
  process.stdout.write(
    `Consilium is open at ${http.publicUrl} (Ctrl-C stops it).\n${first}\nKept: ${kept}; ${mails}.\n`,
  );
}
