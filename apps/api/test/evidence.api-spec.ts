import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { answerRoles, decide, type Clearance } from '@consilium/domain/access';
import { maxFileBytes } from '@consilium/domain/evidence';
import { evidenceCountsOf, expiringDocuments } from '@consilium/server/evidence';
import { systemActor } from '@consilium/server/platform/database';
import {
  ApiClient,
  buildHospital,
  operationId,
  startTestServer,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { countStatements } from './count-statements';

const document = `id documentId title kind clearance { level roles } author authorSeat revision
  purgedAt purgeReason versionNumber newestVersion
  versions { number documentDate validUntil file { id name mediaType size sha256 scan } }
  links { id questionKey linkedBySeat }`;
const result = `__typename ... on EvidenceSaved { id document { ${document} } }
  ... on Refused { code message details }`;

interface Saved {
  __typename: string;
  code?: string;
  message?: string;
  id: string;
  document: {
    id: string;
    documentId: string;
    title: string;
    revision: number;
    versionNumber: number;
    newestVersion: number;
    versions: { number: number; file: { id: string; name: string; sha256: string } }[];
    links: { id: string; questionKey: string }[];
    [key: string]: unknown;
  };
}

const pdf = (words = 'certificat'): Buffer => Buffer.from(`%PDF-1.7\n% ${words}\n%%EOF\n`);

/** One stored entry is enough for a ZIP archive. */
function zip(name: string, content: string): Buffer {
  const file = Buffer.from(name);
  const data = Buffer.from(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(file.length, 26);
  return Buffer.concat([local, file, data]);
}

describe('evidence over HTTP', () => {
  let folder: string;
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let other: TestHospital;
  let file: TestEvaluation;
  const clients = new Map<string, ApiClient>();

  const as = async (persona: Persona, hospital = chu): Promise<ApiClient> => {
    const email = hospital.emails[persona];
    const known = clients.get(email);
    if (known) return known;
    const client = new ApiClient(application.url, hospital.slug);
    await client.signIn(email, testPassword);
    clients.set(email, client);
    return client;
  };

  const headers = (client: ApiClient, hospital = chu): Record<string, string> => ({
    cookie: client.sessionCookie,
    'x-consilium-csrf': '1',
    'x-consilium-organisation': hospital.slug,
  });

  const upload = async (
    client: ApiClient,
    bytes: Buffer,
    name: string,
    more: Record<string, string> = {},
  ) => {
    const response = await fetch(`${application.url}/api/files`, {
      method: 'POST',
      headers: {
        ...headers(client),
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(name),
        ...more,
      },
      body: new Uint8Array(bytes),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  const refusedWith = async (bytes: Buffer, name: string) => {
    const { status, body } = await upload(await as('clinician'), bytes, name);
    const [error] = (body as { errors?: { message: string; extensions: { code: string } }[] })
      .errors ?? [{ message: '', extensions: { code: `none, but ${status}` } }];
    return { status, code: error?.extensions.code, message: error?.message };
  };

  const mutate = async (client: ApiClient, name: string, variables: Record<string, unknown>) => {
    const inputs: Record<string, string> = {
      addDocument: 'AddDocumentInput',
      editDocument: 'EditDocumentInput',
      addDocumentVersion: 'AddDocumentVersionInput',
      linkEvidence: 'LinkEvidenceInput',
      purgeDocument: 'PurgeDocumentInput',
    };
    const answer = await client.ask<Record<string, Saved>>(
      `mutation ($input: ${inputs[name]}!) { ${name}(input: $input) { ${result} } }`,
      { input: { operationId: operationId(), ...variables } },
    );
    return answer[name] as Saved;
  };

  const onId = async (client: ApiClient, name: string, argument: string, id: string) => {
    const answer = await client.ask<Record<string, Saved>>(
      `mutation ($id: ID!, $operationId: ID!) {
        ${name}(${argument}: $id, operationId: $operationId) { ${result} } }`,
      { id, operationId: operationId() },
    );
    return answer[name] as Saved;
  };

  const add = async (
    client: ApiClient,
    changes: Record<string, unknown> = {},
    bytes = pdf(),
  ): Promise<Saved> => {
    const { body } = await upload(client, bytes, 'certificat.pdf');
    return mutate(client, 'addDocument', {
      evaluationId: file.id,
      fileId: (body as { id: string }).id,
      title: 'Certificat CE',
      kind: 'certificate',
      clearance: { level: 'panel' },
      questionKeys: ['Q02.reg.class'],
      ...changes,
    });
  };

  const seen = async (
    client: ApiClient,
    evaluationId = file.id,
    questionKey: string | null = null,
  ) =>
    (
      await client.ask<{ evidence: { documents: Saved['document'][]; reserved: number } }>(
        `query ($id: ID!, $key: String) { evidence(evaluationId: $id, questionKey: $key) {
          reserved documents { ${document} } } }`,
        { id: evaluationId, key: questionKey },
      )
    ).evidence;

  const download = (client: ApiClient, fileId: string, hospital = chu) =>
    fetch(`${application.url}/api/files/${fileId}`, { headers: headers(client, hospital) });

  const stored = async (): Promise<string[]> => {
    const found = await readdir(path.join(folder, 'files'), { recursive: true });
    return found.filter((name) => /[0-9a-f]{12}$/.test(name) && name !== chu.id);
  };

  const filesKnown = async (): Promise<number> =>
    (await owner.query<{ n: number }>('select count(*)::int as n from stored_file')).rows[0]?.n ??
    0;

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

  it('takes a file, makes a document of it, and gives it back only as a download', async () => {
    const clinician = await as('clinician');
    const bytes = pdf('Certificat n° 12');
    const added = await add(
      clinician,
      { validUntil: '2030-01-31', documentDate: '2025-02-01' },
      bytes,
    );
    const { sha256, id } = added.document.versions[0]!.file;
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(added.document).toMatchObject({
      title: 'Certificat CE',
      author: 'clinician',
      authorSeat: file.seats.clinician,
      versions: [{ number: 1, validUntil: '2030-01-31', file: { scan: 'not_scanned' } }],
      links: [{ questionKey: 'Q02.reg.class', linkedBySeat: file.seats.clinician }],
    });

    const response = await download(await as('patient'), id);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="certificat.pdf"; filename*=UTF-8''certificat.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
    // A link names the organisation in the address.
    const link = await fetch(`${application.url}/api/files/${id}?organisation=chu`, {
      headers: { cookie: clinician.sessionCookie },
    });
    expect(link.status).toBe(200);
  });

  it('writes foreign names whole and safely into the header', async () => {
    const clinician = await as('clinician');
    const { body } = await upload(clinician, pdf(), '../été "n° 1"\u00a0; données (β).pdf');
    expect(body).toMatchObject({ name: 'été "n° 1"\u00a0; données (β).pdf' });
    const added = await mutate(clinician, 'addDocument', {
      evaluationId: file.id,
      fileId: (body as { id: string }).id,
      title: 'x',
      kind: 'other',
      clearance: { level: 'panel' },
    });
    const response = await download(clinician, added.document.versions[0]!.file.id);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="ete _n 1_ ; donnees ().pdf"; filename*=UTF-8''` +
        '%C3%A9t%C3%A9%20%22n%C2%B0%201%22%C2%A0%3B%20donn%C3%A9es%20%28%CE%B2%29.pdf',
    );
  });

  it('refuses what is too large, empty, disguised or an archive, and keeps nothing of it', async () => {
    const before = { rows: await filesKnown(), bytes: await stored() };
    const large = Buffer.concat([pdf(), Buffer.alloc(maxFileBytes)]);
    expect(await refusedWith(large, 'gros.pdf')).toEqual({
      status: 413,
      code: 'FILE_TOO_LARGE',
      message: 'Ce fichier dépasse 25\u00a0Mo. Réduisez-le ou découpez-le, puis recommencez.',
    });
    expect(await refusedWith(Buffer.alloc(0), 'vide.pdf')).toMatchObject({ code: 'FILE_EMPTY' });
    expect(await refusedWith(zip('a.txt', 'a'), 'dossier.zip')).toMatchObject({
      status: 415,
      code: 'FILE_TYPE_REFUSED',
    });
    expect(await refusedWith(zip('a.txt', 'a'), 'rapport.docx')).toMatchObject({
      code: 'FILE_DISGUISED',
    });
    expect(await refusedWith(Buffer.from('MZ\u0090\u0000\u0003'), 'notice.pdf')).toMatchObject({
      code: 'FILE_DISGUISED',
    });
    expect(await refusedWith(pdf(), 'image.png')).toMatchObject({ code: 'FILE_DISGUISED' });
    expect(await refusedWith(pdf(), 'sans-extension')).toMatchObject({ code: 'FILE_DISGUISED' });
    expect(await refusedWith(Buffer.from('<svg onload="x">'), 'a.svg')).toMatchObject({
      code: 'FILE_TYPE_REFUSED',
    });
    expect(await refusedWith(pdf(), 'x\u202efdp.exe.pdf')).toMatchObject({
      code: 'FILE_NAME_WRONG',
    });
    const sized = await upload(
      await as('clinician'),
      Buffer.from('BMI;âge\n22,1;64\n'),
      'mesures.csv',
    );
    expect(sized).toMatchObject({ status: 201, body: { mediaType: 'text/csv' } });
    const latin = await upload(
      await as('clinician'),
      Buffer.from([0xe2, 0x67, 0x65, 0x0a]),
      'a.txt',
    );
    expect(latin.status).toBe(201);
    expect(await filesKnown()).toBe(before.rows + 2);
    expect(await stored()).toHaveLength(before.bytes.length + 2);
  });

  it('stops at the limit where no length was announced', async () => {
    const before = await stored();
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield pdf();
      for (let sent = 0; sent <= maxFileBytes; sent += 1_000_000) yield Buffer.alloc(1_000_000);
    }
    const response = await fetch(`${application.url}/api/files`, {
      method: 'POST',
      headers: {
        ...headers(await as('clinician')),
        'content-type': 'application/octet-stream',
        'x-file-name': 'flux.pdf',
      },
      body: endless() as never,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(await stored()).toEqual(before);
  });

  it('leaves nothing behind when the sender goes away', async () => {
    const before = { rows: await filesKnown(), bytes: await stored() };
    const { hostname, port } = new URL(application.url);
    const socket = connect(Number(port), hostname);
    const lines = Object.entries({
      ...headers(await as('clinician')),
      host: 'x',
      'content-type': 'application/octet-stream',
      'x-file-name': 'coupe.pdf',
      'content-length': '5000',
    }).map(([name, value]) => `${name}: ${value}`);
    socket.write(`POST /api/files HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    socket.write(pdf());
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.destroy();
    for (let tries = 0; tries < 40 && (await stored()).length !== before.bytes.length; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await stored()).toEqual(before.bytes);
    expect(await readdir(path.join(folder, 'files', 'arriving'))).toEqual([]);
    expect(await filesKnown()).toBe(before.rows);
  });

  it('answers a repeated upload with the first file', async () => {
    const clinician = await as('clinician');
    const before = (await stored()).length;
    const again = { 'x-operation-id': operationId() };
    const first = await upload(clinician, pdf('un'), 'un.pdf', again);
    const second = await upload(clinician, pdf('un'), 'un.pdf', again);
    expect(second.body).toEqual(first.body);
    expect(await stored()).toHaveLength(before + 1);
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
      const { documents, reserved } = await seen(client);
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
      expect(reserved).toBe(allowed.filter((yes) => !yes).length);
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
    expect(await seen(stranger)).toEqual({ documents: [], reserved: 0 });
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
    const system = systemActor(chu.id, 'test', 'test');
    const expiring = () =>
      started.server.unitOfWork.read(system, (tx) => expiringDocuments(tx, '2021-01-01'));
    expect((await expiring()).map(({ evaluationId }) => evaluationId)).toEqual([second.id]);
    const taken = await onId(await as('clinician2'), 'takeNewestVersion', 'id', here!.id);
    expect(taken.document.versionNumber).toBe(2);
    expect(await expiring()).toHaveLength(2);
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

  it('erases patient data: bytes and name go, hash and trace stay, also in a sealed file', async () => {
    const clinician = await as('clinician');
    const added = await add(clinician, { title: 'Scanner de M. Martin' });
    const kept = await stored();
    await owner.query('update evaluation set sealed = true where id = $1', [file.id]);
    const purge = { id: added.id, reason: 'Nom de patient visible', title: 'Scanner, effacé' };
    expect(await mutate(clinician, 'purgeDocument', purge)).toMatchObject({
      code: 'not_permitted',
    });
    const coordinator = await as('coordinator');
    expect(await mutate(coordinator, 'purgeDocument', { ...purge, reason: ' ' })).toMatchObject({
      code: 'reason_required',
    });
    const purged = await mutate(coordinator, 'purgeDocument', purge);
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

  it('sweeps what nobody made a document of, and bytes that no row knows', async () => {
    const clinician = await as('clinician');
    const added = await add(clinician);
    const { body } = await upload(clinician, pdf('orphelin'), 'orphelin.pdf');
    const { body: lost } = await upload(clinician, pdf('perdu'), 'perdu.pdf');
    await owner.query('delete from stored_file where id = $1', [(lost as { id: string }).id]);
    const home = path.join(folder, 'files', chu.id);
    await utimes(path.join(home, (lost as { id: string }).id), new Date(0), new Date(0));
    const names = () => readdir(home);
    await started.server.files.sweepOrphans(chu.id, new Date());
    expect(await names()).toContain((body as { id: string }).id);
    expect(await names()).not.toContain((lost as { id: string }).id);
    await started.server.files.sweepOrphans(chu.id, new Date(Date.now() + 25 * 3_600_000));
    expect(await names()).not.toContain((body as { id: string }).id);
    expect(await names()).toContain(added.document.versions[0]!.file.id);
    expect(
      await mutate(clinician, 'addDocument', {
        evaluationId: file.id,
        fileId: (body as { id: string }).id,
        title: 'x',
        kind: 'other',
        clearance: { level: 'panel' },
      }),
    ).toMatchObject({ code: 'file_gone' });
  });

  it('makes one document of one file, however often it is asked', async () => {
    const clinician = await as('clinician');
    const { body } = await upload(clinician, pdf(), 'a.pdf');
    const make = () =>
      mutate(clinician, 'addDocument', {
        evaluationId: file.id,
        fileId: (body as { id: string }).id,
        title: 'x',
        kind: 'other',
        clearance: { level: 'panel' },
      });
    const results = await Promise.all([make(), make(), make()]);
    expect(results.map((one) => one.code ?? 'saved').sort()).toEqual([
      'file_gone',
      'file_gone',
      'saved',
    ]);
  });

  it.each([
    ['no title', { title: '  ' }, 'title_missing'],
    ['a date that is none', { documentDate: '2026-02-30' }, 'date_wrong'],
    [
      'an end before the beginning',
      { documentDate: '2026-02-03', validUntil: '2026-02-02' },
      'dates_contradictory',
    ],
    [
      'a clearance for nobody',
      { clearance: { level: 'roles', roles: [] } },
      'clearance_without_role',
    ],
    ['an unknown question', { questionKeys: ['Q99.x'] }, 'unknown_question'],
    ['control characters', { title: 'a\u0000b' }, 'control_characters'],
    ['a file that is none', { fileId: 'x' }, 'file_gone'],
  ])('refuses %s', async (_what, changes, code) => {
    expect(await add(await as('clinician'), changes)).toMatchObject({
      __typename: 'Refused',
      code,
    });
    expect((await seen(await as('clinician'))).documents).toEqual([]);
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
