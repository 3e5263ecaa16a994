import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '../configuration';
import { mayEnter, type Account } from './account';

/** Where root keeps databases whose data folder is closed to the account that runs PostgreSQL. */
const FOLDER_OF_ROOT = '/var/lib/consilium';

export interface ClusterPlace {
  /** Holds the cluster, its passwords, its log and, where needed, a copy of the programs. */
  folder: string;
  cluster: string;
  credentials: string;
  log: string;
  /** One sentence when the folder is not the one asked for. */
  note?: string;
}

export interface Credentials {
  superuser: string;
  owner: string;
  app: string;
}

/** `database` in the data folder, whoever may enter it. */
export function placeIn(dataFolder: string, note?: string): ClusterPlace {
  const folder = path.join(dataFolder, 'database');
  return {
    folder,
    cluster: path.join(folder, 'cluster'),
    credentials: path.join(folder, 'credentials.json'),
    log: path.join(folder, 'server.log'),
    ...(note && { note }),
  };
}

/**
 * The data folder, unless the account cannot reach into it (root's home is often closed): then a
 * folder of its own under /var/lib/consilium, told in `note`. A database that exists is never
 * passed over for a new one.
 */
export function choosePlace(dataFolder: string, account: Account | undefined): ClusterPlace {
  const asked = placeIn(dataFolder);
  if (!account) return asked;
  const open = mayEnter(account, dataFolder);
  if (fs.existsSync(asked.cluster)) {
    if (open) return asked;
    throw new ConfigurationError(
      `The account that runs PostgreSQL may not enter ${dataFolder}, where the database is: let others pass through that folder and those above it (chmod o+x).`,
    );
  }
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  const instead = path.join(FOLDER_OF_ROOT, name);
  const other = placeIn(
    instead,
    `the account that runs PostgreSQL may not enter ${dataFolder}; CONSILIUM_DATA chooses another folder`,
  );
  if (open && !fs.existsSync(other.cluster)) return asked;
  fs.mkdirSync(instead, { recursive: true, mode: 0o755 });
  if (!mayEnter(account, instead)) {
    throw new ConfigurationError(
      `PostgreSQL does not run as root, and the account that runs it may enter neither ${dataFolder} nor ${instead}: set CONSILIUM_DATA to a folder that others may enter.`,
    );
  }
  return other;
}

export function newCredentials(): Credentials {
  const password = () => randomBytes(24).toString('hex');
  return { superuser: password(), owner: password(), app: password() };
}

/** @throws {ConfigurationError} when the file is not ours to read or is damaged. */
export function readCredentials(place: ClusterPlace): Credentials {
  try {
    return JSON.parse(fs.readFileSync(place.credentials, 'utf8')) as Credentials;
  } catch (error) {
    throw new ConfigurationError(
      `The database's passwords cannot be read from ${place.credentials} (${(error as Error).message}); start Consilium as the account that owns the folder.`,
    );
  }
}

/** Why the server gave up, in its own words. */
export function lastFatalLine(place: ClusterPlace): string {
  const lines = fs.readFileSync(place.log, 'utf8').trim().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? 'no message';
  return fatal.replace(/^.*?(?:FATAL|PANIC):\s*/, '');
}
