import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import type { DynamicModule } from '@nestjs/common';
import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ValidationRule } from 'graphql';
import type { Server } from '@consilium/server/composition';
import { faultsPlugin } from './faults.plugin';
import type { RequestContext } from './request';

/** Deeper or costlier queries than any screen needs are refused before they run. */
export const queryBounds = { maxDepth: 10, maxCost: 4_000, maxTokens: 2_000 } as const;

export const validationRules = [
  maxDepthRule({ n: queryBounds.maxDepth, exposeLimits: false, ignoreIntrospection: false }),
  costLimitRule({ maxCost: queryBounds.maxCost, exposeLimits: false, ignoreIntrospection: false }),
] as unknown as ValidationRule[];

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for each request to the API before it is handled. */
    consilium?: RequestContext;
  }
}

export const graphqlModule = (server: Server): DynamicModule =>
  GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver,
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    graphiql: false,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    parseOptions: { maxTokens: queryBounds.maxTokens },
    validationRules,
    context: (request: FastifyRequest, reply: FastifyReply) => ({
      request: request.consilium,
      reply,
    }),
    plugins: [faultsPlugin(server.unitOfWork, server.logger)],
  } as ApolloDriverConfig);
