import preset from '../../jest.preset.cjs';

export default { ...preset, testMatch: ['<rootDir>/test/**/*.int-spec.ts'] };
