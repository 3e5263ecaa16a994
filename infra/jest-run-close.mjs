// Jest's globalTeardown. A run opened by infra/test.mjs for several suites is closed there.
import { closeTestRun } from './test-run.mjs';

export default async function closeRun() {
  if (process.env.CONSILIUM_TEST_RUN_OWNER !== String(process.pid)) return;
  await closeTestRun(process.env.CONSILIUM_TEST_RUN);
}
