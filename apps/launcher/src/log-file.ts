import fs from 'node:fs';
import path from 'node:path';

const LIMIT_BYTES = 10_000_000;
/** Older files kept beside it, the youngest with the number 1. */
const OLDER = 4;
const LOOK_EVERY_MS = 30_000;
const TAIL_BYTES = 8_000;

/** What one child says, kept in `logs/<name>.log` of the data folder. */
export interface LogFile {
  path: string;
  /** For a child's output; the caller closes it. */
  open(): number;
  /** Looks now and then whether it has grown too large; returns what ends that. */
  keepSmall(): () => void;
  /** The last thing said, for a sentence. */
  lastLine(): string;
}

export function logFile(dataFolder: string, name: string): LogFile {
  const file = path.join(dataFolder, 'logs', `${name}.log`);
  return {
    path: file,
    open() {
      rotate(file);
      return fs.openSync(file, 'a', 0o600);
    },
    keepSmall() {
      const timer = setInterval(() => rotate(file), LOOK_EVERY_MS).unref();
      return () => clearInterval(timer);
    },
    lastLine() {
      const lines = tail(file).trim().split('\n');
      // After a crash the stack follows the message, and Node's version closes it.
      const message = lines.findLast((line) => /^[A-Z]\w*: /.test(line)) ?? lines.at(-1) ?? '';
      return messageOf(message);
    },
  };
}

/**
 * Puts what a log holds beside it when that is too much, and empties it: whoever writes to it appends and
 * goes on. Where there is no room for a copy its content is given up, which makes some.
 */
export function rotate(file: string, limit = LIMIT_BYTES): void {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= limit) return;
  try {
    for (let n = OLDER; n > 1; n -= 1) {
      const younger = `${file}.${n - 1}`;
      if (fs.existsSync(younger)) fs.renameSync(younger, `${file}.${n}`);
    }
    fs.copyFileSync(file, `${file}.1`);
  } catch {
    fs.rmSync(`${file}.1`, { force: true });
  }
  fs.truncateSync(file);
}

function tail(file: string): string {
  const { size } = fs.statSync(file);
  const fd = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
    fs.readSync(fd, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8');
  } finally {
    fs.closeSync(fd);
  }
}

/** Structured log lines carry their words in `msg`. */
function messageOf(line: string): string {
  try {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
    return err?.message ?? msg ?? line;
  } catch {
    return line;
  }
}
