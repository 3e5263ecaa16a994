import preset from '../../jest.preset.cjs';

export default {
  ...preset,
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/src/**/*.spec.tsx'],
  setupFiles: ['<rootDir>/src/testing/browser-stubs.ts'],
  setupFilesAfterEnv: ['<rootDir>/src/testing/matchers.ts'],
  moduleNameMapper: { '\\.css$': '<rootDir>/src/testing/empty-styles.ts' },
};
