// npm run check: format, lint, types, boundaries, drift. Goes through all of them, and fails when
// one has failed.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';
import { nx, run, tell } from './steps.mjs';

const tool = (...parameters) => ['node', 'infra/run.mjs', ...parameters];

const checks = [
  {
    name: 'format',
    command: ['node', 'node_modules/.bin/prettier', '--check', '--log-level=warn', '.'],
  },
  { name: 'lint', command: nx('lint') },
  { name: 'types', command: nx('typecheck') },
  { name: 'order of rooms', command: ['node', 'infra/check-rooms.mjs'] },
  { name: 'files named in documents', command: ['node', 'infra/check-docs.mjs'] },
];

/**
 * What is generated from the code and committed, so that a change shows in review. `file` holds
 * what the command prints; without one the command's exit code tells.
 */
const drift = [
  {
    name: 'schema.graphql',
    command: tool('apps/api/src/commands/print-schema.ts'),
    file: 'apps/api/schema.graphql',
  },
  {
    name: 'docs/access.md',
    command: tool('apps/api/src/commands/print-access.ts'),
    file: 'docs/access.md',
  },
  {
    name: 'migrations against entities',
    command: [
      'node',
      'infra/with-database.mjs',
      ...tool('libs/server/src/migrations/generate.ts', '--check'),
    ],
  },
];

function compare(outcome, file) {
  if (outcome.code !== 0) return outcome;
  const committed = fs.readFileSync(path.join(root, file), 'utf8');
  if (outcome.stdout === committed) return outcome;
  return { ...outcome, code: 1, output: `${file} is not what the code states now; print it anew.` };
}

let allWell = true;
for (const { name, command } of checks) allWell = tell(name, await run(command)) && allWell;
for (const { name, command, file } of drift) {
  const outcome = await run(command);
  allWell = tell(`no drift: ${name}`, file ? compare(outcome, file) : outcome) && allWell;
}
process.exitCode = allWell ? 0 : 1;
