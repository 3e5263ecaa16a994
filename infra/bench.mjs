// npm run bench: builds the product, bundles the bench beside it, runs it. The table goes to the screen,
// the figures to dist/bench.json.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle, root } from './bundle.mjs';
import { nx, run, tell } from './steps.mjs';
import { closeTestRun, openTestRun } from './test-run.mjs';

if (!tell('build', await run(nx('build')))) process.exit(1);
const main = await bundle(join(root, 'apps/bench/src/main.ts'));
const bare = await bundle(join(root, 'apps/bench/src/bare.ts'));
const folder = await openTestRun();
const { status } = spawnSync(
  process.execPath,
  [
    '--enable-source-maps',
    main,
    bare,
    join(root, 'dist/apps/api/main.js'),
    join(root, 'dist/bench.json'),
    root,
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CONSILIUM_TEST_RUN: folder } },
);
await closeTestRun(folder);
process.exit(status ?? 1);
