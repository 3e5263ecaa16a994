import 'reflect-metadata';
import { lineOf, verifyChains } from '@consilium/server/audit';
import {
  ConfigurationError,
  parseLaunchConfiguration,
} from '@consilium/server/platform/configuration';
import { makeDataSource } from '@consilium/server/platform/database';
import { findEmbeddedPostgres } from '@consilium/server/platform/postgres-embedded';

/**
 * Verifies the chain of events of every organisation: one line each, exit code 1 when one is broken.
 * Reads only, as the product's own login, beside a running Consilium or on the server of DATABASE_URL.
 */
async function verifyAudit(): Promise<boolean> {
  const { database, dataFolder } = parseLaunchConfiguration(process.env);
  const appUrl = database?.appUrl ?? findEmbeddedPostgres(dataFolder)?.appUrl;
  if (!appUrl) {
    throw new ConfigurationError(
      `Consilium does not run on ${dataFolder}: start it, or set CONSILIUM_DATA or DATABASE_URL.`,
    );
  }
  const dataSource = makeDataSource(
    { url: appUrl, poolSize: 1, applicationName: 'consilium-verify' },
    [],
  );
  await dataSource.initialize();
  let holds = true;
  try {
    for await (const report of verifyChains(dataSource)) {
      process.stdout.write(`${lineOf(report)}\n`);
      holds &&= report.fault === null;
    }
  } finally {
    await dataSource.destroy();
  }
  return holds;
}

try {
  if (!(await verifyAudit())) process.exitCode = 1;
} catch (error) {
  const sentence = error instanceof ConfigurationError ? error.message : (error as Error).stack;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}
