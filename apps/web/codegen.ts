import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * Types of every document from the committed schema, and of every text from the French catalogue.
 * Needs no server and no network; the output is not committed.
 */
const config: CodegenConfig = {
  schema: '../api/schema.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/gql/**/*'],
  ignoreNoDocuments: true,
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'unmask' } },
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        defaultScalarType: 'unknown',
        scalars: { ID: 'string' },
      },
    },
    'src/gql/possible-types.ts': { plugins: ['./codegen/possible-types.mjs'] },
    'src/gql/catalogue.ts': { plugins: ['./codegen/catalogue.mjs'] },
  },
};

export default config;
