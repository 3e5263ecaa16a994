import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient, freePort, operationId } from '@consilium/testing';
import { open, processesOf, start, type Start } from './launcher';

const megabyte = 1024 * 1024;
const diskBytes = 512 * megabyte;

/** A small disk of its own in memory, for which one has to be root; otherwise the reason why not. */
function mountDisk(folder: string): string | null {
  if (process.platform !== 'linux') return 'file systems are mounted so on Linux alone';
  if (process.getuid?.() !== 0) return 'only root may mount a file system';
  const size = `size=${diskBytes},mode=0711`;
  const { status, stderr, error } = spawnSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    size,
    'tmpfs',
    folder,
  ]);
  return status === 0 ? null : `mount: ${error?.message ?? stderr.toString().trim()}`;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consilium-full-'));
fs.chmodSync(folder, 0o711);
const disk = path.join(folder, 'disk');
fs.mkdirSync(disk);
const why = mountDisk(disk);
if (why !== null) process.stderr.write(`A really full disk was not tried: ${why}.\n`);

/** Waits for what has to come; its deadline is generous, since what hangs is looked for. */
async function until(holds: () => Promise<boolean>, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; !(await holds().catch(() => false)); await pause(200)) {
    if (Date.now() > end) throw new Error('it did not happen in time');
  }
}

const remark = `mutation ($input: OpenThreadInput!) { openThread(input: $input) {
  __typename ... on ThreadSaved { thread { id } } ... on Refused { code } } }`;
const generate = `mutation ($input: GenerateReportInput!) { generateReport(input: $input) {
  __typename ... on ReportRequested { report { id } } } }`;
const reportsOf = `query ($id: ID!) { reports(evaluationId: $id) { reports { id state } } }`;

