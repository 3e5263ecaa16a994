import 'reflect-metadata';
import { Client } from 'pg';
import {
  ApiClient,
  buildHospital,
  operationId,
  startTestServer,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';

const malformed = {
  fr: 'Cette requête est mal formée ou vient d’une page plus ancienne. Rechargez la page et recommencez.',
  en: 'This request is malformed, or comes from an older page. Reload the page and try again.',
};
const saveAnswer = `mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) {
  __typename ... on AnswerSaved { answer { value version } }
  ... on AnswerConflict { current { version } } ... on Refused { code message } } }`;
const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { __typename ... on Refused { code message } } }`;

interface Answer {
  errors?: { message: string; extensions: Record<string, unknown> }[];
  data?: Record<string, { __typename: string; code?: string; message?: string }> | null;
}

/** What only the inside knows: no answer may hold it. */
const inside = /node_modules|\.ts:|\n\s+at |select |insert |consilium_app|pg_|syntax error at/i;

describe('bad input over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let file: TestEvaluation;
  const clients = new Map<Persona, ApiClient>();

  const as = async (persona: Persona): Promise<ApiClient> => {
    const known = clients.get(persona);
    if (known) return known;
    const client = new ApiClient(application.url, chu.slug);
    await client.signIn(chu.emails[persona], testPassword);
    clients.set(persona, client);
    return client;
  };

  /** Sends bytes as they are; the answer must be in the one shape and say nothing of the inside. */
  const send = async (
    path: string,
    init: RequestInit,
    headers: Record<string, string> = {},
    client: ApiClient | null = null,
  ) => {
    const response = await fetch(application.url + path, {
      ...init,
      headers: {
        'content-type': 'application/json',
        'x-consilium-csrf': '1',
        'x-consilium-organisation': chu.slug,
        'accept-language': 'en',
        ...(client ? { cookie: client.sessionCookie } : {}),
        ...headers,
      },
    });
    const text = await response.text();
    expect(text).not.toMatch(inside);
    const body = JSON.parse(text) as Answer;
    return { status: response.status, body, error: body.errors?.[0] };
  };
  const post = (body: string, headers?: Record<string, string>, client?: ApiClient) =>
    send('/graphql', { method: 'POST', body }, headers, client);
  const ask = (client: ApiClient | undefined, query: string, variables: object = {}) =>
    post(JSON.stringify({ query, variables }), {}, client);

  const input = (changes: Record<string, unknown> = {}) => ({
    operationId: operationId(),
    partId: file.parts['Q01/clinician'],
    questionKey: 'Q01.need.problem',
    state: 'value',
    value: 'Les délais dépassent 48 heures.',
    comment: '',
    baseVersion: 0,
    ...changes,
  });
  const save = async (changes: Record<string, unknown> = {}) => {
    const { body } = await ask(await as('clinician'), saveAnswer, { input: input(changes) });
    return body.data?.['saveAnswer'];
  };

  const rows = async (): Promise<unknown> => {
    const { rows: found } = await owner.query(
      `select (select count(*) from answer) as answers, (select count(*) from event) as events,
         (select count(*) from operation) as operations, (select count(*) from session) as sessions,
         (select count(*) from thread) as threads, (select count(*) from stored_file) as files`,
    );
    return found[0];
  };

  beforeAll(async () => {
    started = await startTestServer();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    chu = await buildHospital(started.ownerUrl, 'chu');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
    await as('clinician');
  });
  beforeEach(async () => {
    file = await chu.addEvaluation();
  });
  afterAll(async () => {
    await owner?.end();
    await application?.close();
    await started?.close();
  });

  describe('a request that cannot be read', () => {
    it.each([
      ['JSON that breaks off', '{"query":', {}],
      ['nothing', '', {}],
      [
        'several operations at once',
        '[{"query":"{ unreadCount }"},{"query":"{ unreadCount }"}]',
        {},
      ],
      ['no query', '{}', {}],
      ['a query that is no text', '{"query": 5}', {}],
      ['variables that are no object', '{"query":"{ unreadCount }","variables":"x"}', {}],
      ['another prototype', '{"__proto__":{"a":1},"query":"{ unreadCount }"}', {}],
      ['a form', 'query=1', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['plain text', '{ unreadCount }', { 'content-type': 'text/plain' }],
      ['bytes', '{ unreadCount }', { 'content-type': 'application/octet-stream' }],
      ['an unknown type', '<a/>', { 'content-type': 'application/xml' }],
    ])('is refused with a sentence: %s', async (_what, body, headers) => {
      const before = await rows();
      const stranger = await post(body, headers);
      expect(stranger).toMatchObject({
        status: 400,
        error: { message: malformed.en, extensions: { code: 'BAD_REQUEST' } },
      });
      const member = await post(body, headers, await as('clinician'));
      expect(member.error?.message).toBe(malformed.fr);
      expect(await rows()).toEqual(before);
    });

    it.each([
      ['GET', '/graphql?query={unreadCount}', 400, 'BAD_REQUEST'],
      ['PUT', '/graphql', 400, 'BAD_REQUEST'],
      ['GET', '/api/nothing', 404, 'NOT_FOUND'],
      ['GET', '/nothing', 404, 'NOT_FOUND'],
      ['GET', '/api/files/%E0%A4%A', 400, 'BAD_REQUEST'],
      ['GET', '/api/files/a%00b', 404, 'NOT_FOUND'],
      ['GET', '/api/files/x?organisation=a&organisation=b', 404, 'NOT_FOUND'],
      ['GET', '/api/reports/a%00b.pdf', 404, 'NOT_FOUND'],
      ['GET', '/api/templates/..%2f..%2fetc', 404, 'NOT_FOUND'],
      ['GET', '/api/evaluations/a%00b/supplier-questions.xlsx', 404, 'NOT_FOUND'],
    ])('is refused with a sentence: %s %s', async (method, path, status, code) => {
      const init = method === 'GET' ? { method } : { method, body: '{}' };
      const refused = await send(path, init, {}, await as('clinician'));
      expect(refused).toMatchObject({ status, error: { extensions: { code } } });
      expect(refused.error?.message).toMatch(
        /^(Cet élément|This does not|Cette requête|This request) /,
      );
    });

    it('is refused when it is too large, before it is read', async () => {
      const large = JSON.stringify({
        query: '{ unreadCount }',
        variables: { a: 'x'.repeat(600_000) },
      });
      expect(await post(large, {}, await as('clinician'))).toMatchObject({
        status: 413,
        error: {
          message: expect.stringMatching(/^Cette requête est trop volumineuse/),
          extensions: { code: 'TOO_LARGE' },
        },
      });
    });

    it('is refused from another page or without the header that only a script of ours sends', async () => {
      const before = await rows();
      const clinician = await as('clinician');
      const body = JSON.stringify({ query: saveAnswer, variables: { input: input() } });
      const init = { method: 'POST', body };
      const foreign = await send('/graphql', init, { origin: 'https://evil.test' }, clinician);
      const sandboxed = await send('/graphql', init, { origin: 'null' }, clinician);
      const response = await fetch(`${application.url}/graphql`, {
        ...init,
        headers: { 'content-type': 'application/json', cookie: clinician.sessionCookie },
      });
      expect(response.status).toBe(403);
      for (const { status, error } of [foreign, sandboxed]) {
        expect(status).toBe(403);
        expect(error).toEqual({
          message: 'This request does not come from a Consilium page. Reload the page.',
          extensions: { code: 'FOREIGN_ORIGIN' },
        });
      }
      expect(await rows()).toEqual(before);
    });
  });

  describe('a query that cannot be run', () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'name' : `ofType { ${nested(depth - 1)} }`;
    const many = (field: string, times: number): string =>
      `{ ${Array.from({ length: times }, (_, i) => `a${i}: ${field}`).join(' ')} }`;

    it.each([
      ['breaks off', '{ unreadCount ', {}, 'GRAPHQL_PARSE_FAILED'],
      ['asks for a field that is none', '{ peopl { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
      [
        'turns in circles',
        '{ viewer { ...A } } fragment A on Viewer { ...A }',
        {},
        'GRAPHQL_VALIDATION_FAILED',
      ],
      ['lacks a variable', 'query ($id: ID!) { evaluation(id: $id) { id } }', {}, 'BAD_USER_INPUT'],
      [
        'has a variable of another type',
        'query ($id: ID!) { evaluation(id: $id) { id } }',
        { id: { a: 1 } },
        'BAD_USER_INPUT',
      ],
      [
        'has a value of no list',
        'query ($p: [Phase!]) { evaluations(phase: $p) { __typename } }',
        { p: ['x'] },
        'BAD_USER_INPUT',
      ],
    ])(
      '%s: members hear what is wrong, strangers only that',
      async (_what, query, variables, code) => {
        const member = await ask(await as('clinician'), query, variables);
        expect(member).toMatchObject({
          status: 400,
          error: { message: malformed.fr, extensions: { code, reason: expect.any(String) } },
        });
        const stranger = await ask(undefined, query, variables);
        expect(stranger.error).toMatchObject({ message: malformed.en });
        expect(stranger.error?.extensions).toEqual({ code });
      },
    );

    it('names an operation that it does not hold', async () => {
      const body = JSON.stringify({ query: 'query A { unreadCount }', operationName: 'B' });
      expect(await post(body, {}, await as('clinician'))).toMatchObject({
        status: 400,
        error: { message: malformed.fr, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
      });
    });

    it.each([
      ['too deep', `{ viewer { ${nested(12)} } }`],
      ['too costly', '{ evaluations(first: 2000000000) { items { title } } }'],
      ['the same again and again', many('unreadCount', 21)],
      ['too long', many('__typename', 3_000)],
    ])('is refused before it runs when it is %s', async (_what, query) => {
      expect(await ask(await as('clinician'), query)).toMatchObject({
        status: 400,
        error: {
          message: expect.stringMatching(/^Cette requête demande trop de choses à la fois/),
          extensions: { code: 'TOO_COSTLY' },
        },
      });
    });
  });

  describe('text that cannot be kept', () => {
    const half = 'a\ud800b';
    const invisible =
      'Ce texte contient des caractères invisibles qui ne peuvent pas être enregistrés. Supprimez-les ou collez-le sans mise en forme.';

    it.each([
      ['a value', { value: 'a\u0007b' }, 'control_characters'],
      ['a value with U+0000', { value: 'a\u0000b' }, 'control_characters'],
      ['half a character in a value', { value: half }, 'control_characters'],
      ['half a character in a comment', { comment: half }, 'control_characters'],
      ['U+0000 in a key', { questionKey: 'a\u0000b' }, 'control_characters'],
      ['half a character in a key', { questionKey: half }, 'unknown_question'],
      ['U+0000 in an operation id', { operationId: 'a\u0000b' }, 'invalid_input'],
      ['U+0000 in an id', { partId: 'a\u0000b' }, 'not_found'],
      ['a value beyond measure', { value: 'x'.repeat(200_000) }, 'text_too_long'],
    ])('is refused and leaves nothing: %s', async (_what, changes, code) => {
      const before = await rows();
      // Twice, since a connection that has seen the statement before takes another way.
      for (const attempt of [await save(changes), await save(changes)]) {
        expect(attempt).toMatchObject({ __typename: 'Refused', code });
        if (code === 'control_characters') expect(attempt?.message).toBe(invisible);
      }
      expect(await rows()).toEqual(before);
      expect(await save()).toMatchObject({ __typename: 'AnswerSaved' });
    });

    it.each([
      ['{ evaluations(text: "a\\u0000") { __typename } }'],
      ['{ libraryDocuments(evaluationId: "ID", text: "a\\u0000") { documentId } }'],
      ['mutation { signIn(email: "a\\u0000@chu.test", password: "x") { __typename } }'],
    ])('is refused where it only asks: %s', async (query) => {
      const { body, error } = await ask(await as('clinician'), query.replace('ID', file.id));
      const code = error?.extensions['code'] ?? body.data?.['signIn']?.__typename;
      expect(['CONTROL_CHARACTERS', 'INVALID_INPUT', 'Refused']).toContain(code);
    });

    it('survives nesting that no question has', async () => {
      const body = JSON.stringify({
        query: saveAnswer,
        variables: { input: input({ value: 'HERE' }) },
      });
      const deep = body.replace('"HERE"', '['.repeat(100_000) + ']'.repeat(100_000));
      const { body: answer } = await post(deep, {}, await as('clinician'));
      expect(answer.data?.['saveAnswer']).toMatchObject({ code: 'wrong_answer_type' });
    });
  });

  describe('an operation id used again', () => {
    it('gives the first result again, refuses other words under it, and writes nothing', async () => {
      const id = operationId();
      const first = await save({ operationId: id, value: 'Un' });
      const before = await rows();
      expect(await save({ operationId: id, value: 'Un' })).toEqual(first);
      expect(await save({ operationId: id, value: 'Deux', baseVersion: 1 })).toMatchObject({
        __typename: 'Refused',
        code: 'operation_reused',
      });
      expect(await rows()).toEqual(before);
    });

    it('is refused for another kind of operation, and free for another person', async () => {
      const id = operationId();
      await save({ operationId: id });
      const before = await rows();
      const thread = `mutation ($input: OpenThreadInput!) { openThread(input: $input) {
        __typename ... on Refused { code } } }`;
      const variables = {
        input: {
          operationId: id,
          evaluationId: file.id,
          anchor: { kind: 'question', id: 'Q02.reg.class' },
          kind: 'remark',
          body: 'Une remarque.',
        },
      };
      const same = await ask(await as('clinician'), thread, variables);
      expect(same.body.data?.['openThread']).toMatchObject({ code: 'invalid_input' });
      expect(await rows()).toEqual(before);
      const another = await ask(await as('buyer'), thread, variables);
      expect(another.body.data?.['openThread']).toMatchObject({ __typename: 'ThreadSaved' });
    });
  });

  describe('a session', () => {
    it('that ran out is told so, in the browser’s language, and nothing is written', async () => {
      const member = new ApiClient(application.url, chu.slug);
      await member.signIn(chu.emails.patient, testPassword);
      await owner.query(
        `update session set expires_at = now() - interval '1 second' where account_id =
          (select id from account where email = $1)`,
        [chu.emails.patient],
      );
      started.server.gate.forgetSessions();
      const before = await rows();
      const { error } = await ask(member, saveAnswer, { input: input() });
      expect(error).toMatchObject({
        message: 'Your session has ended. Sign in again: your text is kept.',
        extensions: { code: 'NOT_SIGNED_IN' },
      });
      const upload = await send(
        '/api/files',
        { method: 'POST', body: 'x' },
        { 'content-type': 'application/octet-stream', 'x-file-name': 'a.txt' },
        member,
      );
      expect(upload).toMatchObject({
        status: 401,
        error: { extensions: { code: 'NOT_SIGNED_IN' } },
      });
      expect(await rows()).toEqual(before);
    });

    it('is not opened by guessing: five failures, then a wait, for the right password too', async () => {
      const email = chu.emails.director;
      const attempt = async (password: string) =>
        (await ask(undefined, signIn, { email, password })).body.data?.['signIn'];
      for (let tries = 0; tries < 5; tries += 1) {
        expect(await attempt(`wrong-${tries}`)).toMatchObject({ code: 'wrong_credentials' });
      }
      const before = await rows();
      expect(await attempt(testPassword)).toMatchObject({
        code: 'too_many_attempts',
        message: 'Too many attempts. Try again in 1 min.',
      });
      expect(await rows()).toEqual(before);
    });
  });
});
