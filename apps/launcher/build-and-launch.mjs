// Second half of npm start: a build when it is needed, then the built launcher.
import { pathToFileURL } from 'node:url';
import { build, builtLauncher } from './build.mjs';

await build(console.log);
await import(pathToFileURL(builtLauncher).href);
