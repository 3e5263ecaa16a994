// Documents name files; a renamed file must not leave a document that lies. Looks at every path in
// backticks and every link to a file, in all documents, and says which ones lead nowhere.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bundle.mjs';

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
  fs
    .readdirSync(path.join(root, 'docs'), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
);
const inBackticks = /`((?:apps|libs|infra|docs)\/[\w./-]+)`/g;
const links = /\]\((?!https?:|#)([^)#\s]+)/g;

let broken = 0;
for (const document of documents.filter((name) => fs.existsSync(path.join(root, name)))) {
  const text = fs.readFileSync(path.join(root, document), 'utf8');
  const named = [
    ...[...text.matchAll(inBackticks)].map(([, file]) => file),
    ...[...text.matchAll(links)].map(([, file]) => path.join(path.dirname(document), file)),
  ];
  for (const file of named) {
    if (fs.existsSync(path.join(root, file))) continue;
    console.error(`${document} names ${file}, which is not there.`);
    broken += 1;
  }
}
process.exitCode = broken === 0 ? 0 : 1;
