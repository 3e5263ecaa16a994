import 'reflect-metadata';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  buildHospital,
  startObjectStore,
  startTestServer,
  type ObjectStore,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { evidenceRoom, pdf } from './evidence-room';

describe('with its files in a bucket', () => {
  let folder: string;
  let store: ObjectStore;
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;
  let file: TestEvaluation;
  const { as, add, upload, download } = evidenceRoom(() => ({ application, chu, file }));

  const ready = async () => {
    const response = await fetch(`${application.url}/health/ready`);
    return { status: response.status, body: await response.json() };
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'consilium-bucket-'));
    store = await startObjectStore();
    started = await startTestServer({ CONSILIUM_DATA: folder, STORAGE_URL: store.url });
    chu = await buildHospital(started.ownerUrl, 'chu');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
    file = await chu.addEvaluation();
  });
  afterAll(async () => {
    await application?.close();
    await started?.close();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes a file, keeps it in the bucket and nowhere else, and gives it back', async () => {
    const bytes = pdf('Certificat');
    const added = await add(await as('clinician'), {}, bytes);
    const { id } = added.document.versions[0]!.file;
    expect(store.keys).toEqual([`files/${chu.id}/${id}`]);
    expect(await readdir(path.join(folder, 'arriving'))).toEqual([]);
    const response = await download(await as('patient'), id);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  it('sweeps what nobody made a document of', async () => {
    const { body } = await upload(await as('clinician'), pdf('orphelin'), 'orphelin.pdf');
    const { id } = body as { id: string };
    expect(store.keys).toContain(`files/${chu.id}/${id}`);
    await started.server.files.sweepOrphans(chu.id, new Date(Date.now() + 25 * 3_600_000));
    expect(store.keys).not.toContain(`files/${chu.id}/${id}`);
    expect(store.keys).toHaveLength(1);
  });

  it('says that it is not ready while the store cannot be reached', async () => {
    expect(await ready()).toMatchObject({ status: 200, body: { checks: { storage: 'up' } } });
    await store.close();
    expect(await ready()).toEqual({
      status: 503,
      body: {
        status: 'not_ready',
        checks: { database: 'up', queues: 'up', storage: 'down' },
        writes: 'accepted',
      },
    });
  });
});
