import type { FastifyInstance } from 'fastify';
import {
  decideInOrganisation,
  securityDetailKey,
  securitySubjectKey,
} from '@consilium/domain/access';
import { instantIn, isLocale, type Locale } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { SecurityLineView } from '@consilium/server/access';
import { memberIdOf } from '@consilium/server/platform/database';
import { translate } from '@consilium/server/platform/texts';
import { attachment, downloadPolicy } from '../platform/content-disposition';
import { actorOrRefuse } from '../platform/http';
import { answerFault, answerRefusal } from '../platform/http-refusals';
import { inOrganisation } from '../platform/request';

/** The number of a file as its readers see it, which is known to the room of files. */
type NumberOf = (reference: string, locale: Locale) => string;

interface Saying {
  /** IANA name of the zone of the organisation, in which instants are given. */
  readonly zone: string;
  words(key: string, values?: Readonly<Record<string, string>>): string;
  numberOf(reference: string): string;
}
type Cell = (line: SecurityLineView, saying: Saying) => string;

/** Columns by the keys of their heads: codes in words, as on the page. */
const columns: Readonly<Record<string, Cell>> = {
  atIn: ({ at }, { zone }) => instantIn(zone, at),
  kind: ({ kind }, { words }) => words(`securityLog.kinds.${kind}`),
  detail: ({ kind, detail }, { words }) => (detail ? words(securityDetailKey(kind, detail)) : ''),
  member: ({ member }) => member ?? '',
  subjectKind: ({ subjectKind }, { words }) =>
    subjectKind ? words(securitySubjectKey(subjectKind)) : '',
  people: ({ people }) => people.join('; '),
  committee: ({ committee }) => committee ?? '',
  file: ({ file }, { numberOf }) => (file ? numberOf(file) : ''),
  subjectId: ({ subjectId }) => subjectId ?? '',
  source: ({ source }) => source ?? '',
};

/** Lines read at once; a year of a large hospital is some hundred of these. */
const batch = 1_000;

/** One cell: quoted, and never taken for a formula by what opens it. */
const cell = (value: string): string =>
  `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

const rowOf = (values: readonly string[]): string => `${values.map(cell).join(',')}\r\n`;

/** `GET /api/security-log.csv` gives administrators the whole log of their organisation, in words. */
export function registerSecurityExport(
  fastify: FastifyInstance,
  server: Server,
  numberOf: NumberOf,
): void {
  fastify.get('/api/security-log.csv', async (request, reply) => {
    inOrganisation(request);
    const asked = actorOrRefuse(request, reply);
    if (!asked) return reply;
    const { actor } = asked;
    const { locale: spoken } = request.query as { locale?: unknown };
    const locale = isLocale(spoken) ? spoken : asked.locale;
    const refusal = decideInOrganisation('security.see', actor);
    if (refusal) {
      server.securityLog.noteRefusal(actor, {
        action: 'security.see',
        target: null,
        evaluationId: null,
      });
      return answerRefusal(reply, 403, refusal, locale);
    }
    try {
      const { timeZone: zone } = await server.unitOfWork.read(actor, (tx) =>
        server.access.organisation.organisation(tx),
      );
      const saying: Saying = {
        zone,
        words: (key, values) => translate(locale, `access:${key}`, values),
        numberOf: (reference) => numberOf(reference, locale),
      };
      const heads = Object.keys(columns).map((column) =>
        saying.words(`securityLog.columns.${column}`, { zone }),
      );
      const parts = ['\uFEFF', rowOf(heads)];
      let after: string | null = null;
      do {
        const page = await server.unitOfWork.read(actor, (tx) =>
          server.securityLog.page(tx, { kinds: null, since: null, until: null, after }, batch),
        );
        parts.push(
          ...page.lines.map((line) =>
            rowOf(Object.values(columns).map((cellOf) => cellOf(line, saying))),
          ),
        );
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
        .header('content-disposition', attachment(`${saying.words('securityLog.fileName')}.csv`))
        .header('content-security-policy', downloadPolicy)
        .header('cache-control', 'private, no-store')
        .send(parts.join(''));
    } catch (error) {
      return answerFault(server, request, reply, error);
    }
  });
}
