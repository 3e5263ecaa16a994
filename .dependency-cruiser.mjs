// The order of rooms inside the projects; Nx tags hold the order of the projects themselves.
const ordered = [
  'access',
  'templates',
  'evaluations',
  'evidence',
  'answers',
  'discussion',
  'consensus',
  'decisions',
];
const watchers = ['notifications', 'reports', 'dashboards', 'audit'];
const rooms = [...ordered, ...watchers];

const projects = '(?:libs/domain|libs/server|apps/api|apps/worker|apps/web)/src';
const spec = '[.-]spec\\.tsx?$|/test/|/testing/';
const inRoom = (names) => `^${projects}/(?:${names.join('|')})/`;

/** A room sees what lies to its left, itself, and nothing that watches. */
const leftOnly = ordered.map((room, position) => ({
  name: `left-only-${room}`,
  severity: 'error',
  comment: `${room} speaks to rooms on its right, and to watchers, by events only.`,
  from: { path: inRoom([room]), pathNot: spec },
  to: { path: inRoom([...ordered.slice(position + 1), ...watchers]) },
}));

export default {
  forbidden: [
    ...leftOnly,
    {
      name: 'no-cycle',
      severity: 'error',
      comment:
        'Two modules that need each other are one, or lack a third. Types and lazy loading do not count.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'kernel-below-all',
      severity: 'error',
      comment: 'Every room stands on the kernel.',
      from: { path: '^libs/domain/src/kernel/' },
      to: { path: inRoom(rooms) },
    },
    {
      name: 'platform-below-rooms',
      severity: 'error',
      comment: 'The platform asks the policy table of domain/access, and knows no room besides.',
      from: { path: '^libs/server/src/platform/', pathNot: spec },
      to: { path: inRoom(rooms), pathNot: '^libs/domain/src/access/' },
    },
    {
      name: 'through-the-index',
      severity: 'error',
      comment: 'Another room is entered by its public face, index.ts.',
      from: { path: `^(${projects})/([^/]+)/`, pathNot: spec },
      to: {
        path: inRoom(rooms),
        pathNot: ['^$1/$2/', '/index\\.tsx?$'],
      },
    },
    {
      name: 'not-the-own-index',
      severity: 'error',
      comment: 'Inside a room, import the file itself: the own index is a cycle in waiting.',
      from: {
        path: `^(${projects}/(?:${[...rooms, 'kernel', 'platform/[^/]+'].join('|')}))/(?!index\\.tsx?$)`,
        pathNot: spec,
      },
      to: { path: '^$1/index\\.tsx?$' },
    },
    {
      name: 'pure-domain',
      severity: 'error',
      comment:
        'The domain takes a schema library and canonical JSON, nothing of Node or a framework.',
      from: { path: '^libs/domain/src/', pathNot: spec },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^node_modules/(?:valibot|canonicalize)/',
      },
    },
    {
      name: 'found',
      severity: 'error',
      comment: 'The import leads nowhere.',
      from: {},
      to: { couldNotResolve: true, pathNot: ['\\.css$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|gql|\\.nx)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css', '.d.ts'],
    },
  },
};
