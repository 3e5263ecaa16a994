import preset from '../../jest.preset.cjs';

export default {
  ...preset,
  testMatch: ['<rootDir>/test/**/*.spec.ts', '<rootDir>/test/**/*.int-spec.ts'],
  globalSetup: '../../infra/jest-run-open.mjs',
  globalTeardown: '../../infra/jest-run-close.mjs',
};
