import { Client } from 'pg';
import { v7 } from 'uuid';
import { systemActor } from '../database';
import { chainStart, sealEvents, verifyChain } from './seal-events';
import { startTestServer, type TestServer } from '@consilium/testing';

describe('the chain of events', () => {
  let started: TestServer;
  let owner: Client;
  let organisationId: string;

  beforeAll(async () => {
    started = await startTestServer();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
  });
  beforeEach(async () => {
    organisationId = v7();
    await owner.query('insert into organisation (id, slug, name) values ($1, $2, $2)', [
      organisationId,
      `chain-${organisationId.slice(-12)}`,
    ]);
  });
  afterAll(async () => {
    await owner?.end();
    await started?.close();
  });

  const happen = (times: number) =>
    started.server.unitOfWork.actInOrganisation(
      systemActor(organisationId, 'test', 'test'),
      'outbox.relay',
      {},
      async (tx) => {
        for (let i = 0; i < times; i += 1) {
          tx.record({ type: 'thing.done', subject: { kind: 'thing', id: null }, data: { i } });
        }
        return null;
      },
    );
  const sealing = () => sealEvents(started.server.unitOfWork, organisationId);
  const seal = async (): Promise<number> => (await sealing()).sealed;
  const verify = () => verifyChain(started.server.unitOfWork, organisationId);
  const eventAt = async (n: number): Promise<string> =>
    (
      await owner.query('select event_id from chain_link where organisation_id = $1 and n = $2', [
        organisationId,
        n,
      ])
    ).rows[0]?.event_id as string;

  it('holds every event once and verifies, across several sealings', async () => {
    expect(await verify()).toEqual({ length: 0, head: chainStart, fault: null, late: [] });
    await happen(3);
    expect(await seal()).toBe(3);
    await happen(2);
    expect(await seal()).toBe(2);
    expect(await seal()).toBe(0);
    const { length, head, fault } = await verify();
    expect([length, fault]).toEqual([5, null]);
    const { rows } = await owner.query(
      `select digest from chain_link where organisation_id = $1 order by n desc limit 1`,
      [organisationId],
    );
    expect(rows).toEqual([{ digest: head }]);
  });

  it('seals each event once when two sealers meet', async () => {
    await happen(10);
    const sealed = await Promise.all([seal(), seal()]);
    expect(sealed[0] + sealed[1]).toBe(10);
    expect(await verify()).toMatchObject({ length: 10, fault: null });
  });

  it('takes an event that commits late, at its place in the chain and not in time', async () => {
    await happen(1);
    await seal();
    await happen(1);
    await owner.query(
      `update event set occurred_at = now() - interval '1 day'
        where organisation_id = $1 and not sealed`,
      [organisationId],
    );
    expect(await seal()).toBe(1);
    expect(await verify()).toMatchObject({ length: 2, fault: null });
  });

  it('goes on past an event of the chain that somebody marked as waiting, and tells which', async () => {
    await happen(3);
    await seal();
    const stray = await eventAt(2);
    await owner.query('update event set sealed = false where id = $1', [stray]);
    await happen(1);
    expect(await sealing()).toEqual({ sealed: 1, strays: [stray] });
    expect(await sealing()).toEqual({ sealed: 0, strays: [] });
    expect(await verify()).toMatchObject({ length: 4, fault: null });
  });

  it.each<[string, (id: string) => Promise<unknown>, string]>([
    [
      'what an event says',
      (id) => owner.query(`update event set data = '{"i": 99}' where id = $1`, [id]),
      'event_changed',
    ],
    [
      'who did it',
      (id) => owner.query(`update event set principal_id = 'another' where id = $1`, [id]),
      'event_changed',
    ],
    [
      'when it happened',
      (id) =>
        owner.query(
          `update event set occurred_at = occurred_at - interval '1 second' where id = $1`,
          [id],
        ),
      'event_changed',
    ],
    [
      'the digest of an event together with the event',
      async (id) => {
        await owner.query(`update event set type = 'thing.undone' where id = $1`, [id]);
        await owner.query(
          `update chain_link set event_digest = repeat('0', 64) where event_id = $1`,
          [id],
        );
      },
      'event_changed',
    ],
    [
      'a link',
      (id) =>
        owner.query(`update chain_link set digest = repeat('0', 64) where event_id = $1`, [id]),
      'link_broken',
    ],
    [
      'the number of links, by taking one out',
      async (id) => {
        await owner.query('delete from chain_link where event_id = $1', [id]);
      },
      'link_broken',
    ],
    [
      'the length of the chain, by cutting its end off',
      async (id) => {
        await owner.query(
          `delete from chain_link where n > 1 and organisation_id =
            (select organisation_id from event where id = $1)`,
          [id],
        );
      },
      'link_missing',
    ],
  ])('tells that somebody changed %s', async (_what, tamper, fault) => {
    await happen(4);
    await seal();
    await tamper(await eventAt(2));
    const found = await verify();
    expect(found.fault?.fault).toBe(fault);
    expect(['2', '3']).toContain(found.fault?.n);
  });

  it('tells that an event was taken away', async () => {
    await happen(3);
    await seal();
    const id = await eventAt(2);
    // Only an owner who takes the foreign keys down first gets this far.
    await owner.query(`do $$ declare k record; begin
      for k in select conname, conrelid::regclass as t from pg_constraint
               where contype = 'f' and confrelid = 'event'::regclass
      loop execute format('alter table %s drop constraint %I', k.t, k.conname); end loop; end $$`);
    await owner.query('delete from outbox_item where event_id = $1', [id]);
    await owner.query('delete from event where id = $1', [id]);
    expect((await verify()).fault).toEqual({ n: '2', fault: 'event_missing' });
  });
});
