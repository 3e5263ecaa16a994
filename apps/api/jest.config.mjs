import preset from '../../jest.preset.cjs';

export default {
  ...preset,
  testMatch: ['<rootDir>/test/**/*.api-spec.ts', '<rootDir>/src/**/*.spec.ts'],
  globalSetup: '../../infra/jest-run-open.mjs',
  globalTeardown: '../../infra/jest-run-close.mjs',
};
