import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import { translate } from '@consilium/server/platform/texts';
import { cookieNames, isSecure } from './cookies';
import { isAtThisMachine, OwnNames } from './own-names';
import { accountHeader, languageOf, organisationHeader, requestContext } from './request';
import { SlowBodies, type BodyPatience } from './slow-bodies';
import {
  answerFault,
  answerRefusal,
  languageFor,
  refuseMalformed,
  refuseRequest,
} from './http-refusals';

/** Its presence proves a script of this very page: other sites cannot send it without permission. */
export const csrfHeader = 'x-consilium-csrf';

/**
 * The route that will answer; where none does, the path as it was written. One path has many spellings
 * (`/%67raphql`, a whole address), and the router reads them all: what keeps strangers out must look at
 * what it found.
 */
const routeOf = ({ routeOptions, url }: FastifyRequest): string =>
  routeOptions.url ?? url.replace(/\?.*$/s, '');

/** Routes that need to know who asks. */
const isForPeople = (route: string): boolean => /^\/(graphql|api)(\/|$)/.test(route);

/** Says that a process runs and serves, up or down, under whatever name it is asked. */
const isHealth = (route: string): boolean => /^\/health\/(live|ready)$/.test(route);

const isUpload = (route: string): boolean => route === '/api/files';

export interface BodyPatiences {
  readonly operation: BodyPatience;
  readonly upload: BodyPatience;
}

/** An operation is half a megabyte at most, a file twenty-five. */
const usualPatience: BodyPatiences = {
  operation: { wholeMs: 30_000, idleMs: 15_000 },
  upload: { wholeMs: 600_000, idleMs: 30_000 },
};

/** Everything that happens to a request before its handler: headers, name, origin, session. */
export async function prepareHttp(
  fastify: FastifyInstance,
  server: Server,
  patience: BodyPatiences = usualPatience,
): Promise<void> {
  const { demo, http } = server.configuration;
  const { publicUrl } = http;
  const names = new OwnNames(http);
  const cookies = cookieNames(publicUrl);
  const slowBodies = new SlowBodies();
  fastify.addHook('onClose', async () => slowBodies.close());
  await fastify.register(cookie as never);
  await fastify.register(
    helmet as never,
    {
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          // Mantine sets its variables in style elements.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          // Older browsers do not count sockets of this very host to 'self'.
          connectSrc: ["'self'", ({ headers }: IncomingMessage) => names.socketOf(headers.host)],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
          upgradeInsecureRequests: null,
        },
      },
      strictTransportSecurity: isSecure(publicUrl),
    } as never,
  );

  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('x-correlation-id', request.id);
    const language = request.headers['accept-language'];
    const route = routeOf(request);
    if (!isHealth(route) && !names.isOwnHost(request.headers.host)) {
      const sentence = translate(languageOf(language), 'faults:unknown_name');
      return refuseRequest(reply, 421, 'UNKNOWN_NAME', sentence);
    }
    // In the demo everybody is anybody: whoever comes through something that passes requests on is not
    // who plays with it.
    if (demo && !isHealth(route) && !isAtThisMachine(request.raw)) {
      const sentence = translate(languageOf(language), 'faults:demo_elsewhere');
      return refuseRequest(reply, 403, 'DEMO_ELSEWHERE', sentence);
    }
    if (!isForPeople(route)) return;
    reply.header('cache-control', 'no-store');
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    const { origin, host } = request.headers;
    if (writes && (request.headers[csrfHeader] === undefined || !names.isOwnOrigin(origin, host))) {
      return refuseRequest(
        reply,
        403,
        'FOREIGN_ORIGIN',
        translate(languageOf(language), 'faults:foreign_origin'),
      );
    }
    try {
      const token = request.cookies[cookies.session];
      const session = token ? await server.gate.resolve(token) : null;
      const speaksFor = request.headers[accountHeader];
      if (session && typeof speaksFor === 'string' && speaksFor !== session.accountId) {
        return answerRefusal(reply, 403, refuse('other_session'), languageOf(language));
      }
      const slug = request.headers[organisationHeader];
      request.consilium = requestContext(
        session,
        typeof slug === 'string' ? slug : undefined,
        language,
        request.ip,
        request.id,
      );
      if (writes) {
        const kind = isUpload(route) ? patience.upload : patience.operation;
        slowBodies.watch(request, reply, kind);
      }
    } catch (error) {
      return answerFault(server, request, reply, error);
    }
  });

  fastify.addHook('onResponse', async (request: FastifyRequest) => slowBodies.arrived(request));
  fastify.addHook('preValidation', async (request: FastifyRequest, reply: FastifyReply) => {
    const route = routeOf(request);
    if (!isUpload(route)) slowBodies.arrived(request);
    if (route !== '/graphql' || isGraphqlRequest(request)) return;
    return refuseMalformed(request, reply);
  });
}

/** One operation as our clients send them: a POST of JSON. Anything else is refused before it is read. */
function isGraphqlRequest({ method, headers, body }: FastifyRequest): boolean {
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (method !== 'POST' || !headers['content-type']?.startsWith('application/json')) return false;
  if (!isRecord(body) || typeof body['query'] !== 'string') return false;
  const { variables = null, operationName = null } = body;
  return (
    (variables === null || isRecord(variables)) &&
    (operationName === null || typeof operationName === 'string')
  );
}

/** For REST handlers: the actor, or an answer already sent. */
export function actorOrRefuse(request: FastifyRequest, reply: FastifyReply) {
  const context = request.consilium;
  const locale = languageFor(request);
  if (!context?.session) {
    answerRefusal(reply, 401, refuse('not_signed_in'), locale);
    return null;
  }
  if (context.session.mustChange) {
    answerRefusal(reply, 403, refuse('password_change_due'), locale);
    return null;
  }
  if (!context.actor) {
    answerRefusal(reply, 404, refuse('not_found'), locale);
    return null;
  }
  return { actor: context.actor, locale };
}

export const newRequestId = (): string => randomUUID();
