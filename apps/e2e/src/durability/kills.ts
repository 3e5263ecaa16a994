import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { v7 } from 'uuid';
import {
  ApiClient,
  buildHospital,
  createTestDatabase,
  testPassword,
  type TestDatabase,
} from '@consilium/testing';
import { ProductProcess } from '../support/product-process';
import { LedgerClient, Tally } from './ledger';
import { random } from './random';

const seed = Number(process.env['CONSILIUM_SEED'] ?? 20261124);
const clients = 6;

/** The API is killed so often at moments of chance, while clients write and keep a ledger. */
export function describeKills(kills: number): void {
  /** A start of the process is a second or two; on a busy machine more. */
  const timeoutMs = 120_000 + kills * 15_000;

  describe(`${kills} kills under load (seed ${seed})`, () => {
    let database: TestDatabase;
    let owner: Client;
    let api: ProductProcess;

    beforeAll(async () => {
      database = await createTestDatabase();
      owner = new Client({ connectionString: database.ownerUrl });
      await owner.connect();
      api = await ProductProcess.start('api', {
        DATABASE_URL: database.ownerUrl,
        DATABASE_APP_URL: database.appUrl,
        CONSILIUM_DEMO: '0',
        LOG_LEVEL: 'error',
      });
    });
    afterAll(async () => {
      await api?.kill();
      await owner?.end();
      await database?.drop();
    });

    it(
      'lose no acknowledged write, and write nothing twice',
      async () => {
        const hospital = await buildHospital(database.ownerUrl);
        const file = await hospital.addEvaluation();
        const browser = new ApiClient(`http://127.0.0.1:${api.port}`, hospital.slug);
        await browser.signIn(hospital.emails.clinician, testPassword);
        const tally = new Tally();
        const ledgers: LedgerClient[] = [];
        for (let n = 0; n < clients; n += 1) {
          const siteId = v7();
          await owner.query('insert into site (organisation_id, id, name) values ($1, $2, $3)', [
            hospital.id,
            siteId,
            `Site ${n}`,
          ]);
          ledgers.push(
            new LedgerClient(
              { port: api.port, cookie: browser.sessionCookie, slug: hospital.slug },
              { partId: file.parts['Q01/clinician']!, questionKey: 'Q01.need.problem', siteId },
              tally,
            ),
          );
        }

        let stopped = false;
        const writing = Promise.all(ledgers.map((ledger) => ledger.write(() => stopped)));
        const next = random(seed);
        // One kill in four falls on a process that is hardly up; before the others the clients have
        // written for a while, however slow the machine, and then the moment is anybody's guess.
        for (let n = 0; n < kills; n += 1) {
          const writes = tally.more(1 + Math.floor(next() * 20));
          if (n % 4 !== 3) await Promise.race([writes, writing]);
          await pause(next() * 200);
          await api.kill();
          await api.startAgain();
        }
        stopped = true;
        await writing;

        const acknowledged = ledgers.flatMap((ledger) => ledger.acknowledged);
        // Operations hold no words; those of the last version are compared below.
        const { rows: operations } = await owner.query<{ version: number; site_id: string }>(
          `select (result->'answer'->>'version')::int as version,
         result->'answer'->>'siteId' as site_id from operation where action = 'answer.save'`,
        );
        const kept = new Set(operations.map((row) => `${row.site_id} ${row.version}`));
        expect(acknowledged.filter((one) => !kept.has(`${one.siteId} ${one.version}`))).toEqual([]);
        expect(kept.size).toBe(operations.length);
        for (const ledger of ledgers) {
          const last = ledger.acknowledged.at(-1)!;
          const { rows } = await owner.query(
            'select value, version from answer where site_id = $1',
            [last.siteId],
          );
          expect(rows).toEqual([{ value: last.value, version: last.version }]);
          expect(ledger.acknowledged.map((one) => one.version)).toEqual(
            ledger.acknowledged.map((_one, index) => index + 1),
          );
        }
        expect(acknowledged.length).toBeGreaterThan(kills);
        process.stderr.write(
          `${kills} kills: ${acknowledged.length} writes acknowledged, ${ledgers.reduce((sum, one) => sum + one.repeated, 0)} sent again, none lost\n`,
        );
      },
      timeoutMs,
    );
  });
}
