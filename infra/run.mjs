// Bundles one TypeScript entry and runs it: `node infra/run.mjs <entry.ts> [arguments]`.
// For the tools of the house (migrations, printed schema, bench), which need no build of their own.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { bundle } from './bundle.mjs';

const [entry, ...rest] = process.argv.slice(2);
const output = await bundle(resolve(entry));
const { status } = spawnSync(process.execPath, ['--enable-source-maps', output, ...rest], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
