// npm run bench: builds the API, bundles the bench beside it, runs it. The table goes to the screen,
// the figures to dist/bench.json.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle, root } from './bundle.mjs';

const built = spawnSync(process.execPath, ['infra/build-server.mjs', 'api'], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);
const main = await bundle(join(root, 'apps/bench/src/main.ts'));
const bare = await bundle(join(root, 'apps/bench/src/bare.ts'));
const { status } = spawnSync(
  process.execPath,
  [
    '--enable-source-maps',
    main,
    bare,
    join(root, 'dist/apps/api/main.js'),
    join(root, 'dist/bench.json'),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
