import { Client } from 'pg';
import {
  type Question,
  seededRandom,
  partsOf,
  noFacts,
  questionTypeOf,
  leadRoleOf,
} from '@consilium/domain/templates';
import { keptProgress, recountProgress } from '@consilium/server/answers';
import { systemActor } from '@consilium/server/platform/database';
import {
  ApiClient,
  operationId,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import type { Application } from '../src/application';

export type Result = Record<string, unknown> & { __typename: string };

const answerFields = `id questionKey state value comment version authorName onBehalfOfName`;
const saveAnswer = `mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) { __typename
  ... on AnswerSaved { answer { ${answerFields} } } ... on AnswerConflict { current { version } }
  ... on Refused { code } } }`;
export const restoreRevision = `mutation ($input: RestoreRevisionInput!) { restoreRevision(input: $input) {
  __typename ... on AnswerSaved { answer { ${answerFields} } }
  ... on AnswerConflict { current { version } } ... on Refused { code } } }`;
const submitPart = `mutation ($partId: ID!, $operationId: ID!, $gapsReason: String) {
  submitPart(partId: $partId, operationId: $operationId, gapsReason: $gapsReason) { __typename
    ... on PartStateChanged { state gapsReason returnReason } ... on PartHasGaps { message gaps { questionKey codes } }
    ... on Refused { code } } }`;
export const changeState = (
  name: string,
) => `mutation ($partId: ID!, $operationId: ID!, $reason: String!) {
  ${name}(partId: $partId, operationId: $operationId, reason: $reason) { __typename
    ... on PartStateChanged { state gapsReason returnReason } ... on Refused { code } } }`;
export const partPage = `query ($id: ID!) { part(id: $id) { id state masked contentHash questionKeys returnReason
  conditionFacts { answers hidden } answers { ${answerFields} } supplierReplies { statement recordedBy }
  evidenceCounts facts } }`;
export const answeringPage = `query ($id: ID!) { answeringPage(evaluationId: $id) { reference contentHash
  parts { id sectionKey leadRole state mine masked late closedWithGaps assignees
    progress { total answered complete minutes essential { total answered } } }
  seats { seatId displayName } } }`;
export const history = `query ($id: ID!) { answerHistory(answerId: $id) { revisionId version current state value
  comment authorName onBehalfOfName writtenAt } }`;

/** Where the requests of a spec go: read anew by each of them. */
interface AnswersGround {
  readonly started: TestServer;
  readonly application: Application;
  readonly chu: TestHospital;
  readonly file: TestEvaluation;
}

/** Answers and parts as a client asks for them. */
export function answersRoom(ground: () => AnswersGround) {
  const clients = new Map<Persona, ApiClient>();

  const as = async (persona: Persona): Promise<ApiClient> => {
    const known = clients.get(persona);
    if (known) return known;
    const client = new ApiClient(ground().application.url, ground().chu.slug);
    await client.signIn(ground().chu.emails[persona], testPassword);
    clients.set(persona, client);
    return client;
  };
  const mutate = async (
    persona: Persona,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<Result> => {
    const data = await (await as(persona)).ask<Record<string, Result>>(query, variables);
    return Object.values(data)[0] as Result;
  };
  const ask = async <T = Record<string, unknown>>(
    persona: Persona,
    query: string,
    id: string,
  ): Promise<T> => {
    const data = await (await as(persona)).ask<Record<string, T>>(query, { id });
    return Object.values(data)[0] as T;
  };
  const partOf = (place: string): string => {
    const id = ground().file.parts[place];
    if (!id) throw new Error(`no part ${place}`);
    return id;
  };
  const questionOf = (key: string): Question => {
    const question = ground().chu.template.questions.find((each) => each.key === key);
    if (!question) throw new Error(`no question ${key}`);
    return question;
  };
  const save = (
    persona: Persona,
    questionKey: string,
    changes: Record<string, unknown> = {},
  ): Promise<Result> => {
    const question = questionOf(questionKey);
    return mutate(persona, saveAnswer, {
      input: {
        operationId: operationId(),
        partId: partOf(`${question.section}/${leadRoleOf(question)}`),
        questionKey,
        state: 'value',
        comment: 'Vu en réunion.',
        baseVersion: 0,
        ...changes,
      },
    });
  };
  /** Answers every question of a part that needs no document. */
  const fill = async (persona: Persona, place: string, but: readonly string[] = []) => {
    const [section, leadRole] = place.split('/');
    const part = partsOf(ground().chu.template, noFacts).find(
      (each) => each.section === section && each.leadRole === leadRole,
    );
    const random = seededRandom(7);
    for (const { key, type } of part?.questions ?? []) {
      if (but.includes(key)) continue;
      const value = questionTypeOf(type.kind).sample(type.config, random);
      expect(await save(persona, key, { value })).toMatchObject({ __typename: 'AnswerSaved' });
    }
  };
  const submit = (persona: Persona, place: string, gapsReason: string | null = null) =>
    mutate(persona, submitPart, { partId: partOf(place), operationId: operationId(), gapsReason });
  const giveBack = (persona: Persona, place: string, reason: string) =>
    mutate(persona, changeState('returnPart'), {
      partId: partOf(place),
      operationId: operationId(),
      reason,
    });
  const inDatabase = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: ground().started.ownerUrl });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const events = (type: string) =>
    inDatabase(async (client) => {
      const { rows } = await client.query<{ subject_id: string; data: Record<string, unknown> }>(
        'select subject_id, data from event where type = $1 and evaluation_id = $2',
        [type, ground().file.id],
      );
      return rows;
    });
  const counts = async () => {
    const actor = systemActor(ground().chu.id, 'test', 'test');
    return ground().started.server.unitOfWork.read(actor, async (tx) => ({
      kept: await keptProgress(tx, ground().file.id),
      recount: await recountProgress(tx, ground().started.server.templates, ground().file.id),
    }));
  };

  return {
    as,
    mutate,
    ask,
    partOf,
    questionOf,
    save,
    fill,
    submit,
    giveBack,
    inDatabase,
    events,
    counts,
  };
}
