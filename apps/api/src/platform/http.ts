import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse, type Locale } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import { sentenceOf, translate } from '@consilium/server/platform/texts';
import { isDatabaseAway, retryAfterSeconds } from './faults.plugin';
import { languageOf, organisationHeader, requestContext, sessionCookie } from './request';

/** Its presence proves a script of this very page: other sites cannot send it without permission. */
export const csrfHeader = 'x-consilium-csrf';

/** Paths that need to know who asks. */
const isForPeople = (url: string): boolean => /^\/(graphql|api)(\/|\?|$)/.test(url);

/** Whether a request, judged by its Origin, comes from the product's own pages. */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string,
): boolean {
  if (origin === undefined) return true;
  if (origin === new URL(publicUrl).origin) return true;
  try {
    return host !== undefined && new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** Everything that happens to a request before its handler: headers, origin, session. */
export async function prepareHttp(fastify: FastifyInstance, server: Server): Promise<void> {
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
          connectSrc: ["'self'", 'ws:', 'wss:'],
          frameAncestors: ["'none'"],
          upgradeInsecureRequests: null,
        },
      },
      strictTransportSecurity: server.configuration.http.publicUrl.startsWith('https:'),
    } as never,
  );

  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('x-correlation-id', request.id);
    if (!isForPeople(request.url)) return;
    const language = request.headers['accept-language'];
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    const { origin, host } = request.headers;
    if (
      writes &&
      (request.headers[csrfHeader] === undefined ||
        !isOwnOrigin(origin, host, server.configuration.http.publicUrl))
    ) {
      return refuseRequest(
        reply,
        403,
        'FOREIGN_ORIGIN',
        translate(languageOf(language), 'faults:foreign_origin'),
      );
    }
    try {
      const token = request.cookies[sessionCookie];
      const session = token ? await server.gate.resolve(token) : null;
      const slug = request.headers[organisationHeader];
      request.consilium = requestContext(
        session,
        typeof slug === 'string' ? slug : undefined,
        language,
        request.ip,
        request.id,
      );
    } catch (error) {
      return answerFault(server, request, reply, error);
    }
  });

  fastify.addHook('preValidation', async (request: FastifyRequest, reply: FastifyReply) => {
    if (!/^\/graphql(\?|$)/.test(request.url) || isGraphqlRequest(request)) return;
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

/** The language to answer a request in, whatever is known of it. */
export const languageFor = (request: FastifyRequest): Locale =>
  request.consilium?.locale ?? languageOf(request.headers['accept-language']);

export const refuseMalformed = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  refuseRequest(reply, 400, 'BAD_REQUEST', translate(languageFor(request), 'faults:malformed'));

/**
 * Answers a request that failed unexpectedly: logged with the correlation id, which the answer
 * repeats and which is all that it tells. An unreachable database is a 503 with a time to come back.
 */
export function answerFault(
  server: Pick<Server, 'logger'>,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  server.logger.error({ err: error, correlationId: request.id }, 'a request failed');
  const away = isDatabaseAway(error);
  if (away) reply.header('retry-after', String(retryAfterSeconds));
  const kind = away ? 'unavailable' : 'internal';
  return refuseRequest(
    reply,
    away ? 503 : 500,
    kind.toUpperCase(),
    translate(languageFor(request), `faults:${kind}`, { id: request.id }),
    request.id,
  );
}

/** Answers in the shape of a GraphQL error, so that clients have one way to read refusals. */
export const refuseRequest = (
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
  correlationId?: string,
): FastifyReply =>
  reply.code(status).send({
    errors: [{ message, extensions: { code, ...(correlationId ? { correlationId } : {}) } }],
  });

/** For REST handlers: the actor, or an answer already sent. */
export function actorOrRefuse(request: FastifyRequest, reply: FastifyReply) {
  const context = request.consilium;
  const locale = languageFor(request);
  if (!context?.session) {
    refuseRequest(reply, 401, 'NOT_SIGNED_IN', sentenceOf(refuse('not_signed_in'), locale));
    return null;
  }
  if (!context.actor) {
    refuseRequest(reply, 404, 'NOT_FOUND', sentenceOf(refuse('not_found'), locale));
    return null;
  }
  return { actor: context.actor, locale };
}

export const newRequestId = (): string => randomUUID();
