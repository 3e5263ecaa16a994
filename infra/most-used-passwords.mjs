// Makes the list of most used passwords anew from a list with the most used first, one a line:
//   node infra/run.mjs infra/most-used-passwords.mjs <list.txt>
// The one that lies there was made from the million most used of "10 million passwords" (SecLists, MIT).
import { readFileSync, writeFileSync } from 'node:fs';
import { checkPassword, squashPassword } from '@consilium/domain/access';

const most = 10_000;
const target = 'libs/server/src/access/most-used-passwords.json';
const [, , source] = process.argv;

const kept = new Set();
for (const line of readFileSync(source, 'utf8').split('\n')) {
  const word = squashPassword(line.trim());
  // Addresses may be people's; what the rules refuse by themselves needs no place in the list.
  if (!line.includes('@') && word.length <= 40 && checkPassword(word) === null) kept.add(word);
  if (kept.size === most) break;
}
writeFileSync(target, `${JSON.stringify([...kept].sort(), null, 2)}\n`);
console.log(`${kept.size} passwords in ${target}`);
