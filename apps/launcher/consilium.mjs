#!/usr/bin/env node
// npx consilium <command>: what is done once on the server. Runs what npm start has built; where
// nothing was built yet, it builds.
import { pathToFileURL } from 'node:url';
import { build, builtCommand } from './build.mjs';

// What a command prints may be piped on.
await build(console.error);
await import(pathToFileURL(builtCommand('consilium')).href);
