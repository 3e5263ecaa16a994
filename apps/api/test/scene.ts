import 'reflect-metadata';
import { Client } from 'pg';
import { v7 } from 'uuid';
import type { EvaluationSnapshot } from '@consilium/domain/reports';
import { systemActor } from '@consilium/server/platform/database';
import { loadSnapshot } from '@consilium/server/reports';
import {
  ApiClient,
  buildHospital,
  operationId,
  startTestServer,
  testPassword,
  type Persona,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { reading, variablesOf, writing } from './documents';

/** What a mutation answered: the leaves of its result, or the refusal. */
export interface Answer extends Record<string, unknown> {
  readonly __typename: string;
  readonly code?: string;
  readonly id: string;
  readonly version: number;
  readonly details?: Record<string, unknown>;
}

/** A running API with one hospital, and a second one beyond its wall. */
export interface Scene {
  readonly started: TestServer;
  readonly application: Application;
  readonly chu: TestHospital;
  readonly other: TestHospital;
  /** The database as its owner, past every wall. */
  readonly owner: Client;
  as(persona: Persona, hospital?: TestHospital): Promise<ApiClient>;
  /** Signs in anybody, inside the hospital given. */
  signIn(email: string, hospital?: TestHospital): Promise<ApiClient>;
  /** One mutation of the schema by one person. */
  change(
    persona: Persona,
    name: string,
    values: Record<string, unknown>,
    options?: { hospital?: TestHospital; operation?: string; more?: string },
  ): Promise<Answer>;
  /** One mutation by an administrator of the first hospital who acts on no file. */
  administer(name: string, values: Record<string, unknown>, more?: string): Promise<Answer>;
  /** A further member of the first hospital, without a seat. */
  addMember(name: string, functions?: readonly string[]): Promise<{ id: string; email: string }>;
  /** One query of the schema by one person. */
  ask<T = Record<string, unknown>>(
    persona: Persona,
    name: string,
    variables: Record<string, unknown>,
    selection: string,
    hospital?: TestHospital,
  ): Promise<T>;
  rows<T = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  /** What a report of a file would be made from now. */
  snapshot(evaluationId: string): Promise<EvaluationSnapshot>;
  close(): Promise<void>;
}

/** Starts everything that a story over HTTP needs. */
export async function openScene(env: Record<string, string> = {}): Promise<Scene> {
  const started = await startTestServer(env);
  const chu = await buildHospital(started.ownerUrl, 'chu');
  const other = await buildHospital(started.ownerUrl, 'other');
  const application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  const owner = new Client({ connectionString: started.ownerUrl });
  await owner.connect();
  const clients = new Map<string, ApiClient>();
  const signIn = async (email: string, hospital = chu): Promise<ApiClient> => {
    const key = `${email} ${hospital.slug}`;
    const known = clients.get(key);
    if (known) return known;
    const client = new ApiClient(application.url, hospital.slug);
    await client.signIn(email, testPassword);
    clients.set(key, client);
    return client;
  };
  const as = (persona: Persona, hospital = chu) => signIn(hospital.emails[persona], hospital);
  const addMember: Scene['addMember'] = async (name, functions = []) => {
    const email = `${name}@chu.test`;
    const [accountId, id] = [v7(), v7()];
    await owner.query(
      `insert into account (id, email, password_hash, locale)
       select $1, $2, password_hash, 'fr' from account where email = $3`,
      [accountId, email, chu.emails.chair],
    );
    await owner.query(
      `insert into member (organisation_id, id, account_id, display_name, email, locale, profession,
         functions) values ($1, $2, $3, $4, $5, 'fr', 'nurse', $6)`,
      [chu.id, id, accountId, name, email, functions],
    );
    return { id, email };
  };
  let administrator: ReturnType<Scene['addMember']> | undefined;
  const send = async (
    client: ApiClient,
    name: string,
    values: Record<string, unknown>,
    { operation = operationId(), more = '' } = {},
  ): Promise<Answer> => {
    const data = await client.ask<Record<string, Answer>>(
      writing(name, more),
      variablesOf(name, values, operation),
    );
    return data[name]!;
  };
  return {
    started,
    application,
    chu,
    other,
    owner,
    as,
    signIn,
    change: async (persona, name, values, { hospital = chu, ...options } = {}) =>
      send(await as(persona, hospital), name, values, options),
    administer: async (name, values, more = '') => {
      administrator ??= addMember('administrator', ['administrator']);
      return send(await signIn((await administrator).email), name, values, { more });
    },
    addMember,
    ask: async <T>(
      persona: Persona,
      name: string,
      variables: Record<string, unknown>,
      selection: string,
      hospital = chu,
    ) => {
      const client = await as(persona, hospital);
      return (await client.ask<Record<string, T>>(reading(name, selection), variables))[name]!;
    },
    rows: async <T>(sql: string, values: readonly unknown[] = []) =>
      (await owner.query(sql, [...values])).rows as T[],
    snapshot: async (evaluationId) => {
      const { unitOfWork, templates } = started.server;
      const taken = await unitOfWork.readSnapshot(systemActor(chu.id, 'test', 'test'), (tx) =>
        loadSnapshot(tx, templates, evaluationId),
      );
      if (!taken) throw new Error('no snapshot');
      return taken;
    },
    close: async () => {
      await application.close();
      await owner.end();
      await started.close();
    },
  };
}
