// Completes package-lock.json: node infra/complete-lock.mjs, after each npm install that changed it.
//
// Why: npm writes no entry for an optional package that the registry could not give it, which
// happens when a mirror holds a program's Linux build of some version but not yet those of other
// systems. npm ci then refuses the whole lock file ("Missing: … from lock file", npm/cli#9846),
// on every system, although the package would be skipped anyway. The entries added here say just
// enough for npm ci to skip them where they do not belong: version, system, processor. They carry
// no integrity hash, since nobody has seen the file (docs/decisions/0002).
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'package-lock.json');
const SYSTEMS = [
  ...['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony'],
  ...['sunos', 'win32'],
];
const PLATFORM = new RegExp(`(${SYSTEMS.join('|')})-([a-z0-9]+)`);

/** What a platform package's name says about where it belongs; undefined when it says nothing. */
function platformOf(name) {
  const [, system, processor] = PLATFORM.exec(name) ?? [];
  if (!system) return undefined;
  const cpu = processor.startsWith('arm') && processor !== 'arm64' ? 'arm' : processor;
  const libc = /musl$/.test(name) ? 'musl' : /gnu$/.test(name) ? 'glibc' : undefined;
  return {
    cpu: [cpu],
    optional: true,
    os: [system],
    ...(libc && system === 'linux' && { libc: [libc] }),
  };
}

const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
const { packages } = lock;
const added = [];
for (const [holder, { optionalDependencies = {} }] of Object.entries({ ...packages })) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    const here = `node_modules/${name}`;
    const platform = platformOf(name);
    if (!platform || packages[here] || packages[`${holder}/${here}`]) continue;
    packages[here] = { version: range.replace(/^[\^~]/, ''), ...platform };
    added.push(`${name}@${range}`);
  }
}
if (added.length > 0) {
  const { compare } = new Intl.Collator('en');
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => compare(a, b)));
  fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added.length > 0 ? `Added: ${added.join(', ')}.` : 'The lock file is complete.');
