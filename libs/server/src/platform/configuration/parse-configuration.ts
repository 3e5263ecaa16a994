import { isIP } from 'node:net';
import path from 'node:path';
import * as v from 'valibot';
import type {
  Configuration,
  HttpConfiguration,
  LaunchConfiguration,
  StorageConfiguration,
} from './configuration';
import { ConfigurationError } from './configuration-error';
import { APP_ROLE, appUrlFor } from './database-urls';
import { readStorageUrl, type StorageAddress } from './storage-url';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function wholeNumber(least: number, most: number, otherwise: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,9}$/, message),
      v.transform(Number),
      v.minValue(least, message),
      v.maxValue(most, message),
    ),
    String(otherwise),
  );
}

const isAddress = (text: string, schemes: readonly string[]): boolean =>
  URL.canParse(text) && schemes.includes(new URL(text).protocol);

const addressOf = (schemes: readonly string[]): string =>
  `an address that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`;

function address(schemes: readonly string[]) {
  return v.pipe(
    v.string(),
    v.check((text) => isAddress(text, schemes), `must be ${addressOf(schemes)}`),
  );
}

/** The same, or `off` for none. */
function addressOrOff(schemes: readonly string[]) {
  return v.pipe(
    v.string(),
    v.check(
      (text) => text === 'off' || isAddress(text, schemes),
      `must be off, or ${addressOf(schemes)}`,
    ),
    v.transform((text) => (text === 'off' ? null : text)),
  );
}

type TrustProxy = HttpConfiguration['trustProxy'];

/** `off`, a number of hops, or addresses and ranges; null when it is none of them. */
function readTrustProxy(text: string): TrustProxy | null {
  if (text === 'off') return false;
  if (/^[1-9]$/.test(text)) return Number(text);
  const addresses = text.split(',').map((one) => one.trim());
  const isRange = (one: string): boolean => {
    if (one === 'loopback') return true;
    const [host = '', bits, ...more] = one.split('/');
    const width = { 0: 0, 4: 32, 6: 128 }[isIP(host)] ?? 0;
    if (width === 0 || more.length > 0) return false;
    return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= width);
  };
  return addresses.every(isRange) ? addresses : null;
}

