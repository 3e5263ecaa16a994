// npm test: the checks, a build, then every suite: unit, integration, API, browser. Brings its own
// database and browser. The last line is "N passed, N failed", summed over all Jest runs; the
// checks and the build count as one each. With names (npm test -- libs/server) only those suites, nothing before.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';
import { nx, run, tell } from './steps.mjs';
import { closeTestRun, openTestRun } from './test-run.mjs';

/** In the order in which a mistake is best found: rules, then the database, HTTP, the browser. */
const suites = [
  'libs/domain',
  'libs/ui',
  'libs/server',
  'libs/testing',
  'apps/web',
  'apps/worker',
  'apps/api',
  'apps/launcher',
  'apps/e2e',
];

/** Shows the run as it goes; the figures come from Jest's report. */
function runJest(project, report, folder) {
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--no-warnings',
        jest,
        '--maxWorkers=2',
        '--json',
        `--outputFile=${report}`,
      ],
      {
        cwd: path.join(root, project),
        env: { ...process.env, CONSILIUM_TEST_RUN: folder, FORCE_COLOR: '0' },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** A suite that could not be loaded, or a run without a report, is one failure. */
function figures(report, code) {
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(fs.readFileSync(report, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests,
  };
}

function hasProgram(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => fs.existsSync(path.join(folder, name)));
}

const total = { passed: 0, failed: 0, skipped: 0 };
const begun = performance.now();

const named = process.argv.slice(2);
if (named.length === 0) {
  const check = await run(['node', 'infra/check.mjs']);
  console.log(check.output.trimEnd());
  const built = tell('build', await run(nx('build')));
  for (const well of [check.code === 0, built]) total[well ? 'passed' : 'failed'] += 1;
}

const folder = await openTestRun();
try {
  for (const project of named.length > 0 ? named : suites) {
    if (!fs.existsSync(path.join(root, project, 'jest.config.mjs'))) continue;
    console.log(`\n${project}`);
    const report = path.join(folder, `${project.replace('/', '-')}.json`);
    const { passed, failed, skipped } = figures(report, await runJest(project, report, folder));
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
} finally {
  await closeTestRun(folder);
}

console.log(`\nAll of it took ${Math.round((performance.now() - begun) / 1000)} s.`);
if (total.skipped > 0) console.log(`Skipped: ${total.skipped}.`);
if (!process.env.REDIS_URL && !hasProgram('redis-server')) {
  console.log(
    'The Redis half of the queue contract did not run: no REDIS_URL, no redis-server on the PATH.',
  );
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
