export { launchBrowser } from './browser';
export { createTestDatabase } from './postgres-harness';
export type { TestDatabase } from './postgres-harness';
export { findProgram, freePort } from './programs';
export { startTestRedis } from './redis';
export type { TestRedis } from './redis';
export * from './api-client';
export * from './api-server';
export * from './hospital';
