import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { onDisk } from './store-away';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Names in a folder; none when the folder is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Since when a file is as it is, or null when it is not there. */
export async function ageOf(file: string): Promise<Date | null> {
  try {
    return (await stat(file)).mtime;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A folder of this machine where bytes wait until it is known whether they are kept. */
export class Arrivals {
  constructor(private readonly folder: string) {}

  /** Writes a stream to a file of its own, through to the disk. A stream that fails leaves nothing. */
  async receive(bytes: AsyncIterable<Uint8Array>): Promise<string> {
    await onDisk(mkdir(this.folder, { recursive: true, mode: 0o700 }));
    const arrived = path.join(this.folder, randomBytes(16).toString('hex'));
    const handle = await onDisk(open(arrived, 'wx', 0o600));
    try {
      for await (const chunk of bytes) await onDisk(handle.writeFile(chunk));
      await onDisk(handle.sync());
    } catch (error) {
      await handle.close();
      await this.discard(arrived);
      throw error;
    }
    await handle.close();
    return arrived;
  }

  /** Forgets bytes; no complaint when they are no longer here. */
  discard(arrived: string): Promise<void> {
    return rm(arrived, { force: true });
  }

  /** Removes what arrived before an instant and was neither kept nor discarded: a crash in between. */
  async clear(instant: Date): Promise<void> {
    for (const name of await namesIn(this.folder)) {
      const file = path.join(this.folder, name);
      const since = await ageOf(file);
      if (since && since < instant) await rm(file, { force: true });
    }
  }
}
