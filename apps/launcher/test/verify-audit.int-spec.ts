import 'reflect-metadata';
import { spawn } from 'node:child_process';
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

  const verify = async (environment: Record<string, string>) => {
    const child = spawn(process.execPath, [path.join('infra', 'run.mjs'), command], {
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
  const verifyHere = () =>
    verify({ DATABASE_URL: started.ownerUrl, DATABASE_APP_URL: started.appUrl });

  beforeAll(async () => {
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
  });

  it('prints a line for each organisation and ends with 0 while all hold', async () => {
    const { code, lines } = await verifyHere();
    expect(lines).toEqual([
      expect.stringMatching(
        /^chu: holds, 3 links, 0 events waiting to be sealed, head [0-9a-f]{64}$/,
      ),
      `other: holds, 0 links, 3 events waiting to be sealed, head ${'0'.repeat(64)}`,
    ]);
    expect(code).toBe(0);
  });

  it('ends with 1 and names the first broken link', async () => {
    await owner.query(
      `update event set data = '{"i": 9}' where id = (select event_id from chain_link
        where organisation_id = $1 and n = 2)`,
      [chu.id],
    );
    const { code, lines } = await verifyHere();
    expect(lines[0]).toBe('chu: BROKEN at link 2: its event was changed after it was sealed.');
    expect(lines[1]).toMatch(/^other: holds/);
    expect(code).toBe(1);
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
