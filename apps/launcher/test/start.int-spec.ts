import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@consilium/testing';
import { open, processesOf, programOf, root, start, type Start } from './launcher';

let folder: string;
let dataFolder: string;
let environment: Record<string, string>;
let running: Start | undefined;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consilium-launcher-'));
  fs.chmodSync(folder, 0o711);
  dataFolder = path.join(folder, 'data');
  environment = { PORT: String(await freePort()), CONSILIUM_DATA: dataFolder };
});

afterAll(async () => {
  running?.process.kill('SIGTERM');
  await running?.ended;
  fs.rmSync(folder, { recursive: true, force: true });
});

const address = () => `http://127.0.0.1:${environment['PORT']}`;

async function isReady(): Promise<boolean> {
  const response = await fetch(`${address()}/health/ready`).catch(() => undefined);
  return response?.status === 200;
}

async function refusal(changes: Record<string, string>, flags?: string[]): Promise<string> {
  const refused = start({ ...environment, ...changes }, flags);
  expect(await refused.ended).toBe(1);
  expect(refused.lines()).toEqual([]);
  return refused.complaint();
}

// Steps of one story, in order: each start costs seconds.
describe('npm start', () => {
  it('opens with nothing but Node, and says where to go in three lines', async () => {
    running = start(environment);
    await open(running);
    expect(running.lines()).toHaveLength(3);
    expect(running.lines()[0]).toContain(address());
    expect(running.lines()[2]).toContain(dataFolder);
    expect(await isReady()).toBe(true);
  }, 180_000);

  it('serves the client compressed, its page never from a cache', async () => {
    const page = await fetch(address());
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const [, script = ''] = /src="([^"]+[.]js)"/.exec(await page.text()) ?? [];
    const { headers } = await fetch(address() + script);
    expect(headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
    expect(headers.get('cache-control')).toContain('immutable');
    for (const each of [page.headers, headers]) {
      expect(each.get('content-security-policy')).toMatch(
        /default-src 'self'.*frame-ancestors 'none'/,
      );
      expect(each.get('content-security-policy')).toMatch(/script-src 'self';/);
      expect(each.get('x-content-type-options')).toBe('nosniff');
      expect(each.get('referrer-policy')).toBe('no-referrer');
    }
    const missing = await fetch(`${address()}/missing.js`, {
      headers: { 'accept-language': 'en' },
    });
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({
      errors: [{ message: 'This does not exist, or you have no access to it.' }],
    });
  });

  it('lets its audit chains be verified beside it', () => {
    const command = path.join('dist', 'apps', 'launcher', 'commands', 'verify-audit.js');
    const { status, stdout } = spawnSync(process.execPath, [command], {
      cwd: root,
      env: { PATH: process.env['PATH'], CONSILIUM_DATA: dataFolder },
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^[\w-]+: holds, \d+ links/);
    expect(status).toBe(0);
  });

  it('refuses a second copy on the same folder', async () => {
    expect(await refusal({})).toBe(
      `Consilium already runs on ${dataFolder}: use that copy, stop it, or set CONSILIUM_DATA to another folder.`,
    );
    expect(await isReady()).toBe(true);
  });

  it('keeps nothing running after SIGTERM, and says so with 0', async () => {
    const before = Date.now();
    running!.process.kill('SIGTERM');
    expect(await running!.ended).toBe(0);
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(processesOf(dataFolder)).toEqual([]);
  });

  it('starts again without building, when no source has changed', async () => {
    running = start(environment);
    await open(running);
    expect(running.hasBuilt()).toBe(false);
  });

  it('recovers from being killed, together with what it left running', async () => {
    running!.process.kill('SIGKILL');
    await running!.ended;
    running = start(environment);
    await open(running);
    expect(await isReady()).toBe(true);
    running.process.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(processesOf(dataFolder)).toEqual([]);
  }, 120_000);

  it('takes over a first start whose launcher was killed while the database was prepared', async () => {
    const place = path.join(folder, 'interrupted');
    const first = start({ ...environment, CONSILIUM_DATA: place });
    await programOf(place, 'prepare.js');
    first.process.kill('SIGKILL');
    await first.ended;
    const next = start({ ...environment, CONSILIUM_DATA: place });
    await open(next);
    expect(next.complaint()).toBe('');
    expect(await isReady()).toBe(true);
    next.process.kill('SIGTERM');
    expect(await next.ended).toBe(0);
    expect(processesOf(place)).toEqual([]);
  }, 120_000);

  it('names a port that is taken, and takes its database down again', async () => {
    const other = createServer().listen(Number(environment['PORT']), '127.0.0.1');
    const complaint = await refusal({});
    other.close();
    expect(complaint).toBe(
      `PORT: another program already uses port ${environment['PORT']} of 127.0.0.1; stop it or set PORT to a free one.`,
    );
    expect(processesOf(dataFolder)).toEqual([]);
  });

  it('names a folder that cannot be written', async () => {
    const file = path.join(folder, 'file');
    fs.writeFileSync(file, '');
    expect(await refusal({ CONSILIUM_DATA: path.join(file, 'data') })).toBe(
      `CONSILIUM_DATA: the folder ${file}/data cannot be written (ENOTDIR).`,
    );
  });

  it('names a wrong variable, and a database that does not answer', async () => {
    expect(await refusal({ PORT: 'eighty' })).toBe('PORT must be a whole number from 1 to 65535.');
    expect(await refusal({ DATABASE_URL: 'postgresql://u:secret@127.0.0.1:9/db' })).toBe(
      'DATABASE_URL names 127.0.0.1:9, where no PostgreSQL can be reached (ECONNREFUSED).',
    );
  });

  it('says that Node is too old before it needs anything of it', async () => {
    const older = path.join(folder, 'older.cjs');
    fs.writeFileSync(
      older,
      `Object.defineProperty(process.versions, 'node', { value: '18.20.4' });`,
    );
    expect(await refusal({}, ['--require', older])).toBe(
      'Consilium needs Node 20.19 or later, 22.13 or later, or 24.11 or later, and this is Node 18.20.4.',
    );
  });
});
