// Bundles one TypeScript entry and runs it: node infra/run.mjs <entry.ts> [arguments]
// For the tools of the house (migrations, printed schema, bench), which need no build of their own.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundle } from './bundle.mjs';

const [entry, ...rest] = process.argv.slice(2);
if (!entry) {
  console.error('Usage: node infra/run.mjs <entry.ts> [arguments]');
  process.exit(2);
}
const program = await bundle(path.resolve(entry));
const { status } = spawnSync(process.execPath, ['--enable-source-maps', program, ...rest], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
