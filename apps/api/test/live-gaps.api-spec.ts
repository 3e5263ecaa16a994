import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient as createSocket, type Client as Socket } from 'graphql-ws';
import WebSocket from 'ws';
import { composeServer, type Server } from '@consilium/server/composition';
import { parseConfiguration } from '@consilium/server/platform/configuration';
import { LiveBus, postgresWire } from '@consilium/server/platform/live';
import {
  ApiClient,
  buildHospital,
  createTestDatabase,
  startWire,
  testPassword,
  type CutWire,
  type TestDatabase,
  type TestHospital,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { namesOf } from './documents';

describe('after a gap of the live connection between processes', () => {
  let database: TestDatabase;
  let wire: CutWire;
  let server: Server;
  let application: Application;
  let chu: TestHospital;
  let evaluationId: string;
  let socket: Socket;
  let closes = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    wire = await startWire(database.appUrl);
    server = await composeServer(
      parseConfiguration({
        DATABASE_URL: wire.through(database.ownerUrl),
        DATABASE_APP_URL: wire.through(database.appUrl),
        LOG_LEVEL: 'silent',
        CONSILIUM_DEMO: '0',
      }),
      'api',
    );
    application = await startApplication(server, { host: '127.0.0.1', port: 0 });
    chu = await buildHospital(database.ownerUrl, 'chu');
    evaluationId = (await chu.addEvaluation()).id;
    const member = new ApiClient(application.url, chu.slug);
    await member.signIn(chu.emails.clinician, testPassword);
    socket = createSocket({
      url: `${application.url.replace('http', 'ws')}/graphql`,
      connectionParams: { organisation: chu.slug },
      on: { closed: () => (closes += 1) },
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string) {
          super(url, protocols, { headers: { cookie: member.sessionCookie } });
        }
      },
    });
  });
  afterAll(async () => {
    await socket?.dispose();
    await application?.close();
    await server?.close();
    await wire?.cut();
    await database?.drop();
  });

  const watch = (name: string, heard: Map<string, string[]>) => {
    const told: string[] = [];
    heard.set(name, told);
    const ofAFile = name !== 'filesChanged' && name !== 'inboxChanged';
    return socket.subscribe<Record<string, { live: string }>>(
      {
        query: ofAFile
          ? `subscription ($id: ID!) { ${name}(evaluationId: $id) { live } }`
          : `subscription { ${name} { live } }`,
        variables: ofAFile ? { id: evaluationId } : {},
      },
      {
        next: ({ data }) => told.push(data?.[name]?.live ?? 'nothing'),
        error: (error) => told.push(JSON.stringify(error)),
        complete: () => undefined,
      },
    );
  };
  const all = async (
    heard: Map<string, string[]>,
    holds: (told: string[]) => boolean,
    ms = 5_000,
  ): Promise<void> => {
    const end = Date.now() + ms;
    while (![...heard.values()].every(holds)) {
      if (Date.now() > end) throw new Error(`not told in time: ${JSON.stringify([...heard])}`);
      await pause(20);
    }
  };

  it('every subscription tells its page to read again within five seconds, over the open socket', async () => {
    const heard = new Map<string, string[]>();
    const names = namesOf('subscription');
    expect(names).toHaveLength(9);
    const stops = names.map((name) => watch(name, heard));
    // Another process begins until the last of them listens.
    const listening = all(heard, (told) => told.includes('again'));
    let over = false;
    void listening.finally(() => (over = true)).catch(() => undefined);
    while (!over) {
      const other = new LiveBus(postgresWire(database.appUrl, server.logger), server.logger);
      await other.start();
      await other.close();
      await pause(50);
    }
    await listening;
    for (const told of heard.values()) told.length = 0;

    await wire.cut();
    await wire.mend();
    await all(heard, (told) => told.includes('again'));
    expect([...heard.values()].flat().filter((kind) => kind !== 'again')).toEqual([]);

    await wire.cut();
    await all(heard, (told) => told.includes('away'));
    await wire.mend();
    await all(heard, (told) => told.at(-1) === 'again');
    expect(closes).toBe(0);
    for (const stop of stops) stop();
  });
});
