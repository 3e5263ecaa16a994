// Bundles one server app: node infra/build-server.mjs <api|worker|launcher>
//
// src/main.ts becomes dist/apps/<app>/main.js; each src/commands/<name>.ts (something done once
// and over, such as printing the schema) becomes dist/apps/<app>/commands/<name>.js beside it.
// Our own sources become one ES module; npm packages stay outside and are loaded as usual, so
// native addons and packages that look for their own files work. Rolldown reads decorators and
// their metadata from the nearest tsconfig.json (docs/decisions/0003).
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const app = process.argv[2];
const sources = path.join(root, 'apps', app ?? '', 'src');
if (!app || !fs.existsSync(path.join(sources, 'main.ts'))) {
  console.error(`Usage: node infra/build-server.mjs <app>; there is no main.ts in ${sources}.`);
  process.exit(2);
}

/** Output name to source, without extensions. */
function entries() {
  const commands = path.join(sources, 'commands');
  const names = fs.existsSync(commands) ? fs.readdirSync(commands) : [];
  return Object.fromEntries([
    ['main', path.join(sources, 'main.ts')],
    ...names
      .filter(
        (name) => name.endsWith('.ts') && !name.endsWith('-spec.ts') && !name.endsWith('.spec.ts'),
      )
      .map((name) => [`commands/${name.slice(0, -3)}`, path.join(commands, name)]),
  ]);
}

// Ours, and the compiler's own helper functions, which Rolldown carries inside itself.
const BUNDLED = ['@consilium/', '@oxc-project/runtime/'];

/** @param {string} id as written in an import */
function isNpmPackage(id) {
  const bundled = BUNDLED.some((prefix) => id.startsWith(prefix));
  return !bundled && !id.startsWith('.') && !id.startsWith('\0') && !path.isAbsolute(id);
}

const bundle = await rolldown({
  input: entries(),
  platform: 'node',
  external: isNpmPackage,
  tsconfig: true,
  onwarn(warning) {
    console.error(`Bundling ${app}: ${warning.message}`);
    process.exitCode = 1;
  },
});
const folder = path.join(root, 'dist', 'apps', app);
fs.rmSync(folder, { recursive: true, force: true });
await bundle.write({
  dir: folder,
  format: 'esm',
  sourcemap: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
  keepNames: true,
});
await bundle.close();
