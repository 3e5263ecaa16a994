import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FaultCode, Locale, Refusal } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import { sentenceOf, translate } from '@consilium/server/platform/texts';
import { absenceBehind } from './faults.plugin';
import { languageOf } from './request';

/** The language to answer a request in, whatever is known of it. */
export const languageFor = (request: FastifyRequest): Locale =>
  request.consilium?.locale ?? languageOf(request.headers['accept-language']);

export const refuseMalformed = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  refuseRequest(reply, 400, 'BAD_REQUEST', translate(languageFor(request), 'faults:malformed'));

/**
 * Answers a request that failed unexpectedly: logged with the correlation id, which the answer
 * repeats and which is all that it tells. An absent server or a full disk is a 503 with a time to come
 * back.
 */
export function answerFault(
  server: Pick<Server, 'logger'>,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  // Answered already: its body came too slowly, and what failed is only the reading of it.
  if (reply.sent) return reply;
  server.logger.error({ err: error, correlationId: request.id }, 'a request failed');
  const absence = absenceBehind(error);
  if (absence) reply.header('retry-after', String(absence.retryAfter));
  return refuseRequest(
    reply,
    absence ? 503 : 500,
    absence?.code ?? 'INTERNAL',
    translate(languageFor(request), `faults:${absence?.sentence ?? 'internal'}`, {
      id: request.id,
    }),
    request.id,
  );
}

/** The shape of a GraphQL error, so that clients have one way to read refusals. */
const answer = (
  reply: FastifyReply,
  status: number,
  message: string,
  extensions: Readonly<Record<string, unknown>>,
): FastifyReply => reply.code(status).send({ errors: [{ message, extensions }] });

/** Answers a request that is none, or could not be served. */
export const refuseRequest = (
  reply: FastifyReply,
  status: number,
  code: FaultCode,
  message: string,
  correlationId?: string,
): FastifyReply =>
  answer(reply, status, message, { code, ...(correlationId ? { correlationId } : {}) });

/** A refusal where no result type can carry it, with what its sentence says. */
export const answerRefusal = (
  reply: FastifyReply,
  status: number,
  refusal: Refusal,
  locale: Locale,
): FastifyReply =>
  answer(reply, status, sentenceOf(refusal, locale), {
    code: refusal.code.toUpperCase(),
    ...(refusal.details ? { details: refusal.details } : {}),
  });
