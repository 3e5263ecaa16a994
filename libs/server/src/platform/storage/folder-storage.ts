import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { ageOf, Arrivals, namesIn } from './arrivals';
import { onDisk } from './store-away';
import { demandKey, type ArrivedFile, type FileStorage, type StoredKey } from './file-storage';

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
  /** Beside the organisations' folders; a uuid can never be called so. */
  private readonly arrivals: Arrivals;

  constructor(private readonly folder: string) {
    this.arrivals = new Arrivals(path.join(folder, 'arriving'));
  }

  async receive(key: string, bytes: AsyncIterable<Uint8Array>): Promise<ArrivedFile> {
    const target = this.pathOf(key);
    const arrived = await this.arrivals.receive(bytes);
    return {
      path: arrived,
      discard: () => this.arrivals.discard(arrived),
      keep: () => onDisk(this.keep(arrived, target)),
    };
  }

  async open(key: string): Promise<Readable | null> {
    const file = this.pathOf(key);
    if (await onDisk(ageOf(file))) return createReadStream(file);
    // A folder that cannot be written is no longer the one that the file was put in.
    await onDisk(this.reach());
    return null;
  }

  async remove(key: string): Promise<void> {
    await onDisk(rm(this.pathOf(key), { force: true }));
  }

  async *keptBefore(organisationId: string, instant: Date): AsyncIterable<StoredKey> {
    for (const name of await namesIn(path.join(this.folder, organisationId))) {
      const since = await ageOf(path.join(this.folder, organisationId, name));
      if (since && since < instant) yield { key: `${organisationId}/${name}`, since };
    }
  }

  clearArrivals(instant: Date): Promise<void> {
    return this.arrivals.clear(instant);
  }

  async reach(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await access(this.folder, constants.R_OK | constants.W_OK);
  }

  private async keep(arrived: string, target: string): Promise<void> {
    const home = path.dirname(target);
    await mkdir(home, { recursive: true, mode: 0o700 });
    await rename(arrived, target);
    await syncFolder(home);
    await syncFolder(this.folder);
  }

  private pathOf(key: string): string {
    return path.join(this.folder, ...demandKey(key).split('/'));
  }
}
