// Computes the hash of a report again from its JSON export. Needs Node and nothing else:
//   node verify-report.mjs <export.json> [hash printed in the report or sent by mail]
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
// RFC 8785: names in order of their UTF-16 code units, numbers and strings as JavaScript writes them.
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
};
const fail = (why) => {
  console.log(`DOES NOT HOLD: ${why}`);
  process.exit(1);
};

const [file, expected] = process.argv.slice(2);
const { hashAlg, hash, header, digests, entries, withheld, snapshot } = JSON.parse(
  readFileSync(file, 'utf8'),
);
if (hashAlg === 'sha256-salted-list-1') {
  const listed = new Set(digests);
  for (const { salt, kind, id, content } of entries)
    if (!listed.has(sha256(canonical([salt, kind, id, content]))))
      fail(`${kind} ${id} was changed`);
  for (const { kind, id, digest } of withheld)
    if (!listed.has(digest)) fail(`${kind} ${id} is not in the list`);
  if (sha256(canonical({ alg: hashAlg, header, digests })) !== hash)
    fail('the list or its header was changed');
} else if (hashAlg !== 'sha256' || sha256(canonical(snapshot)) !== hash)
  fail('the file was changed');
if (expected && expected.toLowerCase() !== hash) fail(`this export is of another seal: ${hash}`);
console.log(`HOLDS: ${hash}${withheld?.length ? `, ${withheld.length} items withheld` : ''}`);
