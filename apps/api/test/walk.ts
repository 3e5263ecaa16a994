import { createClient as createSocket } from 'graphql-ws';
import { readXlsx } from 'hucre/xlsx';
import { WebSocket } from 'ws';
import type { ApiClient, TestEvaluation, TestHospital } from '@consilium/testing';
import { fieldsOfQueries, listening, namesOf, readingAll } from './documents';

/** What the walk needs to know of the hospital and the file it looks at. */
export interface Ground {
  readonly hospital: TestHospital;
  readonly file: TestEvaluation;
  readonly answerId: string;
  readonly questionKey: string;
  readonly partIds: readonly string[];
  readonly rounds: readonly number[];
  /** Ids of all stored files and of all reports there are: whoever asks is given hers alone. */
  files(): Promise<string[]>;
  reports(): Promise<string[]>;
}

type Variables = Record<string, unknown>;

/** Every query of the schema, with all that is worth asking it about one file. */
const questions: Record<string, (ground: Ground) => Variables[]> = {
  answer: ({ answerId }) => [{ id: answerId }],
  answerHistory: ({ answerId }) => [{ answerId }],
  answeringPage: ({ file }) => [{ evaluationId: file.id }],
  committee: ({ hospital }) => [{ id: hospital.committeeId }],
  committees: () => [{}],
  consensus: ({ file }) => [{ evaluationId: file.id }],
  decisionPage: ({ file }) => [{ evaluationId: file.id }],
  declarations: ({ file }) => [{ evaluationId: file.id }],
  waitingAssessments: ({ file }) => [{ evaluationId: file.id }],
  devices: () => [{}],
  evaluation: ({ file }) => [{ id: file.id }],
  evaluationFrame: ({ file }) => [{ id: file.id }],
  evaluationOverview: ({ file }) => [{ id: file.id }],
  evaluations: () => [{}, { text: 'test' }, { phase: ['rating'] }],
  evidence: ({ file, questionKey }) => [
    { evaluationId: file.id },
    { evaluationId: file.id, questionKey },
  ],
  evidenceCounts: ({ file }) => [{ evaluationId: file.id }],
  fileToStaff: ({ file }) => [{ evaluationId: file.id }],
  filesToStaff: () => [{}],
  inbox: () => [{ first: 100 }, { first: 100, unreadOnly: true, locale: 'en' }],
  invitation: () => [{ token: 'x'.repeat(43) }],
  invitations: () => [{}],
  withoutHolder: ({ file }) => [{}, { evaluationId: file.id }],
  leaving: ({ hospital }) => [{ memberId: hospital.members.clinician }],
  libraryDocuments: ({ file }) => [{ evaluationId: file.id }],
  libraryTemplate: () => [{}],
  mailHealth: () => [{}],
  mailbox: () => [{ first: 100 }],
  organisation: () => [{}],
  part: ({ partIds }) => partIds.map((id) => ({ id })),
  people: () => [{ includeInactive: true }],
  portfolio: () => [{}, { filter: { text: 'test' } }],
  ratingSheet: ({ file, rounds }) => rounds.map((number) => ({ evaluationId: file.id, number })),
  reports: ({ file }) => [{ evaluationId: file.id }],
  resetLink: () => [{ token: 'x'.repeat(43) }],
  securityLog: () => [{ filter: {} }],
  sessions: () => [{}],
  signInPage: () => [{}],
  specialties: () => [{}],
  uploadAllowance: () => [{}],
  supplierQuestions: ({ file }) => [{ evaluationId: file.id }],
  templateOfFile: ({ file }) => [{ evaluationId: file.id }],
  templateVersion: () => [{ contentHash: '0'.repeat(64) }],
  templateVersions: () => [{}],
  threadCounts: ({ file }) => [{ evaluationId: file.id }],
  threads: ({ file, questionKey }) => [
    { evaluationId: file.id },
    { evaluationId: file.id, anchor: { kind: 'question', id: questionKey } },
  ],
  unreadCount: () => [{}],
  viewer: () => [{}],
  whatWaits: () => [{}],
};

/** Every subscription of the schema. */
const watches: Record<string, (ground: Ground) => Variables> = {
  answerChanged: ({ file }) => ({ evaluationId: file.id }),
  decisionChanged: ({ file }) => ({ evaluationId: file.id }),
  discussionChanged: ({ file }) => ({ evaluationId: file.id }),
  evidenceChanged: ({ file }) => ({ evaluationId: file.id }),
  filesChanged: () => ({}),
  inboxChanged: () => ({}),
  reportProgress: ({ file }) => ({ evaluationId: file.id }),
  roundsChanged: ({ file }) => ({ evaluationId: file.id }),
  // The last to be asked for: once it is heard, so are the others.
  evaluationChanged: ({ file }) => ({ evaluationId: file.id }),
};

