// One room of the domain, named in MUTATE_ROOM, through its mutants; infra/mutate.mjs goes through
// the rooms. Files are copied before they are changed, so the preset is given here, not by a path.
import preset from '../../jest.preset.cjs';
import { rooms } from './mutated-rooms.mjs';

const name = process.env.MUTATE_ROOM;
const { mutate, specs } = rooms[name];

export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  mutate: [...mutate.map((pattern) => `src/${pattern}`), '!src/**/*.spec.ts'],
  jest: {
    projectType: 'custom',
    enableFindRelatedTests: true,
    config: { ...preset, testMatch: specs.map((pattern) => `<rootDir>/src/${pattern}`) },
  },
  coverageAnalysis: 'perTest',
  // Tables are set up as the module is read; a fault in one of their cells counts like any other.
  ignoreStatic: false,
  mutator: { excludedMutations: ['StringLiteral'] },
  concurrency: Number(process.env.MUTATE_CONCURRENCY ?? 2),
  incremental: true,
  incrementalFile: `../../.stryker/${name}.json`,
  tempDirName: '../../.stryker/sandboxes',
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: `../../.stryker/${name}-report.json` },
  clearTextReporter: {
    allowColor: false,
    logTests: false,
    reportTests: false,
    reportMutants: false,
  },
  thresholds: { high: 95, low: 90, break: 90 },
};
