import 'reflect-metadata';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { answerRoles, decide, type Clearance } from '@consilium/domain/access';
import { evidenceCountsOf } from '@consilium/server/evidence';
import { systemActor } from '@consilium/server/platform/database';
import {
  type ApiClient,
  buildHospital,
  startTestServer,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { countStatements } from './count-statements';
import { evidenceRoom, pdf } from './evidence-room';

describe('evidence over HTTP', () => {
  let folder: string;
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let other: TestHospital;
  let file: TestEvaluation;
  const { as, upload, mutate, onId, add, seen, download } = evidenceRoom(() => ({
    application,
    chu,
    file,
  }));

  const stored = async (): Promise<string[]> => {
    const found = await readdir(path.join(folder, 'files'), { recursive: true });
    return found.filter((name) => /[0-9a-f]{12}$/.test(name) && name !== chu.id);
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'consilium-evidence-'));
    await mkdir(path.join(folder, 'files', 'arriving'), { recursive: true });
    started = await startTestServer({ CONSILIUM_DATA: folder });
    chu = await buildHospital(started.ownerUrl, 'chu');
    other = await buildHospital(started.ownerUrl, 'other');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
  });
  beforeEach(async () => {
    file = await chu.addEvaluation();
  });
  afterAll(async () => {
    await owner?.end();
    await application?.close();
    await started?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows each document to exactly those whom the policy clears', async () => {
    const clinician = await as('clinician');
    const levels: Clearance[] = [
      { level: 'panel' },
      { level: 'author' },
      ...answerRoles.slice(0, 4).map((role) => ({ level: 'roles' as const, roles: [role] })),
      { level: 'roles', roles: ['dpo', 'buyer'] },
    ];
    for (const [index, clearance] of levels.entries()) {
      await add(clinician, { title: `Document ${index}`, clearance });
    }
    const everybody: Persona[] = [
      'coordinator',
      'chair',
      'clinician',
      'clinician2',
      'itSecurity',
      'biomedical',
      'patient',
      'dpo',
      'buyer',
      'director',
    ];
    for (const persona of everybody) {
      const client = await as(persona);
      const { documents } = await seen(client);
      const { evidence } = await client.ask<{ evidence: { facts: never } }>(
        'query ($id: ID!) { evidence(evaluationId: $id) { facts } }',
        { id: file.id },
      );
      const allowed = levels.map(
        (clearance) =>
          decide('evidence.see', evidence.facts, {
            clearance,
            authorSeat: file.seats.clinician,
          }) === null,
      );
      expect([persona, documents.map(({ title }) => title)]).toEqual([
        persona,
        allowed.flatMap((yes, index) => (yes ? [`Document ${index}`] : [])),
      ]);
    }
    // Downloads, search and changes obey the same set.
    const [, secret] = (await seen(clinician)).documents;
    const buyer = await as('buyer');
    expect((await download(buyer, secret!.versions[0]!.file.id)).status).toBe(404);
    expect((await download(await as('coordinator'), secret!.versions[0]!.file.id)).status).toBe(
      200,
    );
    expect(
      (
        await buyer.ask<{ libraryDocuments: { title: string }[] }>(
          'query ($id: ID!) { libraryDocuments(evaluationId: $id, text: "document") { title } }',
          { id: file.id },
        )
      ).libraryDocuments
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Document 0', 'Document 6']);
    expect(await onId(buyer, 'takeNewestVersion', 'id', secret!.id)).toMatchObject({
      code: 'not_found',
    });
    expect(
      await mutate(buyer, 'linkEvidence', {
        evaluationId: file.id,
        documentId: secret!.documentId,
        questionKey: 'Q02.reg.class',
      }),
    ).toMatchObject({ code: 'not_found' });
    expect(
      await onId(buyer, 'unfileDocument', 'id', (await seen(buyer)).documents[0]!.id),
    ).toMatchObject({
      code: 'not_author',
    });
  });

  it('keeps organisations and evaluations apart', async () => {
    const clinician = await as('clinician');
    const added = await add(clinician);
    const stranger = await as('coordinator', other);
    const fileId = added.document.versions[0]!.file.id;
    expect((await download(stranger, fileId, other)).status).toBe(404);
    expect((await download(stranger, fileId, chu)).status).toBe(404);
    expect((await download(clinician, 'not-an-id')).status).toBe(404);
    expect((await fetch(`${application.url}/api/files/${fileId}`)).status).toBe(401);
    expect(await seen(stranger)).toEqual({ documents: [] });
    expect(
      await mutate(stranger, 'linkEvidence', {
        evaluationId: file.id,
        documentId: added.document.documentId,
        questionKey: null,
      }),
    ).toMatchObject({ code: 'not_found' });
    expect(
      await mutate(await as('biomedical'), 'addDocument', {
        evaluationId: file.id,
        fileId,
        title: 'x',
        kind: 'other',
        clearance: { level: 'panel' },
      }),
    ).toMatchObject({ code: 'file_gone' });
    const foreign = await fetch(`${application.url}/api/files`, {
      method: 'POST',
      headers: {
        cookie: clinician.sessionCookie,
        'content-type': 'application/octet-stream',
        'x-file-name': 'a.pdf',
      },
      body: new Uint8Array(pdf()),
    });
    expect(foreign.status).toBe(403);
  });

  it('examines one version here while the library goes on elsewhere', async () => {
    const clinician = await as('clinician');
    const second = await chu.addEvaluation();
    const added = await add(clinician);
    const linked = await mutate(clinician, 'linkEvidence', {
      evaluationId: second.id,
      documentId: added.document.documentId,
      questionKey: 'Q02.reg.class',
    });
    expect(linked.document.links).toHaveLength(1);
    const next = await upload(clinician, pdf('2'), 'certificat-2.pdf');
    const versioned = await mutate(clinician, 'addDocumentVersion', {
      id: linked.document.id,
      fileId: (next.body as { id: string }).id,
      validUntil: '2020-01-01',
    });
    expect(versioned.document).toMatchObject({ versionNumber: 2, newestVersion: 2 });
    const [here] = (await seen(clinician)).documents;
    expect(here).toMatchObject({ versionNumber: 1, newestVersion: 2 });
    // Answers rest on the version examined: its author or the coordinator takes another.
    expect(await onId(await as('clinician2'), 'takeNewestVersion', 'id', here!.id)).toMatchObject({
      code: 'not_author',
    });
    const taken = await onId(await as('coordinator'), 'takeNewestVersion', 'id', here!.id);
    expect(taken.document.versionNumber).toBe(2);
  });

  it('lets one of two who edit win and tells the other; unlinks, unfiles, counts', async () => {
    const clinician = await as('clinician');
    const coordinator = await as('coordinator');
    const added = await add(clinician);
    const edit = (client: ApiClient, title: string) =>
      mutate(client, 'editDocument', {
        id: added.id,
        baseRevision: 1,
        title,
        kind: 'instructions',
        clearance: { level: 'roles', roles: ['buyer'] },
        validUntil: '2031-01-01',
      });
    const results = await Promise.all([edit(clinician, 'Un'), edit(coordinator, 'Deux')]);
    expect(results.map((one) => one.code ?? one.document.revision).sort()).toEqual([
      2,
      'stale_version',
    ]);
    expect(await edit(await as('buyer'), 'Trois')).toMatchObject({ code: 'not_author' });
    const counts = () =>
      started.server.unitOfWork.read(systemActor(chu.id, 'test', 'test'), (tx) =>
        evidenceCountsOf(tx, file.id),
      );
    expect(await counts()).toEqual({ 'Q02.reg.class': 1 });
    expect(
      await onId(await as('buyer'), 'unlinkEvidence', 'linkId', added.document.links[0]!.id),
    ).toMatchObject({ code: 'not_author' });
    const unlinked = await onId(clinician, 'unlinkEvidence', 'linkId', added.document.links[0]!.id);
    expect(unlinked.document.links).toEqual([]);
    expect(await counts()).toEqual({});
    expect(await onId(clinician, 'unfileDocument', 'id', added.id)).toMatchObject({
      document: null,
    });
    expect(
      await mutate(clinician, 'linkEvidence', {
        evaluationId: file.id,
        documentId: added.document.documentId,
        questionKey: null,
      }),
    ).toMatchObject({ code: 'not_found' });
    expect(
      await mutate(coordinator, 'linkEvidence', {
        evaluationId: file.id,
        documentId: added.document.documentId,
        questionKey: 'Q02.nothing',
      }),
    ).toMatchObject({ code: 'unknown_question' });
    expect(
      await mutate(coordinator, 'linkEvidence', {
        evaluationId: file.id,
        documentId: added.document.documentId,
        questionKey: 'Q02.reg.class',
      }),
    ).toMatchObject({ __typename: 'EvidenceSaved' });
  });

  it('changes nothing once the opinion is sealed, and spares sections from the recused', async () => {
    const clinician = await as('clinician');
    const added = await add(clinician);
    await owner.query(
      `update declaration set assessment = 'major', recused_sections = '{Q02}' where seat_id = $1`,
      [file.seats.biomedical],
    );
    expect(await add(await as('biomedical'))).toMatchObject({ code: 'recused' });
    expect(await add(await as('biomedical'), { questionKeys: ['Q01.need.problem'] })).toMatchObject(
      {
        __typename: 'EvidenceSaved',
      },
    );
    await owner.query('update evaluation set sealed = true where id = $1', [file.id]);
    expect(await add(clinician)).toMatchObject({ code: 'sealed' });
    expect(await onId(clinician, 'unfileDocument', 'id', added.id)).toMatchObject({
      code: 'sealed',
    });
  });

  it('erases patient data: bytes and name go, hash and trace stay, from a sealed file too', async () => {
    const clinician = await as('clinician');
    const added = await add(clinician, { title: 'Scanner de M. Martin' });
    const kept = await stored();
    const purge = { id: added.id, reason: 'Nom de patient visible', title: 'Scanner, effacé' };
    expect(await mutate(clinician, 'purgeDocument', purge)).toMatchObject({
      code: 'not_permitted',
    });
    const coordinator = await as('coordinator');
    expect(await mutate(coordinator, 'purgeDocument', { ...purge, reason: ' ' })).toMatchObject({
      code: 'reason_required',
    });
    const seal = (sealed: boolean) =>
      owner.query('update evaluation set sealed = $2 where id = $1', [file.id, sealed]);
    await seal(true);
    const purged = await mutate(coordinator, 'purgeDocument', purge);
    await seal(false);
    const { sha256, id } = added.document.versions[0]!.file;
    expect(purged.document).toMatchObject({
      title: 'Scanner, effacé',
      purgeReason: 'Nom de patient visible',
      versions: [{ file: { name: '', sha256 } }],
    });
    expect(await stored()).toHaveLength(kept.length - 1);
    const gone = await download(coordinator, id);
    expect(gone.status).toBe(410);
    expect(await mutate(coordinator, 'purgeDocument', purge)).toMatchObject({
      code: 'document_purged',
    });
    const events = await owner.query(
      `select type, data from event where subject_id in ($1, $2) order by occurred_at`,
      [added.document.documentId, id],
    );
    expect(events.rows.map(({ type }) => type)).toEqual([
      'file.uploaded',
      'document.added',
      'document.purged',
    ]);
    const left = await owner.query(`select 1 from operation where result::text like '%Martin%'
      union all select 1 from event where data::text like '%Martin%'`);
    expect(left.rows).toEqual([]);
    expect(await started.server.files.sweepOrphans(chu.id, new Date())).toBeGreaterThanOrEqual(1);
    const { rows } = await owner.query('select bytes_gone from stored_file where id = $1', [id]);
    expect(rows).toEqual([{ bytes_gone: true }]);
  });

  it('reads one document with as many statements as ten', async () => {
    const clinician = await as('clinician');
    await add(clinician);
    const one = await countStatements(() => seen(clinician, file.id, 'Q02.reg.class'));
    for (let n = 0; n < 9; n += 1) await add(clinician);
    expect((await seen(clinician, file.id, 'Q02.reg.class')).documents).toHaveLength(10);
    expect(await countStatements(() => seen(clinician, file.id, 'Q02.reg.class'))).toBe(one);
    expect(one).toBeLessThanOrEqual(4);
  });
});
