import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestListener,
} from '@apollo/server';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

type Compiled = CompiledQuery['query'];

/**
 * Runs operations compiled once per document, inside Apollo's own pipeline: parsing, validation,
 * limits and what becomes of errors stay where they are. Documents come from Apollo's store, so what
 * that forgets is forgotten here too. What cannot be compiled, or has no data because its variables
 * are wrong, runs as it would without this plugin.
 */
export function compiledExecutionPlugin<Context extends object>(
  encountered: NonNullable<GraphQLRequestListener<Context>['didEncounterErrors']>,
): ApolloServerPlugin<Context> {
  const compiled = new WeakMap<DocumentNode, Map<string | null, Compiled>>();

  const compile = (context: GraphQLRequestContext<Context>): Compiled | null => {
    const { schema, document } = context;
    if (!document || !context.operation) return null;
    const name = context.operationName ?? null;
    const operations = compiled.get(document) ?? new Map<string | null, Compiled>();
    compiled.set(document, operations);
    const found = operations.get(name);
    if (found) return found;
    const made = compileQuery(schema, document, name ?? undefined);
    if (!isCompiledQuery(made)) return null;
    operations.set(name, made.query);
    return made.query;
  };

  return {
    requestDidStart: async () => ({
      responseForOperation: async (context) => {
        const run = compile(context);
        if (!run) return null;
        const { variables } = context.request;
        const result: ExecutionResult = await run(undefined, context.contextValue, variables ?? {});
        if (result.data === undefined) return null;
        if (result.errors) {
          Object.assign(context, { errors: result.errors });
          await encountered(context as Parameters<typeof encountered>[0]);
        }
        return {
          http: { headers: new HeaderMap() },
          body: { kind: 'single', singleResult: result },
        };
      },
    }),
  };
}
