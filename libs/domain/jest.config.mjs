import preset from '../../jest.preset.cjs';

export default {
  ...preset,
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/src/**/*.int-spec.ts'],
};
