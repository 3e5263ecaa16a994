import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

// Ours, and the compiler's own helper functions, which Rolldown carries inside itself.
const BUNDLED = ['@consilium/', '@oxc-project/runtime/'];

/** @param {string} id as written in an import */
function isNpmPackage(id) {
  const bundled = BUNDLED.some((prefix) => id.startsWith(prefix));
  return !bundled && !id.startsWith('.') && !id.startsWith('\0') && !path.isAbsolute(id);
}

/**
 * Bundles server-side entries and the libs they use from source into ES modules. npm packages stay
 * outside and are loaded as usual, so native addons and packages that look for their own files
 * work. Decorators and their metadata follow the nearest tsconfig.json (docs/decisions/0003).
 *
 * @param {Record<string, string>} entries output name without extension → source file
 * @param {string} folder where `<name>.js` and its source map go
 */
export async function bundleAll(entries, folder) {
  const build = await rolldown({
    input: entries,
    platform: 'node',
    external: isNpmPackage,
    tsconfig: true,
    onwarn(warning) {
      console.error(`Bundling: ${warning.message}`);
      process.exitCode = 1;
    },
  });
  await build.write({
    dir: folder,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    keepNames: true,
  });
  await build.close();
}

/** Bundles one entry for a tool of the house, below `dist/tools`, and tells where. */
export async function bundle(entry) {
  const folder = path.join(root, 'dist', 'tools');
  const name = path.relative(root, entry).replaceAll('/', '-').replace(/\.ts$/, '');
  await bundleAll({ [name]: entry }, folder);
  return path.join(folder, `${name}.js`);
}
