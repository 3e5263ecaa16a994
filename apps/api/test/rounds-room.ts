import { Client } from 'pg';
import {
  ApiClient,
  operationId,
  personas,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import type { Application } from '../src/application';

const refusal = `... on Refused { code message details }`;
export const openRound = `mutation ($input: OpenRoundInput!) {
  openRound(input: $input) { __typename ... on RoundChanged { id number } ${refusal} } }`;
export const castRating = `mutation ($input: CastRatingInput!) {
  castRating(input: $input) { __typename ... on RatingKept { version rated toRate } ${refusal} } }`;
export const movePhase = `mutation ($input: MovePhaseInput!) {
  movePhase(input: $input) { __typename ${refusal} } }`;
const closeRound = `mutation ($input: CloseRoundInput!) {
  closeRound(input: $input) { __typename ... on RoundChanged { id number } ${refusal} } }`;
const sheetQuery = `query ($evaluationId: ID!, $number: Int!) {
  ratingSheet(evaluationId: $evaluationId, number: $number) {
    id state attribution recognisable refusal { code }
    participation { finished invited missing { name left } }
    statements { key section text { fr } digest { facts { question answer { fr } } unknowns { question } objections { text } reserved }
      mine { value abstention comment version toConfirm } before { value } earlier { round result { distribution median class } reason }
      refusal { code } } } }`;
const consensusQuery = `query ($evaluationId: ID!) {
  consensus(evaluationId: $evaluationId) {
    refusal { code } open { number participation { finished invited } }
    rounds { number method results { invited participated statements { statement missing rateAgain
      result { n median class distribution reach withheld professions { profession n median } low { profession ratings } abstained { outsideCompetence } }
      movement { medianBefore medianAfter raised lowered kept } } }
      comments { statement profession text } withheld withoutLinked { statement classBefore classAfter } } } }`;

type Refusable = { __typename: string; code?: string; message?: string };
interface Sheet {
  id: string;
  refusal: { code: string } | null;
  recognisable: boolean;
  participation: {
    finished: number;
    invited: number;
    missing: { name: string; left: number }[];
  } | null;
  statements: {
    key: string;
    section: string;
    digest: {
      facts: { question: string; answer: { fr: string } }[];
      objections: { text: string }[];
    } | null;
    mine: { value: number | null; version: number; comment: string; toConfirm: boolean } | null;
    before: { value: number | null } | null;
    earlier: { round: number; result: { distribution: number[] }; reason: string | null } | null;
    refusal: { code: string } | null;
  }[];
}
interface Results {
  refusal: { code: string } | null;
  rounds: {
    number: number;
    results: {
      invited: number;
      participated: number;
      statements: {
        statement: string;
        missing: number;
        rateAgain: string | null;
        result: {
          n: number;
          median: number | null;
          class: string | null;
          distribution: number[];
          withheld: string[];
          professions: { profession: string; n: number; median: number }[];
          low: { profession: string | null; ratings: number[] }[];
          abstained: { outsideCompetence: number };
        };
        movement: {
          medianBefore: number;
          medianAfter: number;
          raised: number;
          kept: number;
        } | null;
      }[];
    };
    comments: { statement: string; profession: string | null; text: string }[];
    withheld: string[];
    withoutLinked: unknown[];
  }[];
}

export const voters = (Object.keys(personas) as Persona[]).filter((name) => personas[name].votes);

/** Where the requests of a spec go: read anew by each of them. */
interface RoundsGround {
  readonly started: TestServer;
  readonly application: Application;
  readonly chu: TestHospital;
  readonly file: TestEvaluation;
}

/** Rounds, sheets and results as a client asks for them. */
export function roundsRoom(ground: () => RoundsGround) {
  const clients = new Map<string, ApiClient>();

  const as = async (persona: Persona, hospital = ground().chu): Promise<ApiClient> => {
    const email = hospital.emails[persona];
    const known = clients.get(email);
    if (known) return known;
    const client = new ApiClient(ground().application.url, hospital.slug);
    await client.signIn(email, testPassword);
    clients.set(email, client);
    return client;
  };
  const change = async <T = Refusable>(
    persona: Persona,
    query: string,
    input: Record<string, unknown>,
    hospital = ground().chu,
  ): Promise<T & Refusable> => {
    const data = await (
      await as(persona, hospital)
    ).ask<Record<string, T & Refusable>>(query, {
      input: { operationId: operationId(), ...input },
    });
    return Object.values(data)[0]!;
  };
  const open = (persona: Persona = 'coordinator', changes: Record<string, unknown> = {}) =>
    change<{ id: string; number: number }>(persona, openRound, {
      evaluationId: ground().file.id,
      attribution: 'profession',
      ...changes,
    });
  const cast = (
    persona: Persona,
    roundId: string,
    statement: string,
    value: number | null,
    more: Record<string, unknown> = {},
  ) =>
    change<{ version: number; rated: number; toRate: number }>(persona, castRating, {
      roundId,
      statement,
      value,
      baseVersion: 0,
      ...more,
    });
  const close = (roundId: string, reason: string | null = null, persona: Persona = 'chair') =>
    change(persona, closeRound, { roundId, reason });
  const sheet = async (
    persona: Persona,
    number = 1,
    hospital = ground().chu,
  ): Promise<Sheet | null> =>
    (
      await (
        await as(persona, hospital)
      ).ask<{ ratingSheet: Sheet | null }>(sheetQuery, { evaluationId: ground().file.id, number })
    ).ratingSheet;
  const results = async (persona: Persona): Promise<Results> =>
    (
      await (
        await as(persona)
      ).ask<{ consensus: Results }>(consensusQuery, { evaluationId: ground().file.id })
    ).consensus;
  const owner = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => {
    const client = new Client({ connectionString: ground().started.ownerUrl });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  const statement = (): string => ground().chu.template.statements[0]!.key;

  return { as, change, open, cast, close, sheet, results, owner, statement };
}
