import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import {
  buildHospital,
  startTestServer,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { evidenceRoom, pdf } from './evidence-room';

describe('a document that several files rest on, over HTTP', () => {
  let folder: string;
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let file: TestEvaluation;
  let other: TestEvaluation;
  const { as, upload, mutate, add, seen, download } = evidenceRoom(() => ({
    application,
    chu,
    file,
  }));
  const link = async (documentId: string) =>
    mutate(await as('itSecurity'), 'linkEvidence', {
      evaluationId: other.id,
      documentId,
      questionKey: null,
    });
  const stated = {
    title: 'Certificat CE',
    kind: 'certificate',
    clearance: { level: 'panel' },
    baseRevision: 1,
  };
  const purge = { reason: 'Nom de patient visible', title: 'Effacé' };
  const eventsOn = async (documentId: string, type: string) =>
    (
      await owner.query<{ evaluation_id: string }>(
        'select evaluation_id from event where subject_id = $1 and type = $2',
        [documentId, type],
      )
    ).rows.map(({ evaluation_id }) => evaluation_id);
  const inState = (id: string, sealed: boolean, phase = 'collecting') =>
    owner.query('update evaluation set sealed = $2, phase = $3 where id = $1', [id, sealed, phase]);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'consilium-shared-'));
    started = await startTestServer({ CONSILIUM_DATA: folder });
    chu = await buildHospital(started.ownerUrl, 'chu');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
  });
  beforeEach(async () => {
    file = await chu.addEvaluation();
    other = await chu.addEvaluation();
    // In the other file, and there alone, the security officer coordinates.
    await owner.query(`update seat set functions = '{coordinator}' where id = $1`, [
      other.seats.itSecurity,
    ]);
  });
  afterAll(async () => {
    await owner?.end();
    await application?.close();
    await started?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is not erased, lowered or renamed by who has a say in one of them only', async () => {
    const added = await add(await as('clinician'), {
      clearance: { level: 'roles', roles: ['clinician', 'it_security'] },
    });
    const linked = await link(added.document.documentId);
    const outsider = await as('itSecurity');
    const bound = { code: 'document_bound_elsewhere' };
    expect(await mutate(outsider, 'purgeDocument', { id: linked.id, ...purge })).toMatchObject(
      bound,
    );
    expect(await mutate(outsider, 'editDocument', { id: linked.id, ...stated })).toMatchObject(
      bound,
    );
    expect((await seen(await as('buyer'))).documents).toEqual([]);
    expect((await seen(await as('clinician'))).documents[0]).toMatchObject({
      title: 'Certificat CE',
      revision: 1,
      purgedAt: null,
    });
    const bytes = added.document.versions[0]!.file.id;
    expect((await download(await as('clinician'), bytes)).status).toBe(200);

    // A draft has no say.
    await inState(file.id, false, 'draft');
    expect(await mutate(outsider, 'editDocument', { id: linked.id, ...stated })).toMatchObject({
      __typename: 'EvidenceSaved',
    });
  });

  it('changes for whom may do so in each of them, and each keeps a trace', async () => {
    const coordinator = await as('coordinator');
    const added = await add(await as('clinician'));
    const linked = await link(added.document.documentId);
    expect(
      await mutate(coordinator, 'editDocument', {
        id: linked.id,
        ...stated,
        clearance: { level: 'author' },
      }),
    ).toMatchObject({ __typename: 'EvidenceSaved' });
    const both = [file.id, other.id].sort();
    const { documentId } = added.document;
    expect((await eventsOn(documentId, 'document.edited')).sort()).toEqual(both);
    expect(await mutate(coordinator, 'purgeDocument', { id: linked.id, ...purge })).toMatchObject({
      __typename: 'EvidenceSaved',
    });
    expect((await eventsOn(documentId, 'document.purged')).sort()).toEqual(both);
  });

  it('stays as it is once a sealed file rests on it; a newer version lives on its own', async () => {
    const coordinator = await as('coordinator');
    const added = await add(await as('clinician'));
    const linked = await link(added.document.documentId);
    await inState(file.id, true, 'decided');
    const bound = { code: 'document_bound_elsewhere' };
    expect((await seen(coordinator, other.id)).documents[0]).toMatchObject({
      boundElsewhere: true,
    });
    for (const values of [
      { title: 'Autre titre' },
      { clearance: { level: 'author' } },
      { validUntil: '2040-01-01' },
    ]) {
      expect(
        await mutate(coordinator, 'editDocument', { id: linked.id, ...stated, ...values }),
      ).toMatchObject(bound);
    }
    const next = await upload(coordinator, pdf('2'), 'certificat-2.pdf');
    expect(
      await mutate(coordinator, 'addDocumentVersion', {
        id: linked.id,
        fileId: (next.body as { id: string }).id,
      }),
    ).toMatchObject({ document: { versionNumber: 2 } });
    // Its days are its own: the sealed file examined the first one.
    expect(
      await mutate(coordinator, 'editDocument', {
        id: linked.id,
        ...stated,
        baseRevision: 2,
        validUntil: '2040-01-01',
      }),
    ).toMatchObject({ __typename: 'EvidenceSaved' });
    expect((await seen(coordinator)).documents[0]).toMatchObject({ versionNumber: 1 });
    const { rows } = await owner.query(
      'select number, valid_until::text from document_version where document_id = $1 order by number',
      [added.document.documentId],
    );
    expect(rows).toEqual([
      { number: 1, valid_until: null },
      { number: 2, valid_until: '2040-01-01' },
    ]);
  });

  it('is told as filed in a file only to whom sees that file', async () => {
    const added = await add(await as('clinician'));
    await link(added.document.documentId);
    const filedHere = async (persona: 'buyer' | 'coordinator') =>
      (
        await (
          await as(persona)
        ).ask<{ libraryDocuments: { documentId: string; filedHere: boolean }[] }>(
          'query ($id: ID!) { libraryDocuments(evaluationId: $id, text: "") { documentId filedHere } }',
          { id: other.id },
        )
      ).libraryDocuments.find(({ documentId }) => documentId === added.document.documentId)
        ?.filedHere;
    expect(await filedHere('buyer')).toBe(true);
    await owner.query(`update seat set seated_to = '2020-01-02' where id = $1`, [
      other.seats.buyer,
    ]);
    expect(await filedHere('buyer')).toBe(false);
    expect(await filedHere('coordinator')).toBe(true);
  });
});
