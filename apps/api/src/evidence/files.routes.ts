import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { maxFileBytes } from '@consilium/domain/evidence';
import { isRefusal, refuse, type Locale, type Refusal } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import { actorOrRefuse } from '../platform/http';
import { answerFault, answerRefusal } from '../platform/http-refusals';
import { inOrganisation } from '../platform/request';
import { attachment, downloadPolicy } from '../platform/content-disposition';

/** The one body these routes read; browsers never send it from a form. */
const bytesType = 'application/octet-stream';

const statuses: Partial<Record<Refusal['code'], number>> = {
  not_found: 404,
  not_permitted: 403,
  document_purged: 410,
  file_too_large: 413,
  upload_quota_person: 429,
  upload_quota_organisation: 429,
  uploads_at_once: 429,
  file_type_refused: 415,
  file_disguised: 415,
};

const refuseWith = (reply: FastifyReply, refusal: Refusal, locale: Locale): FastifyReply =>
  answerRefusal(reply, statuses[refusal.code] ?? 400, refusal, locale);

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** What is still read of a refused upload, so that the sender hears why: 100 MB, 20 seconds. */
const patience = { bytes: 100_000_000, ms: 20_000 };

/**
 * Reads the rest of a body and forgets it: a browser that is still sending does not listen. Whoever
 * sends more than a mistake explains is cut off.
 */
async function readOut(reply: FastifyReply, body: IncomingMessage): Promise<void> {
  if (body.readableEnded || body.destroyed) return;
  const left = await new Promise<boolean>((resolve) => {
    let bytes = 0;
    const timer = setTimeout(() => resolve(true), patience.ms);
    const finished = (more: boolean): void => {
      clearTimeout(timer);
      resolve(more);
    };
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > patience.bytes) finished(true);
    });
    body.once('end', () => finished(false));
    body.once('error', () => finished(true));
    body.once('close', () => finished(true));
    body.resume();
  });
  if (left) reply.header('connection', 'close');
}

/** The name as it was before it was made fit for a header, or null when it cannot be read. */
function decoded(name: string | undefined): string | null {
  try {
    return name === undefined ? null : decodeURIComponent(name);
  } catch {
    return null;
  }
}

function announcedSize(request: FastifyRequest): number | null {
  const length = Number(request.headers['content-length']);
  return request.headers['content-length'] !== undefined && Number.isSafeInteger(length)
    ? length
    : null;
}

/**
 * Files in and out, outside GraphQL: `POST /api/files` takes the bytes as they are, with the name
 * URI-encoded in `x-file-name`; `GET /api/files/:id` gives them back as a download, never to be shown
 * in place. The origin and session checks of every request to the API stand before both.
 */
export function registerFileRoutes(fastify: FastifyInstance, server: Server): void {
  fastify.addContentTypeParser(bytesType, (_request, payload, done) => done(null, payload));

  fastify.post(
    '/api/files',
    // Fastify's own limit would answer without a sentence; the service counts the bytes itself.
    { bodyLimit: maxFileBytes + 1 },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const asked = actorOrRefuse(request, reply);
      if (!asked) return reply;
      const { actor, locale } = asked;
      const name = decoded(headerOf(request, 'x-file-name'));
      if (name === null || !request.headers['content-type']?.startsWith(bytesType)) {
        return refuseWith(
          reply,
          refuse(name === null ? 'file_name_wrong' : 'invalid_input'),
          locale,
        );
      }
      const body = request.body as IncomingMessage;
      try {
        const uploaded = await server.files.uploadFile(actor, {
          operationId: headerOf(request, 'x-operation-id'),
          name,
          announced: announcedSize(request),
          bytes: body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
        });
        if (!isRefusal(uploaded)) return await reply.code(201).send(uploaded);
        await readOut(reply, body);
        return refuseWith(reply, uploaded, locale);
      } catch (error) {
        return answerFault(server, request, reply, error);
      }
    },
  );

  fastify.get<{ Params: { id: string }; Querystring: { organisation?: string } }>(
    '/api/files/:id',
    async (request, reply) => {
      inOrganisation(request as FastifyRequest);
      const asked = actorOrRefuse(request as FastifyRequest, reply);
      if (!asked) return reply;
      try {
        const file = await server.files.openFile(asked.actor, request.params.id);
        if (isRefusal(file)) return refuseWith(reply, file, asked.locale);
        return await reply
          .header('content-type', file.mediaType)
          .header('content-length', file.size)
          .header('content-disposition', attachment(file.name))
          .header('content-security-policy', downloadPolicy)
          .header('x-content-type-options', 'nosniff')
          .header('cache-control', 'private, no-store')
          .send(file.bytes);
      } catch (error) {
        return answerFault(server, request as FastifyRequest, reply, error);
      }
    },
  );
}
