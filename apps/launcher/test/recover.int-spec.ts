import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { normaliseSetUpCode } from '@consilium/server/access';
import {
  buildHospital,
  startTestServer,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const command = path.join('apps', 'launcher', 'src', 'commands', 'consilium.ts');

describe('npx consilium', () => {
  let started: TestServer;
  let chu: TestHospital;

  const run = async (args: string[], environment: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [path.join('infra', 'run.mjs'), command, ...args], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: started.ownerUrl,
        DATABASE_APP_URL: started.appUrl,
        ...environment,
      },
    });
    let said = '';
    let complaint = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, said: said.trim(), complaint: complaint.trim() };
  };

  beforeAll(async () => {
    started = await startTestServer();
  });
  afterAll(() => started?.close());

  it('gives a new set-up code each time, until an organisation exists', async () => {
    const isRight = async (code: string): Promise<boolean | undefined> => {
      const [row] = await started.server.dataSource.query<{ right: boolean }[]>(
        'select consilium_is_set_up_code($1) as right',
        [createHash('sha256').update(normaliseSetUpCode(code)).digest()],
      );
      return row?.right;
    };
    const first = await run(['set-up-code']);
    expect(first).toEqual({
      code: 0,
      said: expect.stringMatching(/^([2-9A-HJKMNP-TV-Z]{4}-){6}[2-9A-HJKMNP-TV-Z]{4}$/),
      complaint: '',
    });
    const second = await run(['set-up-code']);
    expect(await isRight(first.said)).toBe(false);
    expect(await isRight(` ${second.said.toLowerCase().replaceAll('-', ' ')}`)).toBe(true);
    chu = await buildHospital(started.ownerUrl, 'chu');
    expect(await run(['set-up-code'])).toMatchObject({
      code: 2,
      complaint: 'Consilium is set up already: nobody needs a code any more.',
    });
  });

  it('gives an administrator, and nobody else, a link to a new password', async () => {
    const { code, said } = await run(['recover', chu.emails.director]);
    expect(code).toBe(0);
    expect(said).toContain('/reset#');
    const token = /#(\S+)/.exec(said)?.[1] ?? '';
    expect(await started.server.access.passwords.choose(token, 'trois barques vertes')).toBe(true);
    expect(await run(['recover', chu.emails.buyer])).toMatchObject({
      code: 2,
      said: '',
      complaint: `Nobody with the address ${chu.emails.buyer} is an administrator here.`,
    });
  });

  it('says what there is when it is asked for nothing or for something else', async () => {
    for (const args of [[], ['constructor'], ['recover']]) {
      const { code, complaint } = await run(args);
      expect(code).toBe(2);
      expect(complaint).toContain('npx consilium');
    }
    expect(
      await run(['recover', 'x@y.test'], {
        DATABASE_URL: '',
        DATABASE_APP_URL: '',
        CONSILIUM_DATA: '/nonexistent/c',
      }),
    ).toMatchObject({
      code: 2,
      complaint: 'There is no Consilium in /nonexistent/c: set CONSILIUM_DATA or DATABASE_URL.',
    });
  });
});
