// Lint through `npm run lint` only: run bare, the boundaries rule reads a stale project graph and
// finds nothing.
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const specs = ['**/*.spec.ts', '**/*.spec.tsx', '**/*-spec.ts', '**/test/**', '**/testing/**'];

/** Which layer may use which: web → ui, domain; api, worker → server → domain; testing from specs. */
const layers = [
  { sourceTag: 'layer:domain', onlyDependOnLibsWithTags: ['layer:domain'] },
  { sourceTag: 'layer:ui', onlyDependOnLibsWithTags: ['layer:ui', 'layer:domain'] },
  {
    sourceTag: 'layer:web',
    onlyDependOnLibsWithTags: ['layer:ui', 'layer:domain'],
  },
  {
    sourceTag: 'layer:server',
    onlyDependOnLibsWithTags: ['layer:server', 'layer:domain', 'layer:testing'],
  },
  {
    sourceTag: 'layer:app',
    onlyDependOnLibsWithTags: ['layer:server', 'layer:domain', 'layer:testing'],
  },
  {
    sourceTag: 'layer:testing',
    onlyDependOnLibsWithTags: ['layer:testing', 'layer:server', 'layer:app', 'layer:domain'],
  },
];

const onlyFromSpecs = {
  group: ['@consilium/testing', '@consilium/testing/*'],
  message: 'Only specs use the testing lib.',
};

const boundaries = (depConstraints) => [
  'error',
  {
    allow: [],
    depConstraints,
    // Server specs use the harness, and the harness runs the server's migrations.
    ignoredCircularDependencies: [
      ['@consilium/server', '@consilium/testing'],
      ['@consilium/api', '@consilium/testing'],
    ],
  },
];

/** What the scripts that Node runs as they are may take from thin air. */
const nodeGlobals = Object.fromEntries(
  [
    ...['process', 'console', 'Buffer', 'URL', 'fetch', 'performance', 'AbortSignal'],
    ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'module', 'require'],
  ].map((name) => [name, 'readonly']),
);

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', '**/gql/**', '**/.nx/**', '**/coverage/**'],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  { plugins: { '@nx': nx } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries(layers),
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 500 }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: nodeGlobals },
  },
  {
    files: ['{apps,libs}/*/src/**/*.{ts,tsx}'],
    ignores: [...specs, 'apps/{e2e,bench}/**', 'libs/testing/**', 'libs/domain/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [onlyFromSpecs] }],
    },
  },
  {
    // The domain is pure: two small libraries, nothing of Node's.
    files: ['libs/domain/src/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            onlyFromSpecs,
            { group: ['node:*'], message: 'The domain runs in the browser too.' },
          ],
        },
      ],
      '@nx/enforce-module-boundaries': boundaries([
        { sourceTag: 'layer:domain', allowedExternalImports: ['valibot', 'canonicalize'] },
        ...layers,
      ]),
    },
  },
  {
    // A spec tells one story on one scene, and stories are longer than the things they are about.
    files: specs.map((pattern) => (pattern.endsWith('**') ? `${pattern}/*.{ts,tsx}` : pattern)),
    rules: { 'max-lines': ['error', { max: 800 }] },
  },
  {
    // A promise nobody waits for loses its error, and on the server a write.
    files: ['libs/server/src/**/*.ts', 'apps/{api,worker,launcher}/src/**/*.ts'],
    ignores: specs,
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  {
    files: ['**/*.tsx'],
    ...reactHooks.configs.flat.recommended,
  },
);
