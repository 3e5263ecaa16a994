import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { leftOut, restoreBackup, writeBackup } from '@consilium/server/backup';
import { composeServer } from '@consilium/server/composition';
import { parseConfiguration } from '@consilium/server/platform/configuration';
import { ensureRoles } from '@consilium/server/platform/postgres-embedded';
import { fileKey, openStores, type Stores } from '@consilium/server/platform/storage';
import {
  ApiClient,
  createTestDatabase,
  operationId,
  personas,
  testPassword,
  type Persona,
  type TestDatabase,
} from '@consilium/testing';
import { startApplication } from '../src/application';
import { fillFile, insertInto } from './fill-file';
import { openScene, type Scene } from './scene';
import { normalised, walk, type Ground } from './walk';

const passphrase = 'une phrase que personne ne devine';
const everybody = Object.keys(personas) as Persona[];

/** What is shown, but for who signed in where: that is each place's own. */
const shown = ({
  sessions,
  securityLog,
  'GET /api/security-log.csv': savedLog,
  ...seen
}: Record<string, unknown>): string => {
  expect([sessions, securityLog, savedLog]).not.toContain(undefined);
  return normalised(seen);
};

const tablesOf = async (client: Client): Promise<string[]> =>
  (
    await client.query<{ name: string }>(
      `select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    )
  ).rows.map(({ name }) => name);

/** A restored place holds what it would send, and its links are dead: both are left out here. */
const rowsOf = async (client: Client, table: string): Promise<unknown[]> =>
  (
    await client.query(
      `select (to_jsonb(t) - 'held_since' - 'token_hash')::text as row from "${table}" t order by 1`,
    )
  ).rows;

describe('a backup', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consilium-backup-'));
  const file = path.join(folder, 'consilium.backup');
  const emptied: TestDatabase[] = [];
  let scene: Scene;
  let stores: Stores;
  let ground: Ground;
  let kept: string;
  /** Every row at the instant of the backup, by table. */
  const saved = new Map<string, unknown[]>();

  const storage = (name: string) => `file://${path.join(folder, name)}`;
  const storesOf = (name: string) =>
    openStores({ kind: 'folder', folder: path.join(folder, name) });

  /** A database that holds nothing at all, not even tables. */
  const emptyDatabase = async (): Promise<TestDatabase> => {
    const database = await createTestDatabase();
    emptied.push(database);
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query('drop schema public cascade; create schema public');
    await client.end();
    await ensureRoles(database.ownerUrl);
    return database;
  };
  const hasTables = async ({ ownerUrl }: TestDatabase): Promise<boolean> => {
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    const { rows } = await client.query(`select to_regclass('public.organisation') as found`);
    await client.end();
    return rows[0].found !== null;
  };

  beforeAll(async () => {
    scene = await openScene({ STORAGE_URL: storage('before') });
    const evaluation = await scene.chu.addEvaluation({ phase: 'rating', reference: '2026-014' });
    await fillFile(scene.owner, scene.chu, evaluation);
    const [answer] = await scene.rows<{ id: string; question_key: string }>(
      `select id, question_key from answer where answer_set_id = $1 order by question_key limit 1`,
      [evaluation.answerSetId],
    );
    ground = {
      hospital: scene.chu,
      file: evaluation,
      answerId: answer!.id,
      questionKey: answer!.question_key,
      partIds: [evaluation.parts['Q01/clinician']!, evaluation.parts['Q09/it_security']!],
      rounds: [1, 2],
      files: async () => [],
      reports: async () => [],
    };
    stores = await storesOf('before');
    const id = v7();
    kept = fileKey(scene.chu.id, id);
    await insertInto(scene.owner, scene.chu.id, 'stored_file', {
      id,
      name: 'étude.txt',
      media_type: 'text/plain',
      size: 7,
      sha256: '0'.repeat(64),
      scan: 'not_scanned',
      uploaded_by: scene.chu.members.clinician,
      uploaded_at: new Date(),
    });
    await (await stores.files.receive(kept, Readable.from([Buffer.from('preuve\n')]))).keep();
    await insertInto(scene.owner, scene.chu.id, 'mail', {
      id: v7(),
      dedupe_key: 'waiting',
      member_id: scene.chu.members.clinician,
      recipient: scene.chu.emails.clinician,
      subject: 'Sujet',
      body: 'Texte',
      locale: 'fr',
      created_at: new Date(),
    });
    await scene.started.deliver();
    const made = await writeBackup({ ownerUrl: scene.started.ownerUrl, stores }, file, passphrase);
    expect(made).toMatchObject({ files: 1 });
    for (const name of await tablesOf(scene.owner))
      saved.set(name, await rowsOf(scene.owner, name));
  }, 120_000);
  afterAll(async () => {
    await scene?.close();
    for (const database of emptied) await database.drop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('is one file that its owner alone may read, and that never replaces another', async () => {
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(folder).sort()).toEqual(['before', 'consilium.backup']);
    const source = { ownerUrl: scene.started.ownerUrl, stores };
    await expect(writeBackup(source, file, passphrase)).rejects.toThrow('exists already');
    const bytes = fs.readFileSync(file);
    for (const word of ['clinician@chu.test', 'preuve', 'stored_file']) {
      expect(bytes.includes(word)).toBe(false);
    }
  });

  it('restored elsewhere, shows every person what the first place shows', async () => {
    const database = await emptyDatabase();
    const into = { ownerUrl: database.ownerUrl, stores: await storesOf('after') };
    await restoreBackup(into, file, passphrase);
    expect(await text((await into.stores.files.open(kept))!)).toBe('preuve\n');

    const restored = await composeServer(
      parseConfiguration({
        DATABASE_URL: database.ownerUrl,
        DATABASE_APP_URL: database.appUrl,
        STORAGE_URL: storage('after'),
        LOG_LEVEL: 'fatal',
        CONSILIUM_DEMO: '0',
      }),
      'api',
    );
    const application = await startApplication(restored, { host: '127.0.0.1', port: 0 });
    try {
      const waiting = () =>
        restored.dataSource.query('select * from consilium_claim_mail(10, 5, 0)');
      const early = () => restored.dataSource.query('select consilium_reminders_due(0)');
      expect(await restored.dataSource.query('select consilium_organisations()')).toHaveLength(2);
      expect([await waiting(), await early()]).toEqual([[], []]);
      const director = new ApiClient(application.url, scene.chu.slug);
      await director.signIn(scene.chu.emails.director, testPassword);
      const release = `mutation ($id: ID!) { releaseHold(operationId: $id) {
        __typename ... on OrganisationSaved { organisation { heldSince } } ... on Refused { code } } }`;
      const released = async (client: ApiClient) =>
        (await client.ask<{ releaseHold: object }>(release, { id: operationId() })).releaseHold;
      expect(await released(director)).toMatchObject({ organisation: { heldSince: null } });
      expect(await released(director)).toMatchObject({ code: 'not_held' });
      // One organisation decides for itself alone.
      expect(await early()).toEqual([{ consilium_reminders_due: scene.chu.id }]);
      expect(await waiting()).toMatchObject([{ organisation_id: scene.chu.id }]);

      for (const persona of everybody) {
        const client = new ApiClient(application.url, scene.chu.slug);
        await client.signIn(scene.chu.emails[persona], testPassword);
        const there = shown(await walk(client, ground));
        const here = shown(await walk(await scene.as(persona), ground));
        expect(`${persona} ${there}`).toBe(`${persona} ${here}`);
        if (persona === 'coordinator') expect(here).toContain('2026-014');
      }
    } finally {
      await application.close();
      await restored.close();
    }
  }, 120_000);

  it('holds every row of every table but those that are left out', async () => {
    const database = await emptyDatabase();
    await restoreBackup(
      { ownerUrl: database.ownerUrl, stores: await storesOf('rows') },
      file,
      passphrase,
    );
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    const names = await tablesOf(client);
    expect(names).toEqual([...saved.keys()]);
    let compared = 0;
    for (const name of names) {
      const there = await rowsOf(client, name);
      if (name in leftOut) {
        if (name !== 'migrations') expect(there).toEqual([]);
        continue;
      }
      expect({ name, rows: there }).toEqual({ name, rows: saved.get(name) });
      compared += there.length;
    }
    expect(compared).toBeGreaterThan(200);
    // What keeps rows right is back.
    const guards = `select conname as name from pg_constraint where connamespace = 'public'::regnamespace
      union all select tgname || tgenabled::text from pg_trigger where not tgisinternal order by 1`;
    expect((await client.query(guards)).rows).toEqual(await scene.rows(guards));
    await client.end();
  }, 120_000);

  it.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['cut in half', (bytes) => bytes.subarray(0, bytes.length / 2), 'it was cut'],
    ['cut by its last byte', (bytes) => bytes.subarray(0, -1), 'it was cut'],
    [
      'altered by one bit',
      (bytes) => {
        const other = Buffer.from(bytes);
        other[bytes.length - 5_000]! ^= 1;
        return other;
      },
      'it was altered',
    ],
    ['of something else', () => Buffer.from('PK\x03\x04'), 'is not a backup'],
    [
      'of a newer version',
      (bytes) => {
        const [, head] = bytes.toString('latin1').split('\n');
        const newer = head!.replace('"schema":[', '"schema":["Later1999999999999",');
        return Buffer.from(bytes.toString('latin1').replace(head!, newer), 'latin1');
      },
      'newer version of Consilium',
    ],
  ])('%s leaves a database as empty as it was', async (name, damage, sentence) => {
    const database = await emptyDatabase();
    const damaged = path.join(folder, `${name}.backup`);
    fs.writeFileSync(damaged, damage(fs.readFileSync(file)));
    const into = { ownerUrl: database.ownerUrl, stores: await storesOf('damaged') };
    await expect(restoreBackup(into, damaged, passphrase)).rejects.toThrow(sentence);
    expect(await hasTables(database)).toBe(false);
    expect(fs.existsSync(path.join(folder, 'damaged', scene.chu.id))).toBe(false);
  });

  it('needs its passphrase, and a database that nobody works on', async () => {
    const database = await emptyDatabase();
    const into = { ownerUrl: database.ownerUrl, stores: await storesOf('refused') };
    await expect(restoreBackup(into, file, null)).rejects.toThrow('give its passphrase');
    await expect(restoreBackup(into, file, 'une autre')).rejects.toThrow('is not the one');
    expect(await hasTables(database)).toBe(false);
    // Connections without work are given back after a while: somebody is there now.
    await scene.as('coordinator');
    const occupied = { ownerUrl: scene.started.ownerUrl, stores };
    await expect(restoreBackup(occupied, file, passphrase)).rejects.toThrow('stop it first');
  });

  it('may be made without a passphrase, and is proved all the same', async () => {
    const open = path.join(folder, 'open.backup');
    await writeBackup({ ownerUrl: scene.started.ownerUrl, stores }, open, null);
    const bytes = fs.readFileSync(open);
    bytes[bytes.length - 3_000]! ^= 1;
    const changed = path.join(folder, 'changed.backup');
    fs.writeFileSync(changed, bytes);
    const database = await emptyDatabase();
    const into = { ownerUrl: database.ownerUrl, stores: await storesOf('open') };
    await expect(restoreBackup(into, changed, null)).rejects.toThrow('it was altered');
    expect(await hasTables(database)).toBe(false);
    expect(await restoreBackup(into, open, null)).toMatchObject({ files: 1 });
    await expect(restoreBackup(into, open, null)).rejects.toThrow('into an empty one');
  });
});
