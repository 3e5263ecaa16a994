// npm run mutate [rooms]: puts deliberate faults into the rules of the domain, one at a time, and sees
// whether a suite notices. Fails below the score that libs/domain/stryker.config.mjs asks for, or when
// more than one fault in a hundred is switched off by a comment.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { rooms } from '../libs/domain/mutated-rooms.mjs';
import { root } from './bundle.mjs';

const mostDisabled = 0.01;
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in rooms));
if (unknown.length > 0) {
  console.error(`No such room: ${unknown.join(', ')}. There are ${Object.keys(rooms).join(', ')}.`);
  process.exit(1);
}

/** Faults of a room by what became of them; `disabled` are those a comment switches off. */
function countsOf(name) {
  const report = JSON.parse(
    fs.readFileSync(path.join(root, `.stryker/${name}-report.json`), 'utf8'),
  );
  const mutants = Object.values(report.files).flatMap(({ mutants }) => mutants);
  const having = (...states) => mutants.filter(({ status }) => states.includes(status));
  const noticed = having('Killed', 'Timeout').length;
  return {
    noticed,
    tried: noticed + having('Survived', 'NoCoverage').length,
    disabled: having('Ignored').filter(({ statusReason }) => !/excluded/i.test(statusReason))
      .length,
  };
}

let well = true;
const lines = [];
for (const name of asked.length > 0 ? asked : Object.keys(rooms)) {
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
      'run',
      'stryker.config.mjs',
    ],
    {
      cwd: path.join(root, 'libs/domain'),
      stdio: 'inherit',
      env: { ...process.env, MUTATE_ROOM: name },
    },
  );
  const { noticed, tried, disabled } = countsOf(name);
  const tooMany = disabled > mostDisabled * tried;
  well &&= status === 0 && !tooMany;
  lines.push(
    `${name}: ${noticed} of ${tried} faults noticed (${((100 * noticed) / tried).toFixed(1)} %)` +
      (tooMany ? `, and ${disabled} switched off` : ''),
  );
}
console.log(lines.join('\n'));
process.exitCode = well ? 0 : 1;
