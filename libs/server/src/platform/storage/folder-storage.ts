import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { ArrivedFile, FileStorage, StoredKey } from './file-storage';

/** Beside the organisations' folders; a uuid can never be called so. */
const arrivals = 'arriving';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Makes a rename in a folder survive a power cut; Windows cannot open folders and needs no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Files in a folder of this machine: for a laptop or a small hospital, and for tests. */
export class FolderStorage implements FileStorage {
  constructor(private readonly folder: string) {}

  async receive(key: string, bytes: AsyncIterable<Uint8Array>): Promise<ArrivedFile> {
    const target = this.pathOf(key);
    const folder = path.join(this.folder, arrivals);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const arrived = path.join(folder, randomBytes(16).toString('hex'));
    const discard = (): Promise<void> => rm(arrived, { force: true });
    const handle = await open(arrived, 'wx', 0o600);
    try {
      for await (const chunk of bytes) await handle.writeFile(chunk);
      await handle.sync();
    } catch (error) {
      await handle.close();
      await discard();
      throw error;
    }
    await handle.close();
    return {
      path: arrived,
      discard,
      keep: async () => {
        const home = path.dirname(target);
        await mkdir(home, { recursive: true, mode: 0o700 });
        await rename(arrived, target);
        await syncFolder(home);
        await syncFolder(this.folder);
      },
    };
  }

  async open(key: string): Promise<Readable | null> {
    const file = this.pathOf(key);
    try {
      await stat(file);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
    return createReadStream(file);
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async *keptBefore(organisationId: string, instant: Date): AsyncIterable<StoredKey> {
    for (const name of await this.list(organisationId)) {
      const since = await this.ageOf(path.join(this.folder, organisationId, name));
      if (since && since < instant) yield { key: `${organisationId}/${name}`, since };
    }
  }

  async clearArrivals(instant: Date): Promise<void> {
    for (const name of await this.list(arrivals)) {
      const file = path.join(this.folder, arrivals, name);
      const since = await this.ageOf(file);
      if (since && since < instant) await rm(file, { force: true });
    }
  }

  private async list(name: string): Promise<string[]> {
    try {
      return await readdir(path.join(this.folder, name));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  private async ageOf(file: string): Promise<Date | null> {
    try {
      return (await stat(file)).mtime;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  private pathOf(key: string): string {
    if (!/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(key)) throw new TypeError('not a key of a file');
    return path.join(this.folder, ...key.split('/'));
  }
}
