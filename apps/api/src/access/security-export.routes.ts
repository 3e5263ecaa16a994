import type { FastifyInstance } from 'fastify';
import { decideInOrganisation } from '@consilium/domain/access';
import type { Server } from '@consilium/server/composition';
import type { SecurityLineView } from '@consilium/server/access';
import { memberIdOf } from '@consilium/server/platform/database';
import { translate } from '@consilium/server/platform/texts';
import { attachment, downloadPolicy } from '../platform/content-disposition';
import { actorOrRefuse } from '../platform/http';
import { answerFault, answerRefusal } from '../platform/http-refusals';
import { inOrganisation } from '../platform/request';

const columns = ['at', 'kind', 'member', 'subjectKind', 'subjectId', 'source', 'detail'] as const;

/** Lines read at once; a year of a large hospital is some hundred of these. */
const batch = 1_000;

/** One cell: quoted, and never taken for a formula by what opens it. */
const cell = (value: string): string =>
  `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

const rowOf = (values: readonly string[]): string => `${values.map(cell).join(',')}\r\n`;

const cellsOf = (line: SecurityLineView): string[] =>
  columns.map((column) => (column === 'at' ? line.at.toISOString() : (line[column] ?? '')));

/** `GET /api/security-log.csv` gives administrators the whole log of their organisation. */
export function registerSecurityExport(fastify: FastifyInstance, server: Server): void {
  fastify.get('/api/security-log.csv', async (request, reply) => {
    inOrganisation(request);
    const asked = actorOrRefuse(request, reply);
    if (!asked) return reply;
    const { actor, locale } = asked;
    const refusal = decideInOrganisation('security.see', actor);
    if (refusal) {
      server.securityLog.noteRefusal(actor, 'security.see', null);
      return answerRefusal(reply, 403, refusal, locale);
    }
    try {
      const parts = [
        '\uFEFF',
        rowOf(columns.map((column) => translate(locale, `access:securityLog.columns.${column}`))),
      ];
      let after: string | null = null;
      do {
        const page = await server.unitOfWork.read(actor, (tx) =>
          server.securityLog.page(tx, { kinds: null, since: null, until: null, after }, batch),
        );
        parts.push(...page.lines.map((line) => rowOf(cellsOf(line))));
        after = page.next;
      } while (after !== null);
      server.securityLog.note({
        kind: 'exported',
        organisationId: actor.organisationId,
        memberId: memberIdOf(actor),
        detail: 'security_log',
      });
      return await reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', attachment('security-log.csv'))
        .header('content-security-policy', downloadPolicy)
        .header('cache-control', 'private, no-store')
        .send(parts.join(''));
    } catch (error) {
      return answerFault(server, request, reply, error);
    }
  });
}
