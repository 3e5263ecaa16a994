import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { v7 } from 'uuid';
import { startObjectStore, storeSecret, type ObjectStore } from '@consilium/testing';
import { parseConfiguration } from '../configuration';
import { fileKey, openStores, prepareStorage, type FileStorage } from './index';

describe('a bucket', () => {
  let home: string;
  let server: ObjectStore;
  let files: FileStorage;
  const key = fileKey(v7(), v7());

  const storageAt = (url: string) =>
    parseConfiguration({
      DATABASE_URL: 'postgresql://nobody@localhost/nothing',
      CONSILIUM_DATA: home,
      STORAGE_URL: url,
    }).storage;
  const filesAt = async (url: string): Promise<FileStorage> =>
    (await openStores(storageAt(url))).files;
  const receive = (bytes: Buffer | string, into = files) =>
    into.receive(key, Readable.from([Buffer.from(bytes)]));

  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'consilium-bucket-'));
    server = await startObjectStore();
    files = await filesAt(server.url);
  });
  afterEach(async () => {
    await server.close();
    await rm(home, { recursive: true, force: true });
  });

  it('never shows half an upload, and takes it whole when asked again', async () => {
    const arrived = await receive(Buffer.alloc(5_000_000, 'x'));
    server.fault = (method) => (method === 'PUT' ? 'cut' : null);
    await expect(arrived.keep()).rejects.toThrow(/^the object store did not keep bytes: /);
    expect(server.keys).toEqual([]);
    expect(await files.open(key)).toBeNull();
    expect(await readdir(path.join(home, 'arriving'))).toHaveLength(1);
    server.fault = () => null;
    await arrived.keep();
    expect((await text((await files.open(key))!)).length).toBe(5_000_000);
    expect(await readdir(path.join(home, 'arriving'))).toEqual([]);
  });

  it.each(['cut', 'busy'] as const)('is asked again when one answer is: %s', async (fault) => {
    const faults = [fault];
    server.fault = (method) => (method === 'PUT' ? (faults.pop() ?? null) : null);
    await (await receive('patience')).keep();
    expect(faults).toEqual([]);
    expect(await text((await files.open(key))!)).toBe('patience');
  });

  it('is not followed to where it sends a question, with bytes or without', async () => {
    await (await receive('ours')).keep();
    let asked = 0;
    const stranger = createServer((_request, response) => {
      asked += 1;
      response.end('theirs');
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = stranger.address() as AddressInfo;
    server.fault = () => new URL(`http://127.0.0.1:${port}/files`);
    await expect((await receive('more')).keep()).rejects.toThrow(/did not keep bytes/);
    await expect(files.open(key)).rejects.toThrow(/did not give bytes/);
    await expect(files.reach()).rejects.toThrow(/did not/);
    expect(asked).toBe(0);
    stranger.close();
  });

  it('refuses bytes that were changed on the way', async () => {
    server.fault = (method) => (method === 'PUT' ? 'damage' : null);
    await expect((await receive('a vote')).keep()).rejects.toThrow('400 BadDigest');
    expect(server.keys).toEqual([]);
  });

  it('gives bytes as they come, not when all are there', async () => {
    await (await receive(Buffer.alloc(2_000_000, 'x'))).keep();
    let goOn = (): void => undefined;
    server.halfway = () => new Promise((resolve) => (goOn = resolve));
    const bytes = (await files.open(key))!;
    let seen = 0;
    for await (const chunk of bytes) {
      seen += (chunk as Uint8Array).byteLength;
      // The second half is sent only now.
      if (seen === 1_000_000) goOn();
    }
    expect(seen).toBe(2_000_000);
  });

  it('breaks a download off that the store breaks off', async () => {
    await (await receive(Buffer.alloc(2_000_000, 'x'))).keep();
    server.halfway = () => new Promise(() => undefined);
    const bytes = (await files.open(key))!;
    const all = text(bytes);
    await server.close();
    await expect(all).rejects.toThrow();
  });

  it('says nothing of its key or secret when it refuses them', async () => {
    const stranger = await filesAt(server.url.replace(/:[^:@]*@/, ':hunter2@'));
    const listing = stranger.keptBefore(v7(), new Date())[Symbol.asyncIterator]();
    const refused = (work: Promise<unknown>) => work.catch((error: unknown) => error);
    const refusals = await Promise.all([
      refused((await receive('x', stranger)).keep()),
      refused(stranger.open(key)),
      refused(stranger.remove(key)),
      refused(listing.next()),
      refused(stranger.reach()),
    ]);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(Error);
      const told = inspect(refusal, { depth: 9, showHidden: true });
      for (const secret of ['hunter2', storeSecret, 'CONSILIUMTEST', 'Signature=']) {
        expect(told).not.toContain(secret);
      }
    }
    expect(refusals.map((refusal) => (refusal as Error).message).slice(0, 3)).toEqual([
      'the object store did not keep bytes: 403 SignatureDoesNotMatch',
      'the object store did not give bytes: 403 SignatureDoesNotMatch',
      'the object store did not remove bytes: 403 SignatureDoesNotMatch',
    ]);
  });

  it('is made once, and only where it is missing', async () => {
    const empty = await startObjectStore({ bucket: false });
    const storage = storageAt(empty.url);
    await expect((await openStores(storage)).files.reach()).rejects.toThrow('no such bucket');
    await prepareStorage(storage);
    await prepareStorage(storage);
    await (await openStores(storage)).files.reach();
    await empty.close();
  });

  it('that cannot be made stops the start with one sentence', async () => {
    const strict = await startObjectStore({ bucket: false, mayCreate: false });
    await expect(prepareStorage(storageAt(strict.url))).rejects.toThrow(
      'STORAGE_URL cannot be used: the bucket is missing or not for this key, and could not be made.',
    );
    await strict.close();
    await expect(prepareStorage(storageAt(strict.url))).rejects.toThrow(
      'STORAGE_URL cannot be used: the object store did not show its bucket: ECONNREFUSED.',
    );
  });
});
