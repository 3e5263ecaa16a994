import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import cookies from '@fastify/cookie';
import {
  execute,
  NoSchemaIntrospectionCustomRule,
  subscribe,
  specifiedRules,
  validate,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { v7 } from 'uuid';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Id } from '@consilium/domain/kernel';
import type { Session } from '@consilium/server/access';
import type { Server } from '@consilium/server/composition';
import { boundingRules } from './query-bounds';
import { faultForClient, logFault } from './faults.plugin';
import { cookieNames } from './cookies';
import { isAtThisMachine, OwnNames } from './own-names';
import { requestContext, type RequestContext } from './request';
import { SocketBounds, tooManySubscriptions, type BoundedSocket } from './socket-bounds';

/** Tells a client that its session ended; it signs in again. */
const sessionEnded = 4403;

/** Tells a client to open its connection again and to read anew; other codes for faults end it for good. */
const tryAgainLater = 1013;

/** Tells a client that asks for more than a person's pages do; it does not come back by itself. */
const tooMuch = 4429;

/** A session that ran out tells nobody, and the message that one was ended can be lost. */
const defaultCheckMs = 30_000;

/** What the connection carries from its opening on. */
type Connection = Extra & { consilium?: RequestContext; bounded?: BoundedSocket };

/** The sockets of one session, and how to ask whether it still stands. */
interface OpenSession {
  readonly token: string;
  /** What the person may do where, as the sockets were opened with. */
  readonly memberships: string;
  readonly sockets: Set<WebSocket>;
}

/** Memberships with their functions, to be compared. */
const membershipsOf = (session: Session): string =>
  JSON.stringify(session.memberships.map(({ memberId, functions }) => [memberId, functions]));

type Events = AsyncIterableIterator<ExecutionResult, void, void>;

/** The same events; when reading them fails, `failed` is told and they end. */
const heeded = (events: Events, failed: (error: unknown) => void): Events => {
  const over = { done: true, value: undefined } as const;
  const own: Events = {
    next: () =>
      events.next().catch((error: unknown) => {
        failed(error);
        return over;
      }),
    return: () => events.return?.() ?? Promise.resolve(over),
    [Symbol.asyncIterator]: () => own,
  };
  return own;
};

const isAsyncIterable = (result: Events | ExecutionResult): result is Events =>
  Symbol.asyncIterator in result;

/**
 * Subscriptions over graphql-ws. The origin is checked at the upgrade, the session when the
 * connection opens and every half minute from then on; ending a session closes its sockets.
 */
export function openSockets(
  http: HttpServer,
  schema: GraphQLSchema,
  server: Server,
  checkMs = defaultCheckMs,
): {
  closeSession(sessionId: Id): void;
  /** Looks at all sessions again; who may do something else by now opens her sockets anew. */
  checkSessions(): Promise<void>;
  close(): Promise<void>;
} {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const bySession = new Map<Id, OpenSession>();
  const bounds = new SocketBounds();
  const { demo, http: ways, introspection } = server.configuration;
  const names = new OwnNames(ways);
  const cookie = cookieNames(ways.publicUrl).session;
  const rules = [
    ...specifiedRules,
    ...boundingRules,
    ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];

  const closeSession = (sessionId: Id): void => {
    for (const socket of bySession.get(sessionId)?.sockets ?? [])
      socket.close(sessionEnded, 'session ended');
  };
  const checkSessions = async (): Promise<void> => {
    for (const [id, { token, memberships, sockets: open }] of bySession) {
      // A database that is away ends nobody's session.
      const still = await server.gate.resolve(token, 'looking').catch(() => undefined);
      if (still === null) closeSession(id);
      else if (still && membershipsOf(still) !== memberships) {
        for (const socket of open) socket.close(tryAgainLater, 'memberships changed');
      }
    }
  };
  const checking = setInterval(() => void checkSessions(), checkMs);
  checking.unref();

  const fail = (extra: Partial<Connection>, error: unknown): void => {
    const correlationId = extra.consilium?.correlationId;
    server.logger.error({ err: error, correlationId }, 'a live connection failed');
    (extra as Connection).socket.close(tryAgainLater, 'try again later');
  };

  const told = (
    context: { extra: Partial<Connection> },
    errors: readonly GraphQLError[],
  ): GraphQLFormattedError[] => {
    const request = context.extra.consilium;
    if (!request) return [];
    for (const error of errors) logFault(server.logger, error, request);
    return errors.map((error) => {
      const { absence: _absence, ...fault } = faultForClient(error, request);
      return fault;
    });
  };

  const disposable = useServer<Record<string, unknown>, Partial<Connection>>(
    {
      schema,
      execute,
      subscribe: async (args) => {
        const events = await subscribe(args);
        const { connection } = args.contextValue as { connection: Connection };
        return isAsyncIterable(events)
          ? heeded(events, (error) => fail(connection, error))
          : events;
      },
      validate: (given, document) => validate(given, document, rules),
      onConnect: async (context) => {
        const extra = context.extra as Connection;
        const incoming = extra.request;
        const token = cookies.parse(incoming.headers.cookie ?? '')[cookie];
        const session = await (token ? server.gate.resolve(token) : null)?.catch((error: unknown) =>
          fail(extra, error),
        );
        if (!token || !session) return false;
        const slug = context.connectionParams?.['organisation'];
        const socket = extra.socket as WebSocket;
        const bounded = bounds.open(session.id, session.accountId);
        if (!bounded) {
          socket.close(tooMuch, 'too many connections');
          return false;
        }
        extra.bounded = bounded;
        socket.on('message', () => {
          if (!bounded.hears()) socket.close(tooMuch, 'too many messages');
        });
        const open = bySession.get(session.id) ?? {
          token,
          memberships: membershipsOf(session),
          sockets: new Set(),
        };
        open.sockets.add(socket);
        bySession.set(session.id, open);
        socket.once('close', () => {
          bounded.close();
          open.sockets.delete(socket);
          if (open.sockets.size === 0) bySession.delete(session.id);
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
        connection: context.extra,
      }),
      onSubscribe: (context, id) => {
        const { bounded, consilium } = context.extra;
        if (bounded?.subscribe(id) !== false) return;
        return [tooManySubscriptions(consilium?.locale)];
      },
      onComplete: (context, id) => context.extra.bounded?.unsubscribe(id),
      onNext: (context, _id, _payload, _args, result) =>
        result.errors
          ? ({ ...result, errors: told(context, result.errors) } as FormattedExecutionResult)
          : undefined,
      onError: (context, _id, _payload, errors) => told(context, errors),
    },
    sockets,
  );

  const refusalOf = (request: IncomingMessage): string | null => {
    const { origin, host } = request.headers;
    if (!names.isOwnHost(host)) return '421 Misdirected Request';
    if (!names.isOwnOrigin(origin, host) || (demo && !isAtThisMachine(request)))
      return '403 Forbidden';
    return request.url?.startsWith('/graphql') ? null : '404 Not Found';
  };
  const upgrade = (request: IncomingMessage, socket: Socket, head: Buffer): void => {
    const refusal = refusalOf(request);
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) =>
      sockets.emit('connection', opened, request),
    );
  };
  http.on('upgrade', upgrade);

  return {
    closeSession,
    checkSessions,
    close: async () => {
      clearInterval(checking);
      http.off('upgrade', upgrade);
      await disposable.dispose();
    },
  };
}
