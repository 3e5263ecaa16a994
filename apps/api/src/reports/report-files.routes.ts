import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal, type Id, type Refusal } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { Actor, Outcome } from '@consilium/server/platform/database';
import { SealBroken } from '@consilium/server/platform/seals';
import type { OpenedReport } from '@consilium/server/reports';
import { attachment, downloadPolicy } from '../platform/content-disposition';
import { actorOrRefuse } from '../platform/http';
import { answerFault, answerRefusal } from '../platform/http-refusals';
import { inOrganisation } from '../platform/request';

const statuses: Partial<Record<Refusal['code'], number>> = {
  not_found: 404,
  recused: 403,
  not_permitted: 403,
  report_not_ready: 409,
  report_not_divisible: 403,
  seal_broken: 409,
};

interface Asked {
  Params: { id: string };
  Querystring: { organisation?: string };
}

/**
 * `GET /api/reports/:id.pdf` gives a report as a download, `.json` what it was made from as far as its
 * readers may read. A link carries no header, so the organisation may stand in the address.
 */
export function registerReportRoutes(fastify: FastifyInstance, server: Server): void {
  const give = (
    extension: 'pdf' | 'json',
    mediaType: string,
    open: (actor: Actor, id: Id) => Promise<Outcome<OpenedReport>>,
  ): void => {
    fastify.get<Asked>(`/api/reports/:id.${extension}`, async (request, reply) => {
      inOrganisation(request as FastifyRequest);
      const asked = actorOrRefuse(request as FastifyRequest, reply);
      if (!asked) return reply;
      const { actor, locale } = asked;
      const refused = (refusal: Refusal): FastifyReply =>
        answerRefusal(reply, statuses[refusal.code] ?? 400, refusal, locale);
      try {
        const report = await open(actor, request.params.id);
        if (isRefusal(report)) return refused(report);
        return await reply
          .header('content-type', mediaType)
          .header('content-length', report.bytes.length)
          .header('content-disposition', attachment(report.name))
          .header('content-security-policy', downloadPolicy)
          .header('x-content-type-options', 'nosniff')
          .header('cache-control', 'private, no-store')
          .send(report.bytes);
      } catch (error) {
        if (error instanceof SealBroken) {
          server.logger.error({ err: error, reportId: request.params.id }, 'a seal is broken');
          return refused(error.refusal);
        }
        return answerFault(server, request as FastifyRequest, reply, error);
      }
    });
  };
  const { reports } = server;
  give('pdf', 'application/pdf', (actor, id) => reports.openReport(actor, id));
  give('json', 'application/json; charset=utf-8', (actor, id) => reports.exportReport(actor, id));
}
