import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { shownReference } from '@consilium/domain/evaluations';
import { refuse } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { HttpConfiguration } from '@consilium/server/platform/configuration';
import { AppModule } from './app.module';
import { registerSecurityExport } from './access';
import { registerFileRoutes } from './evidence';
import { registerReportRoutes } from './reports';
import { newRequestId, prepareHttp, type BodyPatiences } from './platform/http';
import { answerRefusal, languageFor, refuseMalformed } from './platform/http-refusals';
import { NestLog } from './platform/nest-log';
import { openSockets } from './platform/sockets';

/** Largest GraphQL request; files travel another way. */
const bodyLimit = 512 * 1024;

export interface Application {
  /** Where the server listens, such as http://127.0.0.1:3000. */
  readonly url: string;
  /** All that is served over HTTP, such as `GET /health/live`. */
  readonly routes: readonly string[];
  close(): Promise<void>;
}

/** Starts the API around wired services: GraphQL, subscriptions, health, and the built web client. */
export async function startApplication(
  server: Server,
  options: {
    host: string;
    port: number;
    webFolder?: string | undefined;
    /** How often open sockets are asked whether their session still stands. */
    sessionCheckMs?: number;
    /** How long bodies may take to arrive. */
    bodyPatience?: BodyPatiences;
  },
): Promise<Application> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: newRequestId,
    trustProxy: trustedProxies(server.configuration.http.trustProxy),
    forceCloseConnections: true,
    // Nets below what is said in sentences: headers that dribble in, bodies that never end.
    requestTimeout: 660_000,
    http: { headersTimeout: 20_000, connectionsCheckingInterval: 5_000 },
    // An address that cannot be read: found before any hook runs.
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      refuseMalformed(request, reply);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.around(server), adapter, {
    logger: new NestLog(server.logger),
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  const routes: string[] = [];
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push(`${one} ${url}`);
  });
  await prepareHttp(fastify as never, server, options.bodyPatience);
  registerFileRoutes(fastify as never, server);
  registerReportRoutes(fastify as never, server);
  registerSecurityExport(fastify as never, server, shownReference);
  if (options.webFolder && existsSync(options.webFolder)) {
    await serveWeb(app, options.webFolder);
  }
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  const sockets = openSockets(app.getHttpServer(), schema, server, options.sessionCheckMs);
  const stopListening = server.onSessionClosed((id) => sockets.closeSession(id));
  const stopWatching = server.onSessionsChanged(() => void sockets.checkSessions());
  await app.listen(options.port, options.host);
  return {
    url: await app.getUrl(),
    routes,
    close: async () => {
      stopListening();
      stopWatching();
      await sockets.close();
      await app.close();
    },
  };
}

/** A number of proxies counts them from the product outwards; this Fastify knows addresses only. */
const trustedProxies = (trust: HttpConfiguration['trustProxy']) =>
  typeof trust === 'number' ? (_address: string, hop: number): boolean => hop < trust : trust;

/** Built files for ever, the page itself never from a cache; every other path is the page. */
async function serveWeb(app: NestFastifyApplication, folder: string): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const { default: fastifyStatic } = await import('@fastify/static');
  await app.register(
    fastifyStatic as never,
    {
      root: folder,
      wildcard: false,
      preCompressed: true,
      index: false,
      cacheControl: false,
      setHeaders: (reply: FastifyReply, path: string) =>
        reply.header(
          'cache-control',
          path.startsWith(join(folder, 'assets'))
            ? 'public, max-age=31536000, immutable'
            : 'no-cache',
        ),
    } as never,
  );
  fastify.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    if (/^\/(api|graphql|health)(\/|\?|$)/.test(request.url) || /\.\w+(\?|$)/.test(request.url)) {
      return answerRefusal(reply, 404, refuse('not_found'), languageFor(request));
    }
    return (reply as FastifyReply & { sendFile(name: string): FastifyReply })
      .header('cache-control', 'no-cache')
      .sendFile('index.html');
  });
}

/** The client as built beside this bundle: dist/apps/web. */
export const builtWebFolder = (): string => fileURLToPath(new URL('../web', import.meta.url));
