// Writes what the API serves of the built client compressed as well: FILE.br and FILE.gz beside each
// text file, once at build time, so that no request waits for it. node infra/compress.mjs <folder>
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { root } from './bundle.mjs';

const folder = path.join(root, process.argv[2] ?? '');
const texts = /\.(?:js|css|html|svg|json)$/;
/** Below this the headers weigh more than what is saved. Bytes. */
const worthwhile = 1_024;

for (const name of fs.readdirSync(folder, { recursive: true })) {
  const file = path.join(folder, String(name));
  if (!texts.test(file) || fs.statSync(file).size < worthwhile) continue;
  const bytes = fs.readFileSync(file);
  fs.writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }));
  fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(bytes));
}
