// npm run check: format, lint, types, boundaries, drift. Goes through all of them, two at a time, and
// fails when one has failed.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';
import { nx, run, tell } from './steps.mjs';

const script = (...parameters) => ['node', ...parameters];
const tool = (...parameters) => script('infra/run.mjs', ...parameters);

/**
 * Types are checked a program at a time, not a project at a time: each project would check anew all
 * the source it uses. Programs differ in what they may take from the air: the domain nothing, the
 * server Node, the rest a browser too.
 */
const types = (project) => ({
  name: `types: ${project}`,
  command: script('node_modules/.bin/tsc', '--project', project),
});

/**
 * The longest first, so that none is left for last. `file` holds what the command prints, generated
 * from the code and committed so that a change shows in review; without one the exit code tells.
 */
const checks = [
  { name: 'lint', command: script('infra/lint.mjs') },
  types('apps/web/tsconfig.json'),
  types('infra/server-types.json'),
  types('apps/e2e/tsconfig.json'),
  types('libs/ui/tsconfig.json'),
  types('libs/domain/tsconfig.json'),
  {
    name: 'format',
    command: script('node_modules/.bin/prettier', '--check', '--log-level=warn', '.'),
  },
  { name: 'order of rooms', command: script('infra/check-rooms.mjs') },
  {
    name: 'no drift: migrations against entities',
    command: script(
      'infra/with-database.mjs',
      ...tool('libs/server/src/migrations/generate.ts', '--check'),
    ),
  },
  {
    name: 'no drift: schema.graphql',
    command: tool('apps/api/src/commands/print-schema.ts'),
    file: 'apps/api/schema.graphql',
  },
  {
    name: 'no drift: docs/access.md',
    command: tool('apps/api/src/commands/print-access.ts'),
    file: 'docs/access.md',
  },
  { name: 'files named in documents', command: script('infra/check-docs.mjs') },
];

function compare(outcome, file) {
  if (outcome.code !== 0) return outcome;
  const committed = fs.readFileSync(path.join(root, file), 'utf8');
  if (outcome.stdout === committed) return outcome;
  return { ...outcome, code: 1, output: `${file} is not what the code states now; print it anew.` };
}

const waiting = [...checks];
async function goThroughThem() {
  let well = true;
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const outcome = await run(check.command);
    well = tell(check.name, check.file ? compare(outcome, check.file) : outcome) && well;
  }
  return well;
}

// Lint and types read what is generated from the client's documents.
const generated = tell('documents of the client', await run(nx('codegen')));
const well = await Promise.all([goThroughThem(), goThroughThem()]);
process.exitCode = generated && well.every(Boolean) ? 0 : 1;
