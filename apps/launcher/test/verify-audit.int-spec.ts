import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import {
  buildHospital,
  startTestServer,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { systemActor } from '@consilium/server/platform/database';
import { sealEvents } from '@consilium/server/platform/events';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const command = path.join('apps', 'launcher', 'src', 'commands', 'verify-audit.ts');

describe('verifying the audit chains by command', () => {
  let started: TestServer;
  let owner: Client;
  let chu: TestHospital;
  let folder: string;

  const verify = async (environment: Record<string, string>, ...parameters: string[]) => {
    const child = spawn(process.execPath, [path.join('infra', 'run.mjs'), command, ...parameters], {
      cwd: root,
      env: { PATH: process.env['PATH'], ...environment },
    });
    let said = '';
    let complaint = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, lines: said.trim().split('\n').toSorted(), complaint: complaint.trim() };
  };
  const verifyHere = (...parameters: string[]) =>
    verify(
      {
        DATABASE_URL: started.ownerUrl,
        DATABASE_APP_URL: started.appUrl,
        CONSILIUM_DATA: folder,
      },
      ...parameters,
    );

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'consilium-audit-'));
    started = await startTestServer();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    chu = await buildHospital(started.ownerUrl, 'chu');
    const other = await buildHospital(started.ownerUrl, 'other');
    for (const { id } of [chu, other]) {
      await started.server.unitOfWork.actInOrganisation(
        systemActor(id, 'test', 'test'),
        'outbox.relay',
        {},
        async (tx) => {
          for (let i = 0; i < 3; i += 1) {
            tx.record({ type: 'thing.done', subject: { kind: 'thing', id: null }, data: { i } });
          }
          return null;
        },
      );
    }
    await sealEvents(started.server.unitOfWork, chu.id);
  });
  afterAll(async () => {
    await owner?.end();
    await started?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('tells of each organisation and ends with 0 while all hold', async () => {
    const { code, lines } = await verifyHere();
    expect(lines).toEqual([
      // The template of each hospital.
      '  1 things compared with what was recorded of them',
      '  1 things compared with what was recorded of them',
      expect.stringMatching(
        /^chu: holds, 3 links, 0 events waiting to be sealed, head 3:[0-9a-f]{64}$/,
      ),
      `other: holds, 0 links, 3 events waiting to be sealed, head 0:${'0'.repeat(64)}`,
    ]);
    expect(code).toBe(0);
  });

  it('compares with a head, a report and a mail from outside', async () => {
    const { rows } = await owner.query<{ digest: string }>(
      'select digest from chain_link where organisation_id = $1 and n = 3',
      [chu.id],
    );
    const head = rows[0]!.digest;
    const mail = path.join(folder, 'mail.eml');
    await writeFile(
      mail,
      `Subject: Avis\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nEmpreinte=20: ${head.slice(0, 40)}=\r\n${head.slice(40)}\r\n`,
    );
    const known = await verifyHere('--head', `3:${head}`, '--report', head, '--mail', mail);
    expect([known.code, known.complaint]).toEqual([0, '']);

    const lost = 'ab'.repeat(32);
    const cut = await verifyHere('--head', `9:${lost}`, '--report', 'cd'.repeat(32));
    expect(cut.code).toBe(1);
    expect(cut.lines.filter((line) => line.includes('NOT FOUND'))).toEqual([
      expect.stringContaining(`link of a chain 9:${lost}`),
      expect.stringContaining(`seal or draft ${'cd'.repeat(32)}`),
    ]);
    for (const [parameters, complaint] of [
      [['--head', 'nonsense'], '--head nonsense is no <n>:<digest>.'],
      [['--report', path.join(folder, 'missing.json')], 'missing.json cannot be read'],
      [['--mail', path.join(root, 'package.json')], 'names no hash.'],
      [['--everything'], '--everything'],
    ] as const) {
      const refused = await verifyHere(...parameters);
      expect([refused.code, refused.complaint]).toEqual([2, expect.stringContaining(complaint)]);
    }
  });

  it('ends with 1 and names the first broken link', async () => {
    await owner.query(
      `update event set data = '{"i": 9}' where id = (select event_id from chain_link
        where organisation_id = $1 and n = 2)`,
      [chu.id],
    );
    const { code, lines } = await verifyHere();
    expect(lines[2]).toBe(
      'chu: BROKEN at link 2: its event was changed after it was sealed, 2 links, 0 events waiting to be sealed',
    );
    expect(lines[3]).toMatch(/^other: holds/);
    expect(code).toBe(1);
  });

  it('says in one sentence which server lets it not in, and that a database is of no use', async () => {
    const away = await verify({
      DATABASE_URL: 'postgresql://a:geheim@127.0.0.1:9/b',
      CONSILIUM_DATA: folder,
    });
    expect([away.code, away.complaint]).toEqual([
      2,
      'DATABASE_APP_URL or DATABASE_URL names 127.0.0.1:9, where no PostgreSQL can be reached (ECONNREFUSED).',
    ]);
    const other = new URL(started.appUrl);
    other.password = 'geheim';
    const refused = await verify({ DATABASE_URL: other.href, CONSILIUM_DATA: folder });
    expect(refused.code).toBe(2);
    expect(refused.complaint).toMatch(
      /^DATABASE_\S+ or DATABASE_URL names the user .* password\.$/,
    );
    // A database of the same server that the product never prepared.
    const elsewhere = (url: string): string =>
      Object.assign(new URL(url), { pathname: 'postgres' }).href;
    const empty = await verify({
      DATABASE_URL: elsewhere(started.ownerUrl),
      DATABASE_APP_URL: elsewhere(started.appUrl),
      CONSILIUM_DATA: folder,
    });
    expect([empty.code, empty.complaint]).toEqual([
      2,
      'The database is not of this version of Consilium: start Consilium once, then try again.',
    ]);
  });

  it('says in one sentence that there is no database to look into', async () => {
    expect(await verify({ CONSILIUM_DATA: '/nonexistent/consilium' })).toEqual({
      code: 2,
      lines: [''],
      complaint:
        'Consilium does not run on /nonexistent/consilium: start it, or set CONSILIUM_DATA or DATABASE_URL.',
    });
  });
});
