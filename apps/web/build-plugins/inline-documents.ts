import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const generated = fileURLToPath(new URL('../src/gql/graphql.ts', import.meta.url));

/** `graphql(`…`)` with the name of the operation or fragment in it. */
const call = /\bgraphql\(`\s*(?:(fragment)|query|mutation|subscription)\s+(\w+)[^`]*`\)/g;

/** The generated documents by the name of the constant that holds them. */
function documents(): ReadonlyMap<string, string> {
  const lines = readFileSync(generated, 'utf8').matchAll(
    /^export const (\w+) = (\{"kind":"Document".*\}) as unknown as /gm,
  );
  return new Map([...lines].map(([, name = '', document = '']) => [name, document]));
}

/**
 * Puts each GraphQL document where it is used, parsed. The generated look-up of all documents by their
 * text would otherwise be part of the first page, with the documents of every other page.
 */
export function inlineDocuments(): Plugin {
  let known: ReadonlyMap<string, string> = new Map();
  return {
    name: 'inline-documents',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      known = documents();
    },
    transform: {
      filter: { id: /\/apps\/web\/src\/(?!gql\/).*\.tsx?$/, code: 'graphql(`' },
      handler(code) {
        return code.replaceAll(call, (text, fragment: string | undefined, name: string) => {
          const document = known.get(`${name}${fragment ? 'FragmentDoc' : 'Document'}`);
          if (!document) throw new Error(`no generated document for ${text.slice(0, 80)}`);
          return document;
        });
      },
    },
  };
}
