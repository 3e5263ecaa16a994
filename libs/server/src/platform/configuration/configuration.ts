export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface HttpConfiguration {
  host: string;
  port: number;
  /** How people reach the product, without a trailing slash; links in mails start with it. */
  publicUrl: string;
  /** Host names besides that of `publicUrl` and this machine’s own under which the product answers. */
  furtherNames: string[];
  /**
   * Whose X-Forwarded-For is believed when attempts are counted by network address: how many proxies
   * stand before the product, or their addresses. False: nobody's.
   */
  trustProxy: false | number | string[];
}

export interface DatabaseConfiguration {
  /** Migrations and the queue schema. */
  ownerUrl: string;
  /** Everything a person asks for; its sessions act as `appRole`. */
  appUrl: string;
  appRole: string;
}

export interface FolderConfiguration {
  kind: 'folder';
  /** Absolute path. */
  folder: string;
}

/** A bucket of an S3-compatible store. */
export interface BucketConfiguration {
  kind: 'bucket';
  /** Without the bucket and without a trailing slash. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
  /** Absolute path of a folder of this machine where uploads wait until they are kept. */
  arrivals: string;
}

/** Where uploaded files and built reports are kept. */
export type StorageConfiguration = FolderConfiguration | BucketConfiguration;

/** What every process reads once at start; see docs/running.md for the variables. */
export interface Configuration {
  http: HttpConfiguration;
  database: DatabaseConfiguration;
  /** Absent: queues, live updates and rate limits use PostgreSQL. */
  redisUrl?: string;
  /** Absent: mails are kept and readable in the mailbox of the demo. */
  smtpUrl?: string;
  mailFrom: string;
  /** Absolute path of the folder that holds everything the product keeps outside a server. */
  dataFolder: string;
  storage: StorageConfiguration;
  /** Fictional committee whose members can be impersonated; never beyond loopback. */
  demo: boolean;
  /** Whether the API describes its own schema to whoever asks. */
  introspection: boolean;
  /** What may be brought in within twenty-four hours. */
  uploads: { personMegabytes: number; organisationMegabytes: number };
  /** How long a session stays open that nobody uses. */
  sessionIdleMinutes: number;
  logLevel: LogLevel;
  /** How long a process may finish what it has begun after SIGTERM, in milliseconds. */
  shutdownGraceMs: number;
  /** Absolute path of a file that the worker touches while it works, for who looks after it. */
  heartbeatFile?: string;
}

/** The launcher's view: without a database address it brings its own server. */
export type LaunchConfiguration = Omit<Configuration, 'database'> & {
  database?: DatabaseConfiguration;
};
