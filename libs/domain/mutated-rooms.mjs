/**
 * Rules that are tried with deliberate faults, and the suites that must notice. Few suites a room:
 * a mutant costs as long as the suites that reach it.
 */
export const rooms = {
  access: { mutate: ['access/**/*.ts'], specs: ['access/**/*.spec.ts'] },
  consensus: { mutate: ['consensus/**/*.ts'], specs: ['consensus/**/*.spec.ts'] },
  decisions: { mutate: ['decisions/**/*.ts'], specs: ['decisions/**/*.spec.ts'] },
  answers: { mutate: ['answers/**/*.ts'], specs: ['answers/**/*.spec.ts'] },
  evidence: { mutate: ['evidence/**/*.ts'], specs: ['evidence/**/*.spec.ts'] },
  reports: {
    mutate: [
      'reports/clearance.ts',
      'reports/versions.ts',
      'reports/erasures.ts',
      'reports/withheld-figures.ts',
      'reports/compose.ts',
    ],
    specs: ['reports/*.spec.ts'],
  },
};
