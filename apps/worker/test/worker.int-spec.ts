import 'reflect-metadata';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { refuseGaps } from '@consilium/server/composition';
import { jobPlans } from '@consilium/server/platform/queues';
import {
  buildHospital,
  startMailSink,
  startTestServer,
  type MailSink,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';

const root = new URL('../../../', import.meta.url).pathname;

/** Builds the worker as it runs in production and tells where it is. */
const bundled = (): string =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { bundle } from '${root}infra/bundle.mjs';
       console.log(await bundle('${root}apps/worker/src/main.ts'));`,
    ],
    { cwd: root, encoding: 'utf8' },
  ).trim();

describe('the worker process', () => {
  let program: string;
  let database: TestServer;
  let owner: Client;
  let hospital: TestHospital;
  let sink: MailSink;
  const running = new Set<ChildProcess>();

  const start = (env: Record<string, string> = {}): ChildProcess => {
    const child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.ownerUrl,
        DATABASE_APP_URL: database.appUrl,
        SMTP_URL: sink.url,
        LOG_LEVEL: 'fatal',
        ...env,
      },
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  };
  const until = async (holds: () => boolean | Promise<boolean>, ms = 45_000): Promise<void> => {
    const end = Date.now() + ms;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not happen in time');
      await pause(50);
    }
  };
  const mail = async (): Promise<string> => {
    const id = v7();
    await owner.query(
      `insert into mail (organisation_id, id, dedupe_key, member_id, recipient, subject, body, locale, created_at)
       values ($1, $2, $3, $4, 'lecteur@example.test', 'Échéance proche', 'Bonjour', 'fr', now())`,
      [hospital.id, id, `test:${id}`, hospital.members.clinician],
    );
    return id;
  };
  const state = async (id: string) =>
    (
      await owner.query<{ sent_at: Date | null; attempts: number }>(
        'select sent_at, attempts from mail where id = $1',
        [id],
      )
    ).rows[0];

  beforeAll(async () => {
    program = bundled();
    database = await startTestServer();
    hospital = await buildHospital(database.ownerUrl, 'worker');
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    sink = await startMailSink();
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await owner?.end();
    await sink?.close();
    await database?.close();
  });

  it('sends a mail again, as the same mail, when it was killed before it could note the sending', async () => {
    const id = await mail();
    const killed = start();
    // The whole mail has arrived, and the server is about to say so.
    sink.answer = async () => {
      killed.kill('SIGKILL');
      await once(killed, 'exit');
    };
    await until(() => sink.taken.length === 1);
    await until(() => killed.signalCode === 'SIGKILL');
    expect(await state(id)).toMatchObject({ sent_at: null });
    sink.answer = () => undefined;
    const another = start();
    await until(() => sink.taken.length === 2);
    await until(async () => (await state(id))?.sent_at !== null);
    expect(sink.taken.map(({ messageId }) => messageId)).toEqual([
      `<${id}@consilium>`,
      `<${id}@consilium>`,
    ]);
    await pause(2_500);
    expect(sink.taken).toHaveLength(2);
    another.kill('SIGTERM');
    await once(another, 'exit');
  });

  it('ends the mail under way when told to stop, and leaves nothing half noted', async () => {
    const before = sink.taken.length;
    const id = await mail();
    const child = start();
    sink.answer = async () => {
      child.kill('SIGTERM');
      await pause(500);
    };
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
    expect(sink.taken).toHaveLength(before + 1);
    expect((await state(id))?.sent_at).not.toBeNull();
    sink.answer = () => undefined;
  });

  it('carries what a coordinator did to inbox and mail, once', async () => {
    const file = await hospital.addEvaluation();
    await owner.query(`update part set due_on = current_date - 3 where id = $1`, [
      file.parts['Q01/clinician'],
    ]);
    const before = sink.taken.length;
    const child = start();
    const coordinator = {
      principal: { kind: 'person' as const, id: hospital.members.coordinator },
      organisationId: hospital.id,
      organisationFunctions: ['coordinator' as const],
      correlationId: 'test',
    };
    await database.server.reminders.remindLate(coordinator, {
      operationId: v7(),
      evaluationId: file.id,
      seatIds: [file.seats.clinician],
    });
    await until(() => sink.taken.length > before);
    // As if the relay had died between queueing and clearing.
    await owner.query(
      `insert into outbox_item select organisation_id, id, type, occurred_at from event
        where evaluation_id = $1`,
      [file.id],
    );
    await until(async () => {
      const { rows } = await owner.query('select 1 from outbox_item');
      return rows.length === 0;
    });
    await pause(2_000);
    const { rows } = await owner.query(
      'select kind from inbox_item where evaluation_id = $1 and member_id = $2',
      [file.id, hospital.members.clinician],
    );
    expect(rows.filter(({ kind }) => kind === 'part_reminded')).toHaveLength(1);
    const reminders = sink.taken.slice(before).filter(({ text }) => text.includes(file.id));
    expect(reminders.map(({ subject }) => subject)).toEqual(['Relance\u00a0: Évaluation de test']);
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  it('says in one sentence why it cannot start', async () => {
    const child = start({ DATABASE_URL: '', DATABASE_APP_URL: '' });
    const said: Buffer[] = [];
    child.stderr?.on('data', (text: Buffer) => said.push(text));
    await once(child, 'exit');
    expect(child.exitCode).toBe(1);
    expect(Buffer.concat(said).toString()).toMatch(/^DATABASE_URL is missing: .*\.\n$/);
  });
});

describe('handlers', () => {
  const all = Object.fromEntries(
    Object.keys(jobPlans).map((name) => [name, async () => undefined]),
  );
  const consumer = { name: 'c', wants: () => true, deliver: async () => undefined };

  it('cover every job once', () => {
    expect(() => refuseGaps(all, [consumer])).not.toThrow();
  });

  it.each<[string, object, (typeof consumer)[], RegExp]>([
    ['a job has none', { 'event.deliver': all['event.deliver'] }, [], /mail\.send has no handler/],
    ['one is for no job', { ...all, 'mail.forget': all['mail.send'] }, [], /mail\.forget.*no job/],
    ['two consumers share a name', all, [consumer, consumer], /two consumers are called c/],
  ])('are refused when %s', (_why, handlers, consumers, sentence) => {
    expect(() => refuseGaps(handlers, consumers)).toThrow(sentence);
  });
});
