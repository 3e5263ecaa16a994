import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isRefusal, type Refusal } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import { sentenceOf } from '@consilium/server/platform/texts';
import { attachment } from '../platform/content-disposition';
import { actorOrRefuse, answerFault, refuseRequest } from '../platform/http';
import { inOrganisation } from '../platform/request';

const statuses: Partial<Record<Refusal['code'], number>> = {
  not_found: 404,
  recused: 403,
  not_permitted: 403,
  report_not_ready: 409,
};

/**
 * `GET /api/reports/:id.pdf` gives a report as a download. A link carries no header, so the
 * organisation may stand in the address.
 */
export function registerReportRoutes(fastify: FastifyInstance, server: Server): void {
  fastify.get<{ Params: { id: string }; Querystring: { organisation?: string } }>(
    '/api/reports/:id.pdf',
    async (request, reply) => {
      inOrganisation(request as FastifyRequest);
      const asked = actorOrRefuse(request as FastifyRequest, reply);
      if (!asked) return reply;
      const { actor, locale } = asked;
      try {
        const report = await server.reports.openReport(actor, request.params.id);
        if (isRefusal(report)) {
          const status = statuses[report.code] ?? 400;
          const sentence = sentenceOf(report, locale);
          return refuseRequest(reply, status, report.code.toUpperCase(), sentence);
        }
        return await reply
          .header('content-type', 'application/pdf')
          .header('content-length', report.size)
          .header('content-disposition', attachment(report.name))
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('x-content-type-options', 'nosniff')
          .header('cache-control', 'private, no-store')
          .send(report.bytes);
      } catch (error) {
        return answerFault(server, request as FastifyRequest, reply, error);
      }
    },
  );
}
