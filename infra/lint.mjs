// npm run lint, all of it or the files named: every project in one process, which reads types once.
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import { root } from './bundle.mjs';

// The boundaries rule looks at a graph of the projects that Nx keeps in a file; without this it
// looks at an old one, and finds nothing.
await createProjectGraphAsync({ exitOnError: true });

const named = process.argv.slice(2);
const eslint = new ESLint({ cwd: root });
const results = await eslint.lintFiles(named.length > 0 ? named : ['.']);
const { format } = await eslint.loadFormatter('stylish');
process.stdout.write(await format(results));
process.exitCode = results.some(({ errorCount }) => errorCount > 0) ? 1 : 0;
