// npm run test:long: what takes minutes, in `*.long-spec.ts` beside the spec that holds one case of it.
import config, { projects } from './jest.config.mjs';

export default {
  ...config,
  projects: projects.map((project) => ({
    ...project,
    testMatch: ['<rootDir>/{src,test}/**/*.long-spec.ts'],
  })),
};
