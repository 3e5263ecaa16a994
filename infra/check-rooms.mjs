// Checks the order of rooms with dependency-cruiser's library: its command line refuses Node 20,
// the oldest that Consilium runs on; the library works there.
import { cruise, format } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import configuration from '../.dependency-cruiser.mjs';

const { forbidden, options } = configuration;
const found = await cruise(
  ['apps', 'libs'],
  { ...options, ruleSet: { forbidden }, validate: true },
  options.enhancedResolveOptions,
  { tsConfig: extractTSConfig(options.tsConfig.fileName) },
);
const { output, exitCode } = await format(found.output, { outputType: 'err' });
process.stdout.write(output);
process.exitCode = exitCode > 0 ? 1 : 0;
