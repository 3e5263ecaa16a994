import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Bundles a server-side entry and the libs it uses from source into one file under `dist/`; packages
 * stay outside. Decorators and their metadata follow the tsconfig given.
 */
export async function bundle(
  entry,
  output = defaultOutput(entry),
  tsconfig = 'libs/server/tsconfig.json',
) {
  const build = await rolldown({
    input: entry,
    platform: 'node',
    tsconfig: join(root, tsconfig),
    external: (id) =>
      /^(node:|[a-z@])/i.test(id) &&
      !id.startsWith('@consilium/') &&
      !id.startsWith('@oxc-project/runtime') &&
      !id.startsWith(root),
    logLevel: 'warn',
  });
  await build.write({ file: output, format: 'esm', sourcemap: true, keepNames: true });
  await build.close();
  return output;
}

const defaultOutput = (entry) =>
  join(root, 'dist/tools', relative(root, entry).replaceAll('/', '-').replace(/\.ts$/, '.js'));
