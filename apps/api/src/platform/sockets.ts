import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import cookies from '@fastify/cookie';
import { execute, subscribe, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { v7 } from 'uuid';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Id } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import { validationRules } from './graphql.module';
import { isOwnOrigin } from './http';
import { requestContext, sessionCookie, type RequestContext } from './request';

/** Tells a client that its session ended; it signs in again. */
const sessionEnded = 4403;

/** What the connection carries from its opening on. */
type Connection = Extra & { consilium?: RequestContext };

/**
 * Subscriptions over graphql-ws. The origin is checked at the upgrade, the session when the
 * connection opens; ending a session closes its sockets.
 */
export function openSockets(
  http: HttpServer,
  schema: GraphQLSchema,
  server: Server,
): { closeSession(sessionId: Id): void; close(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const bySession = new Map<Id, Set<WebSocket>>();

  const disposable = useServer<Record<string, unknown>, Partial<Connection>>(
    {
      schema,
      execute,
      subscribe,
      validate: (given, document) =>
        validate(given, document, [...specifiedRules, ...validationRules]),
      onConnect: async (context) => {
        const extra = context.extra as Connection;
        const incoming = extra.request;
        const token = cookies.parse(incoming.headers.cookie ?? '')[sessionCookie];
        const session = token ? await server.gate.resolve(token) : null;
        if (!session) return false;
        const slug = context.connectionParams?.['organisation'];
        const socket = extra.socket as WebSocket;
        const open = bySession.get(session.id) ?? new Set();
        bySession.set(session.id, open.add(socket));
        socket.once('close', () => {
          open.delete(socket);
          if (open.size === 0) bySession.delete(session.id);
        });
        extra.consilium = requestContext(
          session,
          typeof slug === 'string' ? slug : undefined,
          undefined,
          incoming.socket.remoteAddress ?? '',
          v7(),
        );
        return true;
      },
      context: (context) => ({
        request: context.extra.consilium,
      }),
    },
    sockets,
  );

  const upgrade = (request: IncomingMessage, socket: Socket, head: Buffer): void => {
    const own = isOwnOrigin(
      request.headers.origin,
      request.headers.host,
      server.configuration.http.publicUrl,
    );
    if (!own || !request.url?.startsWith('/graphql')) {
      socket.end(
        `HTTP/1.1 ${own ? '404 Not Found' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`,
      );
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) =>
      sockets.emit('connection', opened, request),
    );
  };
  http.on('upgrade', upgrade);

  return {
    closeSession: (sessionId) => {
      for (const socket of bySession.get(sessionId) ?? [])
        socket.close(sessionEnded, 'session ended');
    },
    close: async () => {
      http.off('upgrade', upgrade);
      await disposable.dispose();
    },
  };
}
