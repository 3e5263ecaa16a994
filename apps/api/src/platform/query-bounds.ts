import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  GraphQLError,
  type ASTVisitor,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Deeper, costlier or more repetitive queries than any screen needs are refused before they run. */
export const queryBounds = {
  maxDepth: 10,
  maxCost: 4_000,
  maxTokens: 2_000,
  maxAliases: 20,
} as const;

const tooCostly = (): GraphQLError =>
  new GraphQLError('The query asks for too much.', { extensions: { tooCostly: true } });

/** Whether an error says that a query went over a bound; the parser has no code for its own. */
export const isTooCostly = (error: GraphQLError): boolean =>
  error.extensions['tooCostly'] === true || /tokens\. Parsing aborted/.test(error.message);

/** An alias makes one field run several times in one request, each with its own statements. */
const maxAliasesRule = (context: ValidationContext): ASTVisitor => {
  let aliases = 0;
  return {
    Field: (node) => {
      if (node.alias === undefined) return;
      aliases += 1;
      if (aliases === queryBounds.maxAliases + 1) context.reportError(tooCostly());
    },
  };
};

const bound = {
  exposeLimits: false,
  // Where the schema may be asked for at all, the usual question goes deeper than any screen.
  ignoreIntrospection: true,
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null) => {
      context?.reportError(tooCostly());
    },
  ],
};

export const boundingRules = [
  maxDepthRule({ n: queryBounds.maxDepth, ...bound }),
  costLimitRule({ maxCost: queryBounds.maxCost, ...bound }),
  maxAliasesRule,
] as unknown as ValidationRule[];
