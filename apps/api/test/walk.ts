import { createClient as createSocket } from 'graphql-ws';
import { readXlsx } from 'hucre/xlsx';
import { WebSocket } from 'ws';
import type { ApiClient, TestEvaluation, TestHospital } from '@consilium/testing';
import { listening, namesOf, readingAll } from './documents';

/** What the walk needs to know of the hospital and the file it looks at. */
export interface Ground {
  readonly hospital: TestHospital;
  readonly file: TestEvaluation;
  readonly answerId: string;
  readonly questionKey: string;
  readonly partIds: readonly string[];
  readonly rounds: readonly number[];
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

/** Fields of the schema that the walk does not know of: they are to be added to it. */
export const unknownToTheWalk = (): string[] => [
  ...namesOf('query').filter((name) => !questions[name]),
  ...namesOf('subscription').filter((name) => !watches[name]),
];

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
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)/g, '<instant>')
    .replaceAll(/world-[ab]/g, 'world');
}

/** All that one person can read over HTTP, by surface. */
export async function walk(client: ApiClient, ground: Ground): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  for (const [name, about] of Object.entries(questions)) {
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
  const response = await fetch(
    `${client.url}/api/evaluations/${ground.file.id}/supplier-questions.xlsx?locale=fr`,
    {
      headers: {
        cookie: client.sessionCookie,
        'x-consilium-organisation': ground.hospital.slug,
      },
    },
  );
  seen['supplier-questions.xlsx'] =
    response.status === 200
      ? await cellsOf(Buffer.from(await response.arrayBuffer()))
      : response.status;
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
