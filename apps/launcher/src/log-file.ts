import fs from 'node:fs';
import path from 'node:path';
import { rotate } from '@consilium/server/platform/faults';

const LOOK_EVERY_MS = 30_000;
const TAIL_BYTES = 8_000;

/** What one child says, kept in `logs/<name>.log` of the data folder. */
export interface LogFile {
  path: string;
  /** For a child's output; the caller closes it. */
  open(): number;
  /** The last thing said, for a sentence. */
  lastLine(): string;
}

/** Looks now and then whether a log has grown too large; returns what ends that. */
export function keepSmall(file: string): () => void {
  const timer = setInterval(() => rotate(file), LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}

export function logFile(dataFolder: string, name: string): LogFile {
  const file = path.join(dataFolder, 'logs', `${name}.log`);
  return {
    path: file,
    open() {
      rotate(file);
      return fs.openSync(file, 'a', 0o600);
    },
    lastLine() {
      const lines = tail(file).trim().split('\n');
      // After a crash the stack follows the message, and Node's version closes it.
      const message = lines.findLast((line) => /^[A-Z]\w*: /.test(line)) ?? lines.at(-1) ?? '';
      return messageOf(message);
    },
  };
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