/** Every way to read over HTTP besides GraphQL, with all that is worth asking it about one file. */
const downloads: Record<string, (ground: Ground) => string[] | Promise<string[]>> = {
  'GET /api/evaluations/:id/supplier-questions.xlsx': ({ file }) => [
    `/api/evaluations/${file.id}/supplier-questions.xlsx?locale=fr`,
  ],
  'GET /api/files/:id': ({ files }) => files().then((ids) => ids.map((id) => `/api/files/${id}`)),
  'GET /api/reports/:id.json': ({ reports }) =>
    reports().then((ids) => ids.map((id) => `/api/reports/${id}.json`)),
  'GET /api/reports/:id.pdf': ({ reports }) =>
    reports().then((ids) => ids.map((id) => `/api/reports/${id}.pdf`)),
  'GET /api/security-log.csv': () => ['/api/security-log.csv'],
  'GET /api/templates/:contentHash': () => [`/api/templates/${'0'.repeat(64)}`],
  // Up or down, and nothing of anybody.
  'GET /health/live': () => [],
  'GET /health/ready': () => [],
};

/** Served, and nothing is read there: GraphQL is walked field by field, uploads only take. */
const notRead = ['GET /graphql', 'POST /graphql', 'OPTIONS /graphql', 'POST /api/files'];

/**
 * What the walk does not know of: it is to be added to it. Fields are walked because they are in the
 * schema; one that needs an argument, or stands in a type inside itself, is asked for by nobody and
 * comes up here, as does every new query, subscription and route.
 */
export function unknownToTheWalk(routes: readonly string[]): string[] {
  const { all, asked } = fieldsOfQueries();
  return [
    ...namesOf('query').filter((name) => !questions[name]),
    ...namesOf('subscription').filter((name) => !watches[name]),
    ...[...all].filter((field) => !asked.has(field)),
    ...routes.filter(
      (route) => !route.startsWith('HEAD ') && !downloads[route] && !notRead.includes(route),
    ),
  ];
}

/**
 * The same wherever the same happened: identifiers by their order, instants as such, the hospital by
 * one name.
 */
export function normalised(dump: unknown): string {
  const known = new Map<string, string>();
  return JSON.stringify(dump, null, 1)
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      const name = known.get(id) ?? `#${known.size + 1}`;
      known.set(id, name);
      return name;
    })
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)/g, '<instant>')
    .replaceAll(/world-[ab]/g, 'world');
}

/** All that one person can read over HTTP, by surface; of `only` these queries where they are named. */
export async function walk(
  client: ApiClient,
  ground: Ground,
  only?: readonly string[],
): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  for (const [name, about] of Object.entries(questions)) {
    if (only && !only.includes(name)) continue;
    const answers = [];
    for (const variables of about(ground)) {
      const { data, errors } = await client.send(readingAll(name), variables);
      const codes = errors?.map(({ extensions }) => extensions['code']);
      if (codes?.some((code) => /COST|VALIDATION|USER_INPUT|INTERNAL/.test(String(code)))) {
        throw new Error(`${name}: ${JSON.stringify(errors)}`);
      }
      answers.push({ data, codes });
    }
    seen[name] = answers;
  }
  for (const [route, about] of only ? [] : Object.entries(downloads)) {
    const answers = [];
    for (const path of await about(ground)) {
      const response = await fetch(`${client.url}${path}`, {
        headers: {
          cookie: client.sessionCookie,
          'x-consilium-organisation': ground.hospital.slug,
        },
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      // What is kept from the reader answers as what is not there.
      if (response.status === 404) continue;
      const shown =
        response.status !== 200 ? '' : bytes.toString(path.endsWith('.pdf') ? 'base64' : 'utf8');
      answers.push([
        response.status,
        path.includes('.xlsx') && shown ? await cellsOf(bytes) : shown,
      ]);
    }
    seen[route] = answers;
  }
  return seen;
}

const cellsOf = async (workbook: Buffer): Promise<unknown[]> =>
  (await readXlsx(workbook)).sheets.flatMap(({ rows }) => rows);

/** Everything that one person is told live, as the set of its leaves: messages may be batched. */
export interface Listener {
  readonly heard: Map<string, Set<string>>;
  close(): Promise<void>;
}

const leavesOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) =>
        leavesOf(one, Array.isArray(value) ? `${path}[]` : `${path}.${key}`),
      )
    : [`${path}=${String(value)}`];

/** Listens to every subscription of the schema as one person. */
export function listen(client: ApiClient, ground: Ground): Listener {
  const socket = createSocket({
    url: `${client.url.replace('http', 'ws')}/graphql`,
    connectionParams: { organisation: ground.hospital.slug },
    webSocketImpl: class extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers: { cookie: client.sessionCookie, origin: client.url } });
      }
    },
  });
  const heard = new Map<string, Set<string>>();
  const stops = Object.entries(watches).map(([name, about]) => {
    const leaves = new Set<string>();
    heard.set(name, leaves);
    const note = (message: unknown) => {
      for (const leaf of leavesOf(message)) leaves.add(leaf);
    };
    return socket.subscribe(
      { query: listening(name), variables: about(ground) },
      {
        next: ({ data }) => note(data?.[name]),
        error: (error) => note({ refused: JSON.stringify(error).match(/"code":"(\w+)"/)?.[1] }),
        complete: () => undefined,
      },
    );
  });
  return {
    heard,
    close: async () => {
      for (const stop of stops) stop();
      await socket.dispose();
    },
  };
}
