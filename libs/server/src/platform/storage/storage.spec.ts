import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { v7 } from 'uuid';
import { startObjectStore } from '@consilium/testing';
import { parseConfiguration } from '../configuration';
import { fileKey, openStores, prepareStorage, type FileStorage, type Stores } from './index';

interface Place {
  readonly stores: Stores;
  /** What has arrived and was neither kept nor discarded. */
  arrived(): Promise<string[]>;
  /** Takes the place away under the store's feet. */
  vanish(): Promise<void>;
  end(): Promise<void>;
}

const storageAt = (dataFolder: string, url: string) =>
  parseConfiguration({
    DATABASE_URL: 'postgresql://nobody@localhost/nothing',
    CONSILIUM_DATA: dataFolder,
    STORAGE_URL: url,
  }).storage;

const listed = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function folder(): Promise<Place> {
  const home = await mkdtemp(path.join(tmpdir(), 'consilium-storage-'));
  const files = path.join(home, 'files');
  const storage = storageAt(home, `file://${files}`);
  await prepareStorage(storage);
  return {
    stores: await openStores(storage),
    arrived: () => listed(path.join(files, 'arriving')),
    vanish: async () => {
      await rm(files, { recursive: true, force: true });
      await writeFile(files, 'a file where the folder was');
    },
    end: () => rm(home, { recursive: true, force: true }),
  };
}

async function bucket(): Promise<Place> {
  const home = await mkdtemp(path.join(tmpdir(), 'consilium-storage-'));
  // Small pages, so that a handful of keys already needs several.
  const server = await startObjectStore({ bucket: false, perPage: 2 });
  const storage = storageAt(home, server.url);
  await prepareStorage(storage);
  return {
    stores: await openStores(storage),
    arrived: () => listed(path.join(home, 'arriving')),
    vanish: () => server.close(),
    end: async () => {
      await server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

describe.each([
  ['a folder', folder],
  ['a bucket', bucket],
])('files in %s', (_name, open) => {
  let place: Place;
  let files: FileStorage;
  const organisation = v7();

  beforeEach(async () => {
    place = await open();
    files = place.stores.files;
  });
  afterEach(() => place.end());

  const inChunks = (bytes: Buffer): Readable => {
    const size = 64 * 1024;
    const chunks = Math.ceil(bytes.length / size);
    return Readable.from(
      Array.from({ length: chunks }, (_, at) => bytes.subarray(at * size, (at + 1) * size)),
    );
  };
  const keep = async (key: string, bytes: Buffer, into = files): Promise<void> => {
    const arrived = await into.receive(key, inChunks(bytes));
    await arrived.keep();
    await arrived.discard();
  };
  const read = async (key: string, from = files): Promise<Buffer | null> => {
    const bytes = await from.open(key);
    return bytes && buffer(bytes);
  };
  const keptBefore = async (instant: Date, of = organisation): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of files.keptBefore(of, instant)) keys.push(key);
    return keys.sort();
  };
  const later = (): Date => new Date(Date.now() + 60_000);

  it('come back as they were, and where there are none nothing does', async () => {
    const [key, empty] = [fileKey(organisation, v7()), fileKey(organisation, v7())];
    const bytes = randomBytes(3_000_001);
    await keep(key, bytes);
    await keep(empty, Buffer.alloc(0));
    expect((await read(key))?.equals(bytes)).toBe(true);
    expect(await read(empty)).toEqual(Buffer.alloc(0));
    expect(await read(fileKey(organisation, v7()))).toBeNull();
    expect(await place.arrived()).toEqual([]);
  });

  it('can be looked into before they are kept, and are seen by nobody until then', async () => {
    const key = fileKey(organisation, v7());
    const arrived = await files.receive(key, inChunks(Buffer.from('not yet')));
    expect(await readFile(arrived.path, 'utf8')).toBe('not yet');
    expect(await read(key)).toBeNull();
    expect(await keptBefore(later())).toEqual([]);
    await arrived.keep();
    expect((await read(key))?.toString()).toBe('not yet');
  });

  it('are forgotten when discarded, unless they were kept', async () => {
    const [kept, dropped] = [fileKey(organisation, v7()), fileKey(organisation, v7())];
    const first = await files.receive(kept, inChunks(Buffer.from('kept')));
    const second = await files.receive(dropped, inChunks(Buffer.from('dropped')));
    await first.keep();
    await Promise.all([first.discard(), second.discard()]);
    expect((await read(kept))?.toString()).toBe('kept');
    expect(await read(dropped)).toBeNull();
    expect(await place.arrived()).toEqual([]);
  });

  it('leave nothing when their sender breaks off', async () => {
    const key = fileKey(organisation, v7());
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield randomBytes(200_000);
      throw new Error('the sender is gone');
    }
    await expect(files.receive(key, broken())).rejects.toThrow('the sender is gone');
    expect(await read(key)).toBeNull();
    expect(await keptBefore(later())).toEqual([]);
    expect(await place.arrived()).toEqual([]);
  });

  it('are replaced whole under the same key', async () => {
    const key = fileKey(organisation, v7());
    await keep(key, randomBytes(100_000));
    await keep(key, Buffer.from('second'));
    expect((await read(key))?.toString()).toBe('second');
    expect(await keptBefore(later())).toEqual([key]);
  });

  it('are gone once removed, which may be asked twice', async () => {
    const key = fileKey(organisation, v7());
    await keep(key, Buffer.from('x'));
    await files.remove(key);
    await files.remove(key);
    expect(await read(key)).toBeNull();
  });

  it('are listed per organisation, by when they were kept', async () => {
    const keys = Array.from({ length: 5 }, () => fileKey(organisation, v7())).sort();
    for (const key of keys) await keep(key, Buffer.from('x'));
    const neighbour = v7();
    await keep(fileKey(neighbour, v7()), Buffer.from('y'));
    expect(await keptBefore(later())).toEqual(keys);
    expect(await keptBefore(new Date(Date.now() - 60_000))).toEqual([]);
    expect(await keptBefore(later(), v7())).toEqual([]);
  });

  it('are apart from built reports of the same key', async () => {
    const key = fileKey(organisation, v7());
    await keep(key, Buffer.from('a report'), place.stores.reports);
    expect(await read(key)).toBeNull();
    expect(await keptBefore(later())).toEqual([]);
    expect((await read(key, place.stores.reports))?.toString()).toBe('a report');
  });

  it('that arrived and were left by a crash are cleared, younger ones not', async () => {
    await files.receive(fileKey(organisation, v7()), inChunks(Buffer.from('left')));
    await files.clearArrivals(new Date(Date.now() - 60_000));
    expect(await place.arrived()).toHaveLength(1);
    await files.clearArrivals(later());
    expect(await place.arrived()).toEqual([]);
  });

  it.each(['../escape', 'arriving/x', `${organisation}/../${organisation}`, organisation])(
    'have no key like %s',
    async (key) => {
      await expect(files.receive(key, inChunks(Buffer.from('x')))).rejects.toThrow(
        'not a key of a file',
      );
      await expect(files.open(key)).rejects.toThrow('not a key of a file');
      await expect(files.remove(key)).rejects.toThrow('not a key of a file');
    },
  );

  it('can be reached, until the place is gone', async () => {
    await files.reach();
    await place.vanish();
    await expect(files.reach()).rejects.toThrow();
  });
});
