import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { decideInOrganisation } from '@consilium/domain/access';
import { refuse } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import { actorOrRefuse } from '../platform/http';
import { answerRefusal } from '../platform/http-refusals';
import { SERVER } from '../platform/tokens';

const hash = /^[0-9a-f]{64}$/;

/**
 * Template documents by their hash, published ones and the product's own: immutable, so a browser asks
 * for each once. The exact bytes that were hashed are sent.
 */
@Controller('api/templates')
export class TemplatesController {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Get(':contentHash')
  async document(
    @Param('contentHash') contentHash: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const known = actorOrRefuse(request, reply);
    if (!known) return;
    const { actor, locale } = known;
    const denied = decideInOrganisation('template.see', actor);
    const text =
      denied || !hash.test(contentHash)
        ? null
        : await this.server.unitOfWork.read(actor, (tx) =>
            this.server.templateVersions.textOf(tx, contentHash),
          );
    if (text === null) {
      answerRefusal(reply, 404, refuse('not_found'), locale);
      return;
    }
    reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('vary', 'cookie, x-consilium-organisation')
      .send(text);
  }
}
