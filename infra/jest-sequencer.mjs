// The order of suites in a run of all projects: by project as the configuration lists them, and the
// largest file first.
import fs from 'node:fs';

export default class InOrderOfProjects {
  constructor({ contexts }) {
    this.contexts = contexts;
  }

  sort(tests) {
    return tests
      .map((test) => ({
        test,
        project: this.contexts.indexOf(test.context),
        size: fs.statSync(test.path).size,
      }))
      .sort((a, b) => a.project - b.project || b.size - a.size)
      .map(({ test }) => test);
  }

  /** Jest asks for it with --onlyFailures alone, which needs what nobody keeps here. */
  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
