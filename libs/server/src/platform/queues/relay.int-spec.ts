import { Client } from 'pg';
import { v7 } from 'uuid';
import { systemActor } from '../database';
import { relayEvents } from './relay';
import type { JobOrder, Queues } from './queues';
import { startTestServer, type TestServer } from '@consilium/testing';

const consumers = [
  { name: 'all', wants: () => true },
  { name: 'some', wants: (type: string) => type.startsWith('a.') },
];

describe('the relay', () => {
  let started: TestServer;
  let owner: Client;
  let late: Client;
  const organisationId = v7();
  const actor = systemActor(organisationId, 'test', 'test');

  beforeAll(async () => {
    started = await startTestServer();
    owner = new Client({ connectionString: started.ownerUrl });
    late = new Client({ connectionString: started.appUrl });
    await Promise.all([owner.connect(), late.connect()]);
    await owner.query(`insert into organisation (id, slug, name) values ($1, 'relay', 'Relay')`, [
      organisationId,
    ]);
  });
  afterAll(async () => {
    await Promise.all([owner?.end(), late?.end()]);
    await started?.close();
  });

  const happen = (type: string) =>
    started.server.unitOfWork.actInOrganisation(actor, 'outbox.relay', {}, async (tx) => {
      tx.record({ type, subject: { kind: 'thing', id: null } });
      return null;
    });
  const waiting = async (): Promise<number> =>
    Number((await owner.query('select count(*) as n from outbox_item')).rows[0]?.n);
  /** Queues that keep what they are given; `before` may fail like a store that went away. */
  const kept = (before: () => void = () => undefined) => {
    const orders: JobOrder[] = [];
    const add = async (more: readonly JobOrder[]): Promise<void> => {
      before();
      orders.push(...more);
    };
    return { orders, queues: { add } as unknown as Queues };
  };

  it('makes one job of an event for each consumer that wants it', async () => {
    await happen('a.happened');
    await happen('b.happened');
    const { orders, queues } = kept();
    expect(await relayEvents(started.server.dataSource, queues, consumers)).toBe(2);
    expect(
      orders
        .map(({ id, payload }) => [
          id.replace(/^[0-9a-f-]{36}/, 'id'),
          'type' in payload && payload.type,
        ])
        .sort(),
    ).toEqual([
      ['id-all', 'a.happened'],
      ['id-all', 'b.happened'],
      ['id-some', 'a.happened'],
    ]);
    expect(orders.some(({ id }) => id.includes(':'))).toBe(false);
    expect(await relayEvents(started.server.dataSource, queues, consumers)).toBe(0);
  });

  it('finds an event that began earlier and committed later than one already taken', async () => {
    const eventId = v7();
    await late.query(`begin; set local consilium.organisation = '${organisationId}'`);
    await late.query(
      `insert into event (organisation_id, id, type, schema_version, principal_kind, principal_id,
         subject_kind, data, occurred_at)
       values ($1, $2, 'a.slow', 1, 'system', 'test', 'thing', '{}', now() - interval '1 minute')`,
      [organisationId, eventId],
    );
    await late.query(
      `insert into outbox_item values ($1, $2, 'a.slow', now() - interval '1 minute')`,
      [organisationId, eventId],
    );
    await happen('a.quick');
    const first = kept();
    expect(await relayEvents(started.server.dataSource, first.queues, consumers)).toBe(1);
    await late.query('commit');
    const second = kept();
    expect(await relayEvents(started.server.dataSource, second.queues, consumers)).toBe(1);
    expect(second.orders.map(({ id }) => id).sort()).toEqual([`${eventId}-all`, `${eventId}-some`]);
  });

  it('keeps events when the queues cannot be reached', async () => {
    await happen('b.kept');
    const away = kept(() => {
      throw new Error('the queues are away');
    });
    await expect(relayEvents(started.server.dataSource, away.queues, consumers)).rejects.toThrow(
      'away',
    );
    expect(await waiting()).toBe(1);
    expect(await relayEvents(started.server.dataSource, kept().queues, consumers)).toBe(1);
    expect(await waiting()).toBe(0);
  });

  it('queues the same ids again after a crash between queueing and clearing', async () => {
    await happen('b.twice');
    const { orders, queues } = kept();
    const crashing = {
      add: async (more: readonly JobOrder[]) => {
        await queues.add(more);
        throw new Error('killed after the job was queued');
      },
    } as unknown as Queues;
    await expect(relayEvents(started.server.dataSource, crashing, consumers)).rejects.toThrow(
      'killed',
    );
    await relayEvents(started.server.dataSource, queues, consumers);
    expect(orders).toHaveLength(2);
    expect(orders[0]?.id).toBe(orders[1]?.id);
  });

  it('lets two relays share the work without sharing an event', async () => {
    for (let i = 0; i < 20; i += 1) await happen('b.many');
    const both = [kept(), kept()];
    const taken = await Promise.all(
      both.map(({ queues }) => relayEvents(started.server.dataSource, queues, consumers)),
    );
    expect(taken[0]! + taken[1]!).toBe(20);
    const all = both.flatMap(({ orders }) => orders.map(({ id }) => id));
    expect(new Set(all).size).toBe(20);
  });
});
