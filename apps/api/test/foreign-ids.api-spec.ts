import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { Client } from 'pg';
import { v4, v7 } from 'uuid';
import {
  ApiClient,
  buildHospital,
  startTestServer,
  testPassword,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';

/** Which of the foreign hospital's things an argument names. */
type Ids = (name: string, owner: string) => string;

/** A well-formed value of an input type; every id is the given one's, every text plausible. */
function sample(type: GraphQLInputType, name: string, owner: string, ids: Ids): unknown {
  if (isNonNullType(type)) return sample(type.ofType, name, owner, ids);
  if (isListType(type)) return [sample(type.ofType, name, owner, ids)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const given = Object.values(type.getFields()).filter(
      (field) =>
        isNonNullType(field.type) ||
        (getNamedType(field.type).name === 'ID' && field.name !== 'writtenBy'),
    );
    return Object.fromEntries(
      given.map((field) => [field.name, sample(field.type, field.name, owner, ids)]),
    );
  }
  switch (type.name) {
    case 'ID':
      return name === 'operationId' ? v4() : ids(name, owner);
    case 'Int':
    case 'Float':
      return 1;
    case 'Boolean':
      return true;
    case 'JSON':
      return {};
    default:
      return /date|On$|from|until/i.test(name) ? '2026-12-01' : 'Un texte plausible';
  }
}

const takesId = (type: GraphQLInputType): boolean => {
  const named = getNamedType(type);
  if (named.name === 'ID') return true;
  return (
    isInputObjectType(named) &&
    Object.values(named.getFields()).some(({ type: inner }) => takesId(inner))
  );
};

const isForeign = (field: GraphQLField<unknown, unknown>): boolean =>
  field.args.some(
    ({ name, type }) =>
      takesId(type) &&
      name !== 'operationId' &&
      (!isInputObjectType(getNamedType(type)) ||
        Object.values((getNamedType(type) as { getFields(): object }).getFields()).some(
          (inner: { name: string; type: GraphQLInputType }) =>
            takesId(inner.type) && inner.name !== 'operationId',
        )),
  );

/**
 * Refused for their shape before anything is looked up, since the sample is no rating, no draft and a
 * move made elsewhere; and lines of an inbox that are not the reader's are passed over.
 */
const lookedAtFirst = ['castRating', 'markRead', 'movePhase', 'proposeOpinion'];

describe('ids of another organisation', () => {
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let schema: GraphQLSchema;
  let chu: TestHospital;
  let file: TestEvaluation;
  let stranger: ApiClient;
  let real: Record<string, string>;

  /** All that a stranger could have changed; that she was refused is noted in the security log. */
  const rows = async (): Promise<string> => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'
        and tablename not in ('session', 'operation', 'security_line') order by 1`,
    );
    const counts: string[] = [];
    for (const { name } of tables) {
      const { rows: found } = await owner.query<{ sum: string }>(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "${name}" t`,
      );
      counts.push(`${name} ${found[0]?.sum}`);
    }
    return counts.join('\n');
  };

  /** The answer without what differs by chance. */
  const call = async (
    kind: 'query' | 'mutation',
    field: GraphQLField<unknown, unknown>,
    ids: Ids,
  ): Promise<string> => {
    const given = field.args.filter(
      ({ type }) => isNonNullType(type) || getNamedType(type).name === 'ID',
    );
    const heads = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const args = given.map(({ name }) => `${name}: $${name}`).join(', ');
    const returned = getNamedType(field.type);
    const selection = isUnionType(returned)
      ? '{ __typename ... on Refused { code message } }'
      : isObjectType(returned)
        ? '{ __typename }'
        : '';
    const { data, errors } = await stranger.send(
      `${kind} (${heads}) { ${field.name}(${args}) ${selection} }`,
      Object.fromEntries(
        given.map(({ name, type }) => [name, sample(type, name, field.name, ids)]),
      ),
    );
    return JSON.stringify({ data, errors: errors?.map(({ extensions }) => extensions['code']) });
  };

  const foreign: Ids = (name, operation) =>
    operation === 'part' ? real['partId']! : (real[name] ?? file.id);

  beforeAll(async () => {
    started = await startTestServer();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    chu = await buildHospital(started.ownerUrl, 'chu');
    const other = await buildHospital(started.ownerUrl, 'other');
    file = await chu.addEvaluation();
    await other.addEvaluation();
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
    stranger = new ApiClient(application.url, other.slug);
    await owner.query(`update member set functions = '{administrator,coordinator}' where id = $1`, [
      other.members.coordinator,
    ]);
    await stranger.signIn(other.emails.coordinator, testPassword);
    schema = buildSchema(
      await readFile(path.resolve(import.meta.dirname, '..', 'schema.graphql'), 'utf8'),
    );
    real = {
      partId: file.parts['Q01/clinician']!,
      seatId: file.seats.clinician,
      seatIds: file.seats.clinician,
      memberId: chu.members.clinician,
      committeeId: chu.committeeId,
      deviceVersionId: chu.deviceVersionId,
    };
  });
  afterAll(async () => {
    await owner?.end();
    await application?.close();
    await started?.close();
  });

  it('are answered as ids that nobody has, by every query and mutation, and change nothing', async () => {
    const before = await rows();
    const told: Record<string, string> = {};
    const mutations = schema.getMutationType()?.getFields() ?? {};
    for (const [kind, type] of [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
    ] as const) {
      for (const field of Object.values(type?.getFields() ?? {}).filter(isForeign)) {
        const theirs = await call(kind, field, foreign);
        const nobodys = await call(kind, field, () => v7());
        told[field.name] = theirs === nobodys ? theirs : `${theirs} / ${nobodys}`;
      }
    }
    expect(Object.keys(told).length).toBeGreaterThan(60);
    const wrong = Object.entries(told).filter(
      ([, answer]) =>
        answer.includes(' / ') ||
        /not_permitted|NOT_PERMITTED|not_assigned|INTERNAL|UNAVAILABLE|VALIDATION|BAD_USER/.test(
          answer,
        ),
    );
    expect(wrong).toEqual([]);
    const codes = Object.entries(told).filter(([name]) => name in mutations);
    const other = codes.filter(([, answer]) => !answer.includes('"code":"not_found"'));
    expect(other.map(([name]) => name).toSorted()).toEqual(lookedAtFirst);
    expect(await rows()).toBe(before);
    const { rows: done } = await owner.query('select distinct action from operation');
    expect(done).toEqual([{ action: 'inbox.mark' }]);
  });
});
