import fs from 'node:fs';

const limitBytes = 10_000_000;
/** Older files kept beside it, the youngest with the number 1. */
const older = 4;

/**
 * Puts what a log holds beside it when that is too much, and empties it: whoever writes to it appends and
 * goes on. Where there is no room for a copy its content is given up, which makes some.
 */
export function rotate(file: string, limit = limitBytes): void {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= limit) return;
  try {
    for (let n = older; n > 1; n -= 1) {
      const younger = `${file}.${n - 1}`;
      if (fs.existsSync(younger)) fs.renameSync(younger, `${file}.${n}`);
    }
    fs.copyFileSync(file, `${file}.1`);
  } catch {
    fs.rmSync(`${file}.1`, { force: true });
  }
  fs.truncateSync(file);
}
