import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { appUrlFor, ConfigurationError } from '../configuration';
import { rotate } from '../faults';
import { ensureRoles, startEmbeddedPostgres, type EmbeddedPostgres } from './index';

let dataFolder: string;
let server: EmbeddedPostgres;

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const start = () => startEmbeddedPostgres({ dataFolder, forTests: true });

beforeAll(async () => {
  dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'consilium-embedded-'));
  fs.chmodSync(dataFolder, 0o711);
  server = await start();
});

afterAll(async () => {
  await server.stop();
  fs.rmSync(dataFolder, { recursive: true, force: true });
});

describe('embedded PostgreSQL', () => {
  it('gives a database whose order of texts is the same on every machine', async () => {
    const [row] = await ask<{ locale: string; encoding: string; owner: string }>(
      server.ownerUrl,
      `SELECT concat(datlocprovider, ':', datlocale) AS locale,
              pg_encoding_to_char(encoding) AS encoding, datdba::regrole::text AS owner
         FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({ locale: 'b:C.UTF-8', encoding: 'UTF8', owner: 'consilium_owner' });
    const extensions = await ask<{ extname: string }>(
      server.appUrl,
      'SELECT extname FROM pg_extension ORDER BY 1',
    );
    expect(extensions.map((row) => row.extname)).toEqual(
      expect.arrayContaining(['btree_gist', 'pg_trgm', 'pgcrypto', 'unaccent']),
    );
  });

  it('keeps the app role from making or owning anything', async () => {
    await expect(ask(server.appUrl, 'CREATE TABLE t (id int)')).rejects.toThrow(/permission/);
    await expect(ask(server.appUrl, 'CREATE TEMP TABLE t (id int)')).rejects.toThrow(/permission/);
    await expect(ask(server.appUrl, 'CREATE SCHEMA s')).rejects.toThrow(/permission/);
    const [row] = await ask<{ rights: string }>(
      server.appUrl,
      `SELECT concat(rolsuper, rolbypassrls, rolcreatedb, rolcreaterole) AS rights
         FROM pg_roles WHERE rolname = current_user`,
    );
    expect(row?.rights).toBe('ffff');
  });

  it('lets the owner act as the app role through one address', async () => {
    const [row] = await ask(appUrlFor(server.ownerUrl), 'SELECT current_user, session_user');
    expect(row).toEqual({ current_user: 'consilium_app', session_user: 'consilium_owner' });
  });

  it('lets nobody in without a password, and keeps its own where only its account reads', async () => {
    const open = new URL(server.ownerUrl);
    open.password = '';
    await expect(ask(open.toString(), 'SELECT 1')).rejects.toThrow(/password/);
    const { mode } = fs.statSync(path.join(server.folder, 'credentials.json'));
    expect((mode & 0o777).toString(8)).toBe('600');
  });

  it('goes on writing into a log that was put aside, which repeats no statement and no value', async () => {
    const complaint = () => ask(server.ownerUrl.replace(/:[^:@]*@/, ':falsch@'), 'SELECT 1');
    await expect(ask(server.ownerUrl, `SELECT 'Zinnober-4711'::uuid`)).rejects.toThrow(/uuid/);
    await expect(complaint()).rejects.toThrow(/password/);
    rotate(server.log, 0);
    expect(fs.readFileSync(server.log, 'utf8')).toBe('');
    await expect(complaint()).rejects.toThrow(/password/);
    const [now, before] = [server.log, `${server.log}.1`].map((file) =>
      fs.readFileSync(file, 'utf8'),
    );
    expect(now).toMatch(/^[^\n]*FATAL: +password authentication failed[^\n]*\n/);
    expect(before).toMatch(/FATAL: +password authentication failed/);
    expect(now! + before!).not.toContain('Zinnober');
    expect(fs.statSync(`${server.log}.1`).mode & 0o077).toBe(0);
  });

  it('refuses a second copy and leaves the first alone', async () => {
    await expect(start()).rejects.toThrow(
      new ConfigurationError(
        `Consilium already runs on ${dataFolder}: use that copy, stop it, or set CONSILIUM_DATA to another folder.`,
      ),
    );
    expect(await ask(server.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is found prepared by the check for servers of one’s own', async () => {
    await expect(ensureRoles(server.ownerUrl)).resolves.toBeUndefined();
  });

  it('keeps what was committed across a restart, on another port', async () => {
    await ask(server.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await server.stop();
    await server.ended;
    await expect(ask(server.ownerUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
    server = await start();
    expect(await ask(server.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('takes over a server whose launcher was killed', async () => {
    const before = server.pid;
    // Only the launcher's connections end with it; the server has no other tie to it.
    await ask(
      server.adminUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'consilium-launcher'`,
    );
    server = await start();
    expect(server.pid).toBe(before);
    expect(await ask(server.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('is not misled by the id of a dead server that now belongs to another program', async () => {
    await server.stop();
    const stranger = spawn('sleep', ['60']);
    const note = [stranger.pid, path.join(server.folder, 'cluster'), 1, 5432, '', '127.0.0.1', ''];
    fs.writeFileSync(path.join(server.folder, 'cluster', 'postmaster.pid'), note.join('\n'));
    try {
      server = await start();
      expect(await ask(server.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      expect(stranger.exitCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });

  it('loses nothing committed when it is killed outright', async () => {
    await server.stop();
    server = await startEmbeddedPostgres({ dataFolder });
    await ask(server.ownerUrl, 'UPDATE kept SET answer = 43');
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    server = await start();
    expect(await ask(server.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 43 }]);
  });
});

describe('a server of one’s own', () => {
  it('is made ready by an administrator’s address, once', async () => {
    await ask(server.adminUrl, 'CREATE DATABASE own');
    const url = new URL(server.adminUrl);
    url.pathname = '/own';
    await ensureRoles(url.toString());
    await ensureRoles(url.toString());
    expect(await ask(appUrlFor(url.toString()), 'SELECT current_user')).toEqual([
      { current_user: 'consilium_app' },
    ]);
  });

  it('says which SQL to have run when the owner may not do it', async () => {
    await ask(server.adminUrl, `CREATE ROLE plain LOGIN PASSWORD 'plain'`);
    await ask(server.adminUrl, 'CREATE DATABASE plain OWNER plain');
    const url = new URL(server.adminUrl);
    [url.username, url.password, url.pathname] = ['plain', 'plain', '/plain'];
    await expect(ensureRoles(url.toString())).rejects.toThrow(
      /^The user of DATABASE_URL may not prepare the database \(.*\), so have an administrator run: GRANT consilium_app TO plain;$/,
    );
    await ask(server.adminUrl, 'GRANT consilium_app TO plain');
    await expect(ensureRoles(url.toString())).resolves.toBeUndefined();
  });

  it('is named when it cannot be reached or does not let the user in', async () => {
    await expect(ensureRoles('postgresql://u:secret@127.0.0.1:1/db')).rejects.toThrow(
      'DATABASE_URL names 127.0.0.1:1, where no PostgreSQL can be reached (ECONNREFUSED).',
    );
    const url = new URL(server.ownerUrl);
    url.password = 'wrong';
    await expect(ensureRoles(url.toString())).rejects.toThrow(
      /^DATABASE_URL names the user consilium_owner, whom PostgreSQL at 127\.0\.0\.1:\d+ does not let in with that password\.$/,
    );
  });
});
