import { v4 } from 'uuid';
import type { Dataset } from './dataset';
import { readOverview, readPart, readPortfolio, saveAnswer } from './documents';
import type { Shot } from './load';

/** What people do most, as the product's client asks for it and as the bare handler gets it. */
export interface Operation {
  readonly name: string;
  /** Makes the shots of each client; called once per run, so that versions continue. */
  product(dataset: Dataset): (client: number) => Shot;
  bare(dataset: Dataset): (client: number) => Shot;
}

const ok = (status: number, body: string): void => {
  if (
    status !== 200 ||
    body.includes('"errors"') ||
    body.includes('"Refused"') ||
    body === 'null'
  ) {
    throw new Error(`an operation of the bench failed (${status}): ${body.slice(0, 300)}`);
  }
};

export const productHeaders = (dataset: Dataset, who: keyof Dataset['tokens']) => ({
  'x-consilium-csrf': '1',
  'x-consilium-organisation': dataset.hospital.slug,
  cookie: `consilium_session=${dataset.tokens[who]}`,
});

const graphql =
  (who: keyof Dataset['tokens'], query: string, variables: (dataset: Dataset) => object) =>
  (dataset: Dataset) => {
    const shot: Shot = {
      path: '/graphql',
      headers: productHeaders(dataset, who),
      body: { query, variables: variables(dataset) },
      check: ok,
    };
    return () => shot;
  };

const plain =
  (path: string, who: keyof Dataset['tokens'], body: (dataset: Dataset) => object) =>
  (dataset: Dataset) => {
    const shot: Shot = {
      path,
      headers: { cookie: `consilium_session=${dataset.tokens[who]}` },
      body: body(dataset),
      check: ok,
    };
    return () => shot;
  };

/** Text questions the clinician leads: each client of a save run has one to itself. */
const writable = (dataset: Dataset) =>
  dataset.hospital.template.questions.filter(
    (question) => question.type.kind === 'text' && question.roles[0] === 'clinician',
  );

/** Saves go to as many different answers as there are clients, in files of their own. */
const save: Operation = {
  name: 'save an answer',
  product: (dataset) => {
    const versions = new Map<number, number>();
    const questions = writable(dataset);
    return (client) => {
      const question = questions[client % questions.length]!;
      const site = dataset.sites[1 + Math.floor(client / questions.length)] ?? null;
      return {
        path: '/graphql',
        headers: productHeaders(dataset, 'clinician'),
        body: {
          query: saveAnswer,
          variables: {
            input: {
              operationId: v4(),
              partId: dataset.evaluation.parts[`${question.section}/clinician`],
              questionKey: question.key,
              siteId: site,
              state: 'value',
              comment: '',
              value: `Le délai médian est de ${versions.get(client) ?? 0} heures.`,
              baseVersion: versions.get(client) ?? 0,
            },
          },
        },
        check: (status, body) => {
          ok(status, body);
          const { saveAnswer: saved } = (
            JSON.parse(body) as {
              data: { saveAnswer: { answer?: { version: number }; current?: { version: number } } };
            }
          ).data;
          versions.set(client, (saved.answer ?? saved.current)!.version);
        },
      };
    };
  },
  bare: (dataset) => (client) => ({
    path: '/save',
    headers: { cookie: `consilium_session=${dataset.tokens.clinician}` },
    body: {
      answerId: dataset.bareAnswers[client],
      value: `Le délai médian est de ${client} heures.`,
      baseVersion: dataset.bareVersions.next(client),
      operationId: v4(),
    },
    check: ok,
  }),
};

const openPart: Operation = {
  name: 'open a part',
  product: graphql('clinician', readPart, (dataset) => ({
    id: dataset.evaluation.parts['Q03/clinician'],
  })),
  bare: plain('/part', 'clinician', (dataset) => ({
    partId: dataset.evaluation.parts['Q03/clinician'],
  })),
};

const overview: Operation = {
  name: 'overview',
  product: graphql('coordinator', readOverview, (dataset) => ({ id: dataset.evaluation.id })),
  bare: plain('/overview', 'coordinator', (dataset) => ({ evaluationId: dataset.evaluation.id })),
};

const portfolio: Operation = {
  name: 'portfolio page',
  product: graphql('coordinator', readPortfolio, () => ({ filter: {}, first: 30 })),
  bare: plain('/portfolio', 'coordinator', () => ({})),
};

const wanted = process.env['BENCH_OPERATIONS']?.split(',');

/** All of them, or those named in BENCH_OPERATIONS. */
export const operations: readonly Operation[] = [save, openPart, overview, portfolio].filter(
  ({ name }) => wanted === undefined || wanted.includes(name),
);
