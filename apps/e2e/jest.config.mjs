import preset from '../../jest.preset.cjs';

export default {
  ...preset,
  testMatch: ['<rootDir>/src/**/*.e2e-spec.ts'],
  globalSetup: '../../infra/jest-run-open.mjs',
  globalTeardown: '../../infra/jest-run-close.mjs',
  testTimeout: 300000,
  // Each journey drives a whole product: more at once would only slow each other down.
  maxWorkers: 2,
};
