// Jest's globalSetup: the specs of this run share one database server (see test-run.mjs).
import { openTestRun } from './test-run.mjs';

export default async function openRun() {
  if (process.env.CONSILIUM_TEST_RUN) return;
  process.env.CONSILIUM_TEST_RUN = await openTestRun();
  process.env.CONSILIUM_TEST_RUN_OWNER = String(process.pid);
}