// Where it cannot be mounted there is nothing to try, and the line above says so.
(why === null ? describe : describe.skip)('a disk without room', () => {
  const data = path.join(disk, 'data');
  const ballast = path.join(disk, 'ballast');
  let running: Start;
  let client: ApiClient;
  let url: string;
  let evaluationId: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    running = start({ PORT: `${port}`, CONSILIUM_DATA: data });
    await open(running);
    client = new ApiClient(url, 'val-clair');
    await client.signIn('coordinator@demo.test', 'consilium-demo');
    const { evaluations } = await client.ask<{ evaluations: { items: { id: string }[] } }>(
      '{ evaluations(phase: [rating]) { items { id } } }',
    );
    evaluationId = evaluations.items[0]!.id;
  }, 300_000);
  afterAll(async () => {
    running?.process.kill('SIGTERM');
    await running?.ended;
    spawnSync('umount', [disk]);
    fs.rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const free = (): number => {
    const { bavail, bsize } = fs.statfsSync(disk);
    return bavail * bsize;
  };
  /** Takes all room but this much; what others write meanwhile makes it less. */
  const leave = (bytes: number): void => {
    const file = fs.openSync(ballast, 'a');
    try {
      for (let left = free() - bytes; left > 0; left = free() - bytes) {
        fs.writeSync(file, Buffer.alloc(Math.min(left, megabyte)));
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      fs.closeSync(file);
    }
  };
  const makeRoom = (): void => fs.rmSync(ballast, { force: true });
  const write = () =>
    client.send<{ openThread: { __typename: string } }>(remark, {
      input: {
        operationId: operationId(),
        evaluationId,
        anchor: { kind: 'evaluation', id: evaluationId },
        kind: 'remark',
        body: 'Une remarque',
        mentions: [],
      },
    });
  /** Sends a document of so many bytes, its last words after a while, as over a slow line. */
  const upload = async (bytes: number, afterMs = 0): Promise<{ status: number; body: unknown }> => {
    const content = Buffer.alloc(bytes, 'a');
    content.write('%PDF-1.7\n');
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(content.subarray(0, -1_000));
      await pause(afterMs);
      yield new Uint8Array(content.subarray(-1_000));
    }
    const response = await fetch(`${url}/api/files`, {
      method: 'POST',
      headers: {
        cookie: client.sessionCookie,
        'x-consilium-csrf': '1',
        'x-consilium-organisation': 'val-clair',
        'content-type': 'application/octet-stream',
        'x-file-name': 'preuve.pdf',
      },
      body: ReadableStream.from(pieces()),
      duplex: 'half',
    });
    return { status: response.status, body: await response.json() };
  };
  const reads = async (): Promise<number> => {
    const { evaluations } = await client.ask<{ evaluations: { items: unknown[] } }>(
      '{ evaluations { items { id } } }',
    );
    return evaluations.items.length;
  };
  const health = async (): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${url}/health/ready`);
    return { status: response.status, body: await response.json() };
  };
  const writesAre = (state: 'refused' | 'accepted') =>
    until(async () => JSON.stringify((await health()).body).includes(`"writes":"${state}"`));
  const refusal = { status: 503, errors: [{ extensions: { code: 'DISK_FULL' } }] };
  /** The long-lived ones; PostgreSQL's own helpers come and go. */
  const programs = (): string[] =>
    processesOf(data)
      .filter((pid) => {
        const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return /main\.js|bin\/postgres/.test(command);
      })
      .sort();
  const logged = (): number => {
    const logs = path.join(data, 'logs');
    return fs
      .readdirSync(logs)
      .reduce((sum, name) => sum + fs.statSync(path.join(logs, name)).size, 0);
  };

  it('is noticed before it is full: reading goes on, writing is refused with the cause', async () => {
    expect(await write()).toMatchObject({ data: { openThread: { __typename: 'ThreadSaved' } } });
    leave(40 * megabyte);
    await writesAre('refused');
    expect(await health()).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect(await write()).toMatchObject(refusal);
    expect(await upload(megabyte)).toMatchObject({
      status: 503,
      body: { errors: [{ extensions: { code: 'DISK_FULL' } }] },
    });
    expect(await reads()).toBeGreaterThan(0);
    // Who was not there before can come in and read.
    const other = new ApiClient(url, 'val-clair');
    await other.signIn('chair@demo.test', 'consilium-demo');
    expect(await other.ask('{ unreadCount }')).toHaveProperty('unreadCount');
    makeRoom();
    await writesAre('accepted');
    expect(await write()).toMatchObject({ data: { openThread: { __typename: 'ThreadSaved' } } });
  }, 180_000);

  it('kills nothing when its last byte is taken, and what was asked for is done when room is back', async () => {
    const asked = await client.ask<{ generateReport: { report: { id: string } } }>(generate, {
      input: { operationId: operationId(), evaluationId, locale: 'fr', version: 'panel' },
    });
    const { id } = asked.generateReport.report;
    const before = programs();
    expect(before.length).toBeGreaterThanOrEqual(3);
    leave(0);
    await writesAre('refused');
    const written = logged();
    for (const end = Date.now() + 45_000; Date.now() < end; await pause(1_000)) {
      expect(await reads()).toBeGreaterThan(0);
      expect(await health()).toMatchObject({ status: 200, body: { writes: 'refused' } });
      expect(await write()).toMatchObject(refusal);
    }
    expect(await upload(10 * megabyte)).toMatchObject({ status: 503 });
    expect(programs()).toEqual(expect.arrayContaining(before.slice(0, 3)));
    // Nothing says the same thing over and over.
    expect(logged() - written).toBeLessThan(megabyte);

    makeRoom();
    await writesAre('accepted');
    await until(async () => {
      const answer = await write();
      return answer.data?.openThread?.__typename === 'ThreadSaved';
    });
    await until(async () => {
      const { reports } = await client.ask<{
        reports: { reports: { id: string; state: string }[] };
      }>(reportsOf, { id: evaluationId });
      return reports.reports.some((report) => report.id === id && report.state === 'ready');
    }, 120_000);
    expect(running.complaint()).toBe('');
  }, 400_000);

  it('refuses an upload that fits no more, and keeps nothing of it', async () => {
    leave(60 * megabyte);
    await writesAre('accepted');
    const others = free();
    // When it began there was room.
    expect(await upload(20 * megabyte, 3_000)).toMatchObject({
      status: 503,
      body: { errors: [{ extensions: { code: 'DISK_FULL' } }] },
    });
    await until(async () => free() > others - 8 * megabyte);
    expect(await reads()).toBeGreaterThan(0);
    makeRoom();
    await writesAre('accepted');
  }, 180_000);
});
