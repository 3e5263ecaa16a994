import { readFileSync, writeFileSync } from 'node:fs';
import { hashesOfSql } from './emitted-sql';
import { migrations } from './index';

/**
 * Adds the migrations of a release to `released.json`, from when on their SQL may not change any more:
 * `node infra/run.mjs libs/server/src/migrations/pin.ts`. What is listed is never written anew.
 */
const file = 'libs/server/src/migrations/released.json';
const released = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
for (const [name, hash] of await hashesOfSql(migrations)) {
  if (released[name] !== undefined && released[name] !== hash) {
    throw new Error(
      `${name} has been released and its SQL has changed: undo that, write a new one`,
    );
  }
  released[name] = hash;
}
writeFileSync(file, `${JSON.stringify(released, null, 2)}\n`);
