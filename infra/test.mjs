// npm test: a build, the checks, then every suite: unit, integration, API, browser. Brings its own
// database and browser. The last line is "N passed, N failed", summed over all suites; the checks
// and the build count as one each.
//
// With names (npm test -- libs/server apps/api/test/votes) only the suites of those projects, folders or
// files; before them only a build, and only where one of them starts what was built. npm run test:long:
// the long ones (docs/decisions/0008), after a build.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';
import { nx, run, tell } from './steps.mjs';
import { closeTestRun, openTestRun } from './test-run.mjs';

const long = process.argv.includes('--long');
const named = process.argv.slice(2).filter((argument) => argument !== '--long');

const jest = [
  '--experimental-vm-modules',
  '--no-warnings',
  path.join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
  `--config=${long ? 'jest.long.config.mjs' : 'jest.config.mjs'}`,
];

/** Projects with suites that start the built product. */
const startingTheBuilt = ['apps/e2e', 'apps/launcher'];

/** All suites, or a suite that was named, start what was built. */
async function needsBuild() {
  if (named.length === 0) return true;
  const { stdout } = await run([process.execPath, ...jest, '--listTests', ...named]);
  const suites = stdout.split('\n').map((line) => path.relative(root, line.trim()));
  return suites.some((suite) =>
    startingTheBuilt.some((project) => suite.startsWith(path.join(project, path.sep))),
  );
}

/** Shows the run as it goes; the figures come from Jest's report. */
function runJest(report, folder) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...jest, '--json', `--outputFile=${report}`, ...named], {
      cwd: root,
      env: { ...process.env, CONSILIUM_TEST_RUN: folder, FORCE_COLOR: '0' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** A suite that could not be loaded, or a run without a report, is one failure. */
function figures(report, code) {
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, suites: [] };
  const result = JSON.parse(fs.readFileSync(report, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    suites: result.testResults,
  };
}

/** Where the time went: seconds of one worker, by project. */
function tellOfTime(suites) {
  const spent = new Map();
  for (const { name, startTime, endTime } of suites) {
    const project = path.relative(root, name).split(path.sep).slice(0, 2).join('/');
    spent.set(project, (spent.get(project) ?? 0) + (endTime - startTime) / 1000);
  }
  const longest = [...spent].sort(([, a], [, b]) => b - a);
  return longest.map(([project, seconds]) => `${project} ${Math.round(seconds)}`).join(', ');
}

/** What did not run, by suite, with its reason where it is known: whoever reads the end must see it. */
function tellOfSkipped(suites) {
  for (const { name, assertionResults } of suites) {
    const skipped = assertionResults.filter(({ status }) => status === 'pending').length;
    if (skipped > 0) console.log(`Skipped in ${path.relative(root, name)}: ${skipped}.`);
  }
  if (!process.env.REDIS_URL && !hasProgram('redis-server')) {
    console.log('Without Redis: no REDIS_URL, and no redis-server on the PATH.');
  }
}

function hasProgram(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => fs.existsSync(path.join(folder, name)));
}

const total = { passed: 0, failed: 0 };
const begun = performance.now();

if (await needsBuild()) {
  // What is built already and has not changed since is taken as it is.
  const built = tell('build', await run(nx('build')));
  total[built ? 'passed' : 'failed'] += 1;
}
if (named.length === 0 && !long) {
  const check = await run(['node', 'infra/check.mjs']);
  console.log(check.output.trimEnd());
  total[check.code === 0 ? 'passed' : 'failed'] += 1;
}

const folder = await openTestRun();
try {
  const report = path.join(folder, 'report.json');
  const { passed, failed, suites } = figures(report, await runJest(report, folder));
  total.passed += passed;
  total.failed += failed;
  tellOfSkipped(suites);
  console.log(`\nSeconds of one worker: ${tellOfTime(suites)}.`);
} finally {
  await closeTestRun(folder);
}

console.log(`All of it took ${Math.round((performance.now() - begun) / 1000)} s.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
