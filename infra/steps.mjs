// How the checks and the test run start programs and tell about them: one line each, and all that
// the program said when it failed.
import { spawn } from 'node:child_process';
import { root } from './bundle.mjs';

const environment = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  FORCE_COLOR: '0',
  // Nx starts our scripts through npm, whose own words around a failure only bury it.
  npm_config_loglevel: 'silent',
};

/**
 * @typedef {{ code: number, output: string, stdout: string, seconds: string }} Outcome
 * @param {string[]} command
 * @param {Record<string, string>} [extra] environment
 * @returns {Promise<Outcome>}
 */
export function run([program, ...parameters], extra = {}) {
  const begun = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: root,
      env: { ...environment, ...extra },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stdout = [];
    const all = [];
    child.stdout.on('data', (text) => {
      stdout.push(text);
      all.push(text);
    });
    child.stderr.on('data', (text) => all.push(text));
    const finish = (code) =>
      resolve({
        code,
        output: Buffer.concat(all).toString(),
        stdout: Buffer.concat(stdout).toString(),
        seconds: ((performance.now() - begun) / 1000).toFixed(1),
      });
    child.once('error', (error) => {
      all.push(Buffer.from(`${program}: ${error.message}`));
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** One line for what went well, everything for what did not. */
export function tell(name, { code, output, seconds }) {
  if (code === 0) console.log(`ok      ${name} (${seconds} s)`);
  else console.log(`FAILED  ${name} (${seconds} s)\n${output.trimEnd()}\n`);
  return code === 0;
}

export const nx = (target, ...more) => [
  'node',
  'node_modules/.bin/nx',
  'run-many',
  '-t',
  target,
  '--parallel=2',
  '--outputStyle=static',
  ...more,
];
