import fs from 'node:fs';
const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
const P = lock.packages;
for (const [k, v] of Object.entries({ ...P })) {
  for (const [d, ver] of Object.entries(v.optionalDependencies ?? {})) {
    const cands = [`${k}/node_modules/${d}`, `node_modules/${d}`];
    if (!k || cands.some((c) => P[c])) continue;
    const m = d.match(
      /(darwin|linux|win32|android|freebsd|openbsd|openharmony|sunos|netbsd|aix)-(\w+)/,
    );
    console.log('missing', k, d, ver, m?.[0]);
    if (!m) continue;
    const cpu = m[2].startsWith('arm64') ? 'arm64' : m[2].startsWith('arm') ? 'arm' : m[2];
    P[`node_modules/${d}`] = {
      version: ver.replace(/^[\^~]/, ''),
      cpu: [cpu],
      optional: true,
      os: [m[1]],
      ...(/musl$/.test(d)
        ? { libc: ['musl'] }
        : /gnu$/.test(d) && m[1] === 'linux'
          ? { libc: ['glibc'] }
          : {}),
    };
  }
}
lock.packages = Object.fromEntries(
  Object.entries(P).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
fs.writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n');
