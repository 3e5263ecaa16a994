// A build when the sources are not those of the last one; for npm start and for npx consilium.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const dist = path.join(root, 'dist');
const stamp = path.join(dist, '.built-from');
const built = ['launcher', 'api', 'worker'].map((app) => path.join(dist, 'apps', app, 'main.js'));
const client = path.join(dist, 'apps', 'web', 'index.html');

/** Folders and files that no product build reads, or that a build writes. */
const IGNORED = /(?:^|\/)(?:node_modules|e2e|bench|testing|test|gql|dist|\.[^/]*)$|[.-]spec\.tsx?$/;

function* sourceFiles(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (IGNORED.test(file)) continue;
    if (entry.isDirectory()) yield* sourceFiles(file);
    else if (entry.isFile()) yield file;
  }
}

/** Contents, not times: a fresh checkout or a touched file is no reason to build. */
function digestOfSources() {
  const hash = createHash('sha256');
  const tools = ['infra/build-server.mjs', 'infra/bundle.mjs'];
  const shared = ['package-lock.json', 'tsconfig.base.json', ...tools];
  const files = [
    ...shared.map((name) => path.join(root, name)),
    ...sourceFiles(path.join(root, 'apps')),
    ...sourceFiles(path.join(root, 'libs')),
  ];
  for (const file of files) {
    hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function isBuilt(digest) {
  return (
    [...built, client].every((file) => fs.existsSync(file)) &&
    fs.existsSync(stamp) &&
    fs.readFileSync(stamp, 'utf8') === digest
  );
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function makeBuild() {
  const nx = path.join(root, 'node_modules', '.bin', 'nx');
  if (!fs.existsSync(nx)) fail('The packages are not installed: run npm ci first.');
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [nx, 'run-many', '-t', 'build', '--parallel=2', '--outputStyle=static'],
      {
        cwd: root,
        env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const output = [];
    child.stdout.on('data', (text) => output.push(text));
    child.stderr.on('data', (text) => output.push(text));
    const pass = (signal) => child.kill(signal);
    process.once('SIGTERM', pass).once('SIGINT', pass);
    child.once('close', (code, signal) => {
      process.off('SIGTERM', pass).off('SIGINT', pass);
      if (signal || code === 130 || code === 143) process.exit(0);
      if (code !== 0) fail(`${Buffer.concat(output)}\nThe build failed: see above.`);
      resolve();
    });
  });
}

/** Builds the product unless it is built from these very sources; `say` tells who waits for it. */
export async function build(say) {
  const digest = digestOfSources();
  if (isBuilt(digest)) return;
  say('Building Consilium (first start, or its sources changed); this takes a minute.');
  await makeBuild();
  fs.writeFileSync(stamp, digest);
}

export const builtLauncher = built[0];

/** A built command of the launcher. */
export const builtCommand = (name) => path.join(dist, 'apps', 'launcher', 'commands', `${name}.js`);
