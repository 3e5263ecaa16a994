import { Client } from 'pg';
import { isRefusal, refuse, RefusedError } from '@consilium/domain/kernel';
import {
  buildHospital,
  operationId,
  startTestServer,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import type { Actor } from './actor';

describe('the two doors', () => {
  let started: TestServer;
  let chu: TestHospital;
  let file: TestEvaluation;
  let owner: Client;
  const actor = (member: keyof TestHospital['members']): Actor => ({
    principal: { kind: 'person', id: chu.members[member] },
    organisationId: chu.id,
    organisationFunctions: member === 'coordinator' ? ['coordinator'] : [],
    correlationId: 'test',
  });
  const events = async (): Promise<number> =>
    Number((await owner.query('select count(*) as n from event')).rows[0].n);

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl);
    file = await chu.addEvaluation();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await started?.close();
  });

  const touch = (who: Actor, id = operationId(), work: () => unknown = () => 'done') =>
    started.server.unitOfWork.act(
      who,
      'evaluation.schedule',
      { kind: 'evaluation', id: file.id },
      { operationId: id },
      async (tx) => {
        tx.record({ type: 'test.touched', subject: { kind: 'evaluation', id: file.id } });
        return work() as string;
      },
    );

  it('write an event, its outbox row and the result together, once for each operation', async () => {
    const before = await events();
    const id = operationId();
    const [first, second] = await Promise.all([
      touch(actor('coordinator'), id),
      touch(actor('coordinator'), id),
    ]);
    expect([first, second]).toEqual(['done', 'done']);
    expect(await touch(actor('coordinator'), id, () => 'other')).toBe('done');
    expect(await events()).toBe(before + 1);
    const { rows } = await owner.query(`select * from outbox_item where type = 'test.touched'`);
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['returned', () => refuse('reason_required')],
    [
      'thrown',
      () => {
        throw new RefusedError(refuse('reason_required'));
      },
    ],
  ])('leave nothing behind after a refusal that is %s', async (_how, work) => {
    const before = await events();
    const id = operationId();
    expect(await touch(actor('coordinator'), id, work)).toMatchObject({ code: 'reason_required' });
    expect(await events()).toBe(before);
    expect(await touch(actor('coordinator'), id)).toBe('done');
  });

  it('leave nothing behind after a fault', async () => {
    const before = await events();
    await expect(
      touch(actor('coordinator'), operationId(), () => {
        throw new Error('a bug');
      }),
    ).rejects.toThrow('a bug');
    expect(await events()).toBe(before);
  });

  it('refuse by the table, and hide what is not visible', async () => {
    expect(await touch(actor('buyer'))).toMatchObject({ code: 'not_permitted' });
    const stranger = {
      ...actor('buyer'),
      principal: { kind: 'person', id: operationId() },
    } as Actor;
    expect(await touch(stranger)).toMatchObject({ code: 'not_found' });
  });

  it('do not open inside one another', async () => {
    const nested = started.server.unitOfWork.read(actor('coordinator'), () =>
      started.server.unitOfWork.read(actor('coordinator'), async () => 1),
    );
    await expect(nested).rejects.toThrow('inside another');
    const result = await touch(actor('coordinator'), operationId(), () => 'after');
    expect(result).toBe('after');
  });

  it('read without being able to write', async () => {
    await expect(
      started.server.unitOfWork.read(actor('coordinator'), (tx) =>
        tx.rows(`update evaluation set title = 'x'`),
      ),
    ).rejects.toThrow(/read-only/);
  });

  it('share one read transaction per request, and end it before a write', async () => {
    const who = actor('coordinator');
    const reader = started.server.unitOfWork.reader(who);
    const pid = async (): Promise<number> =>
      (await reader.rows<{ pid: number }>('select pg_backend_pid() as pid'))[0]!.pid;
    expect(await pid()).toBe(await pid());
    expect(isRefusal(await touch(who))).toBe(false);
    started.server.unitOfWork.finish(who);
    const { rows } = await owner.query(
      `select count(*)::int as n from pg_stat_activity where state = 'idle in transaction'
        and datname = current_database()`,
    );
    expect(rows[0].n).toBe(0);
  });

  it('read a statement that comes alone in a transaction of its own, and give its connection back', async () => {
    const who = actor('coordinator');
    const reader = started.server.unitOfWork.reader(who);
    const state = `select pg_backend_pid() as pid, current_setting('transaction_read_only') as only,
      consilium_organisation() as organisation`;
    const alone = (): Promise<{ pid: number; only: string; organisation: string }[]> =>
      reader.rows(state, [], 'alone');
    expect(await alone()).toMatchObject([{ only: 'on', organisation: chu.id }]);
    await expect(reader.rows('select 1 / 0', [], 'alone')).rejects.toThrow('division by zero');
    // However many fields of a request ask at once, it holds two connections at most.
    const answers = await Promise.all(Array.from({ length: 20 }, alone));
    expect(new Set(answers.map(([row]) => row?.pid)).size).toBeLessThanOrEqual(2);
    started.server.unitOfWork.finish(who);
    expect(isRefusal(await touch(who))).toBe(false);
    const { rows } = await owner.query(
      `select count(*)::int as n from pg_stat_activity where state like 'idle in transaction%'
        and datname = current_database()`,
    );
    expect(rows[0].n).toBe(0);
  });

  it.each(["l’an d'or", String.raw`C:\new\'x'`, '$1 $$ ; commit; --', '\u2028é\n"»'])(
    'keep the result %j to the letter, prepared or not',
    async (text) => {
      const who = actor('coordinator');
      // The first time a connection prepares the statement, later ones send it with the commit.
      for (let round = 0; round < 3; round += 1) {
        const id = operationId();
        expect(await touch(who, id, () => text)).toBe(text);
        expect(await touch(who, id, () => 'another')).toBe(text);
      }
    },
  );
});
