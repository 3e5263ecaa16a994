import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { maxFileBytes } from '@consilium/domain/evidence';
import {
  buildHospital,
  operationId,
  startTestServer,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { evidenceRoom, pdf } from './evidence-room';

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

describe('uploads over HTTP', () => {
  let folder: string;
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let file: TestEvaluation;
  const { as, upload, refusedWith, mutate, add, seen, download, headers } = evidenceRoom(() => ({
    application,
    chu,
    file,
  }));

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
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none';/),
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
    ['a date that is none', { documentDate: '2026-02-30' }, 'date_impossible'],
    [
      'an end before the beginning',
      { documentDate: '2026-02-03', validUntil: '2026-02-02' },
      'dates_out_of_order',
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
});
