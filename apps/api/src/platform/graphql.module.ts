import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLModule } from '@nestjs/graphql';
import type { DynamicModule } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Server } from '@consilium/server/composition';
import { SessionCookie } from './cookies';
import { compiledExecutionPlugin } from './compiled-execution.plugin';
import { faultsPlugin, logFaults } from './faults.plugin';
import { boundingRules, queryBounds } from './query-bounds';
import type { RequestContext } from './request';

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
    introspection: server.configuration.introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    // Nest would make 200 of the 503 that an unreachable database is answered with.
    preserveHttpStatusForExecutionErrors: false,
    parseOptions: { maxTokens: queryBounds.maxTokens },
    validationRules: boundingRules,
    context: (request: FastifyRequest, reply: FastifyReply) => ({
      request: request.consilium,
      // Not the reply itself, which is thenable.
      cookies: () => new SessionCookie(reply, server.configuration.http.publicUrl),
    }),
    plugins: [
      // Hints for caches are of no use behind a session, and cost a hook at every field.
      ApolloServerPluginCacheControlDisabled(),
      compiledExecutionPlugin(logFaults(server.logger)),
      faultsPlugin(server.unitOfWork, server.logger),
    ],
  } as ApolloDriverConfig);
