import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { v7 } from 'uuid';
import {
  buildHospital,
  startTestServer,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';

const day = 24 * 3_600_000;

describe('the sweep of files by the worker', () => {
  let folder: string;
  let started: TestServer;
  let owner: Client;
  let chu: TestHospital;
  let clinic: TestHospital;
  let tidy: TestHospital;

  const bytesOf = (hospital: TestHospital, id: string): string =>
    path.join(folder, 'files', hospital.id, id);

  /** Bytes that have lain in the store since then. */
  async function bytes(hospital: TestHospital, since: Date, id = v7()): Promise<string> {
    const file = bytesOf(hospital, id);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'bytes');
    await utimes(file, since, since);
    return id;
  }

  /** A file with its bytes, uploaded then. */
  async function stored(hospital: TestHospital, at: Date, purgedAt: Date | null = null) {
    const id = await bytes(hospital, at);
    await owner.query(
      `insert into stored_file (organisation_id, id, name, media_type, size, sha256, scan, uploaded_by,
         uploaded_at, purged_at) values ($1, $2, 'a.pdf', 'application/pdf', 5, 'x', 'not_scanned', $3, $4, $5)`,
      [hospital.id, id, hospital.members.clinician, at, purgedAt],
    );
    return id;
  }

  /** The same with a document made of it. */
  async function filed(hospital: TestHospital, at: Date, purgedAt: Date | null = null) {
    const id = await stored(hospital, at, purgedAt);
    await owner.query(
      `with made as (
         insert into document (organisation_id, id, title, kind, clearance, author_id, versions, revision, created_at)
         values ($1, $2, 'A', 'other', '{"level":"panel"}', $4, 1, 1, $5) returning organisation_id, id)
       insert into document_version (organisation_id, id, document_id, number, file_id, added_by, added_at)
         select organisation_id, $2, id, 1, $3, $4, $5 from made`,
      [hospital.id, v7(), id, hospital.members.clinician, at],
    );
    return id;
  }

  const known = async (): Promise<string[]> =>
    (await owner.query<{ id: string }>('select id from stored_file order by 1')).rows.map(
      ({ id }) => id,
    );
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    const end = Date.now() + 30_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not happen in time');
      await pause(50);
    }
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'consilium-sweep-'));
    started = await startTestServer({ CONSILIUM_DATA: folder });
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    chu = await buildHospital(started.ownerUrl, 'chu');
    clinic = await buildHospital(started.ownerUrl, 'clinique');
    tidy = await buildHospital(started.ownerUrl, 'ordre');
  });
  afterAll(async () => {
    await owner?.end();
    await started?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('finds the organisations by their rows, and clears what is a day old there, no more', async () => {
    const now = Date.now();
    const [long, lately] = [new Date(now - 2 * day), new Date(now - day / 2)];
    const orphan = await stored(chu, long);
    const young = await stored(chu, lately);
    const document = await filed(chu, long);
    const purged = await filed(clinic, lately, lately);
    const tidied = await filed(tidy, long);
    const lost = await bytes(tidy, long);
    const arriving = await bytes(tidy, lately);

    const waiting = await started.server.dataSource.query<{ id: string }[]>(
      'select consilium_files_to_sweep($1) as id',
      [new Date(now - day)],
    );
    expect(waiting.map(({ id }) => id).sort()).toEqual([chu.id, clinic.id].sort());

    await started.startBackground();
    await until(() => !existsSync(bytesOf(chu, orphan)));
    await until(async () => {
      const { rows } = await owner.query('select 1 from stored_file where id = $1 and bytes_gone', [
        purged,
      ]);
      return rows.length === 1;
    });
    // Bytes that no row knows are found in an organisation that the rows say nothing of.
    await until(() => !existsSync(bytesOf(tidy, lost)));

    expect(existsSync(bytesOf(clinic, purged))).toBe(false);
    expect(await known()).toEqual([young, document, purged, tidied].sort());
    for (const [hospital, id] of [
      [chu, young],
      [chu, document],
      [tidy, tidied],
      [tidy, arriving],
    ] as const) {
      expect(existsSync(bytesOf(hospital, id))).toBe(true);
    }
    const { rows } = await owner.query<{ organisation_id: string; subject_id: string }>(
      `select organisation_id, subject_id from event where type = 'file.swept'`,
    );
    expect(rows).toEqual([{ organisation_id: chu.id, subject_id: orphan }]);
  });
});
