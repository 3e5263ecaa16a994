// Bundles one server app: node infra/build-server.mjs <api|worker|launcher>
//
// src/main.ts becomes dist/apps/<app>/main.js; each src/commands/<name>.ts (something done once
// and over, such as printing the schema) becomes dist/apps/<app>/commands/<name>.js beside it.
import fs from 'node:fs';
import path from 'node:path';
import { bundleAll, root } from './bundle.mjs';

const app = process.argv[2];
const sources = path.join(root, 'apps', app ?? '', 'src');
if (!app || !fs.existsSync(path.join(sources, 'main.ts'))) {
  console.error(`Usage: node infra/build-server.mjs <app>; there is no main.ts in ${sources}.`);
  process.exit(2);
}

/** Output name to source. */
function entries() {
  const folder = path.join(sources, 'commands');
  const commands = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return Object.fromEntries([
    ['main', path.join(sources, 'main.ts')],
    ...commands
      .filter((name) => name.endsWith('.ts') && !/[.-]spec\.ts$/.test(name))
      .map((name) => [`commands/${name.slice(0, -3)}`, path.join(folder, name)]),
  ]);
}

const folder = path.join(root, 'dist', 'apps', app);
fs.rmSync(folder, { recursive: true, force: true });
await bundleAll(entries(), folder);
