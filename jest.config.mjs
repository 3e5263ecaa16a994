// npm test: every project in one run, so that no worker waits for the last suite of a project.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));

/** Whose suites last longest comes first, so that none of them runs alone at the end. */
const names = [
  'apps/e2e',
  'apps/launcher',
  'libs/server',
  'apps/worker',
  'apps/api',
  'apps/web',
  'libs/ui',
  'libs/testing',
  'libs/domain',
];

/** Options that hold for a whole run; a project has its own for when it runs alone. */
const ofTheRun = ['testTimeout', 'workerIdleMemoryLimit', 'maxWorkers'];

export const projects = await Promise.all(
  names.map(async (name) => {
    const { default: config } = await import(`./${name}/jest.config.mjs`);
    const own = Object.entries(config).filter(([option]) => !ofTheRun.includes(option));
    return { ...Object.fromEntries(own), displayName: name, rootDir: path.join(root, name) };
  }),
);

export default {
  projects,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  // A deadline for what hangs; a slow machine is no failure.
  testTimeout: 300_000,
  testSequencer: './infra/jest-sequencer.mjs',
};