const Environment = v.object({
  PORT: wholeNumber(1, 65535, 3000),
  HOST: v.optional(
    v.pipe(v.string(), v.regex(/^[\w.:-]+$/, 'must be a host name or an IP address')),
    '127.0.0.1',
  ),
  PUBLIC_URL: v.optional(
    v.pipe(
      address(['http:', 'https:']),
      v.transform((text) => text.replace(/\/+$/, '')),
    ),
  ),
  TRUST_PROXY: v.optional(
    v.pipe(
      v.string(),
      v.transform(readTrustProxy),
      v.custom<TrustProxy>(
        (trust) => trust !== null,
        'must be off, a number of proxies from 1 to 9, or their addresses: 10.0.0.4, 10.1.0.0/16',
      ),
    ),
    'loopback',
  ),
  DATABASE_URL: v.optional(address(['postgres:', 'postgresql:'])),
  DATABASE_APP_URL: v.optional(address(['postgres:', 'postgresql:'])),
  REDIS_URL: v.optional(address(['redis:', 'rediss:'])),
  SMTP_URL: v.optional(addressOrOff(['smtp:', 'smtps:'])),
  MAIL_FROM: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(?:[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
        'must be a mail address, with or without a name before it: Consilium <consilium@hospital.example>',
      ),
    ),
    'Consilium <consilium@localhost>',
  ),
  CONSILIUM_DATA: v.optional(v.string(), './.data'),
  STORAGE_URL: v.optional(
    v.pipe(
      v.string(),
      v.transform(readStorageUrl),
      v.custom<StorageAddress>(
        (address) => address !== null,
        'must be the address of a folder, file:///srv/consilium/files, or of a bucket, s3://KEY:SECRET@host:port/bucket?region=us-east-1&tls=1',
      ),
    ),
  ),
  CONSILIUM_DEMO: v.optional(v.picklist(['0', '1'], 'must be 1 or 0')),
  ALLOWED_HOSTS: v.optional(
    v.pipe(
      v.string(),
      v.transform(readNames),
      v.custom<string[]>(
        (names) => names !== null,
        'must be host names without a scheme or a port: consilium.hospital.example, 10.0.0.4',
      ),
    ),
    '',
  ),
  GRAPHQL_INTROSPECTION: v.optional(v.picklist(['0', '1'], 'must be 1 or 0')),
  NODE_ENV: v.optional(v.string()),
  SESSION_IDLE_MINUTES: wholeNumber(5, 20_160, 480),
  UPLOAD_MB_PER_PERSON: wholeNumber(1, 1_000_000, 1_000),
  UPLOAD_MB_PER_ORGANISATION: wholeNumber(1, 100_000_000, 10_000),
  LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`), 'info'),
  SHUTDOWN_GRACE_MS: wholeNumber(0, 600_000, 5000),
  HEARTBEAT_FILE: v.optional(v.string()),
});

function storageIn(dataFolder: string, address: StorageAddress | undefined): StorageConfiguration {
  if (!address) return { kind: 'folder', folder: path.join(dataFolder, 'files') };
  if (address.kind === 'folder') return address;
  return { ...address, arrivals: path.join(dataFolder, 'arriving') };
}

/** `127.0.0.0/8`, `::1` and `localhost`: names of this machine for itself, which nobody else can reach. */
export function isLoopbackName(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** Host names in the form in which browsers send them; null when one is no host name. */
function readNames(text: string): string[] | null {
  const names = text
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
  const isName = (one: string): boolean =>
    isIP(one) > 0 || /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/.test(one);
  return names.every(isName) ? names.map((one) => (isIP(one) === 6 ? `[${one}]` : one)) : null;
}

/**
 * The first variable that lets somebody else than who sits at this machine reach the product; null when
 * none does. Checked of the demo, whose people anyone may act as.
 */
function opening(env: {
  HOST: string;
  PUBLIC_URL?: string | undefined;
  TRUST_PROXY: TrustProxy;
  ALLOWED_HOSTS: readonly string[];
}): string | null {
  if (!isLoopbackName(env.HOST)) return `HOST is ${env.HOST}`;
  if (env.PUBLIC_URL && !isLoopbackName(new URL(env.PUBLIC_URL).hostname))
    return 'PUBLIC_URL names another host than this machine';
  const proxies = env.TRUST_PROXY === false ? [] : env.TRUST_PROXY;
  if (
    typeof proxies === 'number' ||
    !proxies.every((one) => one === 'loopback' || isLoopbackName(one))
  )
    return 'TRUST_PROXY names a proxy';
  return env.ALLOWED_HOSTS.every(isLoopbackName) ? null : 'ALLOWED_HOSTS names another host';
}

function hostInUrl(host: string): string {
  const reachable = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return reachable.includes(':') ? `[${reachable}]` : reachable;
}

/**
 * Reads the environment for the launcher, where an absent DATABASE_URL means "bring a server".
 * Empty variables count as absent. The demo is on by default when nothing but this machine is
 * involved: no DATABASE_URL, and a HOST nobody else can reach.
 *
 * @throws {ConfigurationError} one sentence naming the first wrong variable.
 */
export function parseLaunchConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
): LaunchConfiguration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = v.safeParse(Environment, given, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new ConfigurationError(`${v.getDotPath(issue) ?? 'The environment'} ${issue.message}.`);
  }
  const env = parsed.output;
  const open = opening(env);
  if (env.CONSILIUM_DEMO === '1' && open) {
    throw new ConfigurationError(
      `CONSILIUM_DEMO lets anyone act as any member, so it must be 0 or absent when ${open}.`,
    );
  }
  const demo = env.CONSILIUM_DEMO ? env.CONSILIUM_DEMO === '1' : !open && !env.DATABASE_URL;
  if (env.DATABASE_APP_URL && !env.DATABASE_URL) {
    throw new ConfigurationError(
      'DATABASE_APP_URL is of use only beside DATABASE_URL, which is absent.',
    );
  }
  const dataFolder = path.resolve(env.CONSILIUM_DATA);
  return {
    http: {
      host: env.HOST,
      port: env.PORT,
      publicUrl: env.PUBLIC_URL ?? `http://${hostInUrl(env.HOST)}:${env.PORT}`,
      furtherNames: env.ALLOWED_HOSTS,
      trustProxy: env.TRUST_PROXY,
    },
    ...(env.DATABASE_URL && {
      database: {
        ownerUrl: env.DATABASE_URL,
        appUrl: env.DATABASE_APP_URL ?? appUrlFor(env.DATABASE_URL),
        appRole: APP_ROLE,
      },
    }),
    ...(env.REDIS_URL && { redisUrl: env.REDIS_URL }),
    ...(env.SMTP_URL && { smtpUrl: env.SMTP_URL }),
    mailFrom: env.MAIL_FROM,
    dataFolder,
    storage: storageIn(dataFolder, env.STORAGE_URL),
    demo,
    introspection: env.GRAPHQL_INTROSPECTION
      ? env.GRAPHQL_INTROSPECTION === '1'
      : demo || env.NODE_ENV === 'development',
    uploads: {
      personMegabytes: env.UPLOAD_MB_PER_PERSON,
      organisationMegabytes: env.UPLOAD_MB_PER_ORGANISATION,
    },
    sessionIdleMinutes: env.SESSION_IDLE_MINUTES,
    logLevel: env.LOG_LEVEL,
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
    ...(env.HEARTBEAT_FILE && { heartbeatFile: path.resolve(env.HEARTBEAT_FILE) }),
  };
}

/**
 * Reads the environment for the API and the worker, which need a database to exist already.
 *
 * @throws {ConfigurationError} one sentence naming the first wrong or missing variable.
 */
export function parseConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const { database, ...rest } = parseLaunchConfiguration(environment);
  if (!database) {
    throw new ConfigurationError(
      'DATABASE_URL is missing: give the address of a PostgreSQL server, or start with npm start, which brings one.',
    );
  }
  return { ...rest, database };
}
