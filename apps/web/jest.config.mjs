import preset from '../../jest.preset.cjs';

export default {
  ...preset,
  testEnvironment: '<rootDir>/jest-environment.mjs',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/src/**/*.spec.tsx'],
  setupFiles: ['<rootDir>/../../libs/ui/src/testing/browser-stubs.ts'],
  setupFilesAfterEnv: ['<rootDir>/../../libs/ui/src/testing/matchers.ts'],
  moduleNameMapper: {
    '\\.css$': '<rootDir>/../../libs/ui/src/testing/empty-styles.ts',
    // Vite's import.meta.glob does not exist in Jest: the texts are read from the folder instead.
    '/message-files$': '<rootDir>/src/platform/message-files.node.ts',
  },
};
