import 'reflect-metadata';
import { createClient as createSocket } from 'graphql-ws';
import { Client } from 'pg';
import WebSocket from 'ws';
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

const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { __typename } }`;
const sessionEnded = 4403;

describe('what keeps other pages out', () => {
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let other: TestHospital;
  let file: TestEvaluation;

  const as = async (persona: Persona, hospital = chu): Promise<ApiClient> => {
    const client = new ApiClient(application.url, hospital.slug);
    await client.signIn(hospital.emails[persona], testPassword);
    return client;
  };

  /** The cookie that a sign-in sets at an application. */
  const cookieOf = async (url: string): Promise<string> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-consilium-csrf': '1' },
      body: JSON.stringify({
        query: signIn,
        variables: { email: chu.emails.buyer, password: testPassword },
      }),
    });
    return response.headers.getSetCookie().join('\n');
  };

  /** A bare socket: resolves to 'open', or to the status that the upgrade was refused with. */
  const upgrade = (headers: Record<string, string>, at = '/graphql') =>
    new Promise<number | 'open'>((resolve) => {
      const socket = new WebSocket(
        application.url.replace('http', 'ws') + at,
        'graphql-transport-ws',
        {
          headers,
        },
      );
      socket.on('open', () => {
        resolve('open');
        socket.close();
      });
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => undefined);
    });

  /** A live connection of a person: what it hears, and the code that it was closed with. */
  const listen = async (
    client: ApiClient,
    query: string,
    variables: Record<string, unknown>,
    organisation = chu.slug,
  ) => {
    const heard: unknown[] = [];
    let close: (code: number) => void = () => undefined;
    const closed = new Promise<number>((resolve) => (close = resolve));
    const socket = createSocket({
      url: `${application.url.replace('http', 'ws')}/graphql`,
      connectionParams: { organisation },
      retryAttempts: 0,
      on: { closed: (event) => close((event as { code: number }).code) },
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string) {
          super(url, protocols, {
            headers: { cookie: client.sessionCookie, origin: application.url },
          });
        }
      },
    });
    const connected = new Promise<void>((resolve) => socket.on('connected', () => resolve()));
    const stop = socket.subscribe(
      { query, variables },
      {
        next: (result) => heard.push(result),
        error: (error) => heard.push(error),
        complete: () => heard.push('over'),
      },
    );
    await Promise.race([connected, closed]);
    return { heard, closed, stop, dispose: () => socket.dispose() };
  };

  const until = async (holds: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 300 && !holds(); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(holds()).toBe(true);
  };

  const comment = async (client: ApiClient) =>
    client.ask(`mutation ($input: OpenThreadInput!) { openThread(input: $input) { __typename } }`, {
      input: {
        operationId: operationId(),
        evaluationId: file.id,
        anchor: { kind: 'question', id: 'Q02.reg.class' },
        kind: 'remark',
        body: 'Une remarque.',
      },
    });

  beforeAll(async () => {
    started = await startTestServer();
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    chu = await buildHospital(started.ownerUrl, 'chu');
    other = await buildHospital(started.ownerUrl, 'other');
    file = await chu.addEvaluation();
    application = await startApplication(started.server, {
      host: '127.0.0.1',
      port: 0,
      sessionCheckMs: 100,
    });
  });
  afterAll(async () => {
    await owner?.end();
    await application?.close();
    await started?.close();
  });

  it.each(['/health/live', '/api/files/x', '/graphql', '/missing'])(
    'stands in the headers of %s',
    async (address) => {
      const { headers } = await fetch(application.url + address);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("font-src 'self';");
      const { host } = new URL(application.url);
      expect(policy).toContain(`connect-src 'self' ws://${host} wss://${host}`);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|default-src[^;]*\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('lets nobody keep an answer, or show a download in place', async () => {
    const client = await as('clinician');
    const sent = await fetch(`${application.url}/api/files`, {
      method: 'POST',
      headers: {
        cookie: client.sessionCookie,
        'x-consilium-csrf': '1',
        'x-consilium-organisation': chu.slug,
        'content-type': 'application/octet-stream',
        'x-file-name': 'page.txt',
      },
      body: 'some text',
    });
    const { id: fileId } = (await sent.json()) as { id: string };
    const { addDocument } = await client.ask<{ addDocument: { __typename: string } }>(
      `mutation ($input: AddDocumentInput!) { addDocument(input: $input) { __typename } }`,
      {
        input: {
          operationId: operationId(),
          evaluationId: file.id,
          fileId,
          title: 'Notes',
          kind: 'other',
          clearance: { level: 'panel', roles: [] },
        },
      },
    );
    expect(addDocument.__typename).toBe('EvidenceSaved');
    const answers = await Promise.all(
      ['/graphql', `/api/files/${fileId}?organisation=${chu.slug}`, '/api/files/x'].map((path) =>
        fetch(application.url + path, {
          ...(path === '/graphql'
            ? { method: 'POST', body: JSON.stringify({ query: '{ viewer { email } }' }) }
            : {}),
          headers: {
            cookie: client.sessionCookie,
            'content-type': 'application/json',
            'x-consilium-csrf': '1',
          },
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404]);
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toMatch(/(^|, )no-store$/);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).toContain("base-uri 'none'");
    }
    expect(answers[1]!.headers.get('content-security-policy')).toMatch(
      /^sandbox; default-src 'none';/,
    );
  });

  it('does nothing under a session for which the page does not speak', async () => {
    const post = async (cookie: string, account: string) => {
      const response = await fetch(`${application.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-consilium-csrf': '1',
          'x-consilium-account': account,
          cookie,
        },
        body: JSON.stringify({ query: '{ viewer { accountId email } }' }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const cookie = (await cookieOf(application.url)).split(';')[0]!;
    const refused = await post(cookie, '01890000-0000-7000-8000-000000000000');
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ errors: [{ extensions: { code: 'OTHER_SESSION' } }] });
    const { rows } = await owner.query<{ id: string }>('select id from account where email = $1', [
      chu.emails.buyer,
    ]);
    const own = await post(cookie, rows[0]!.id);
    expect(own.body).toEqual({
      data: { viewer: { accountId: rows[0]!.id, email: chu.emails.buyer } },
    });
  });

  it('makes the cookie unreadable to scripts and foreign pages, and secure where the address is', async () => {
    const cookie = await cookieOf(application.url);
    expect(cookie).toMatch(/^consilium_session=[\w-]{43}; /);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).not.toContain('Secure');
    const configuration = {
      ...started.server.configuration,
      http: { ...started.server.configuration.http, publicUrl: 'https://consilium.chu.test' },
    };
    const secure = await startApplication(
      { ...started.server, configuration },
      { host: '127.0.0.1', port: 0 },
    );
    try {
      expect(await cookieOf(secure.url)).toContain('; Secure');
      const { headers } = await fetch(`${secure.url}/health/live`);
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    } finally {
      await secure.close();
    }
  });

  it('opens live connections to our own pages only, and to nobody without a session', async () => {
    const { sessionCookie: cookie } = await as('clinician');
    expect(await upgrade({ cookie, origin: application.url })).toBe('open');
    expect(await upgrade({ cookie, origin: 'https://evil.test' })).toBe(403);
    expect(await upgrade({ cookie, origin: 'null' })).toBe(403);
    expect(await upgrade({ cookie, origin: application.url }, '/elsewhere')).toBe(404);
    const stranger = await listen(
      new ApiClient(application.url),
      'subscription { inboxChanged { unread } }',
      {},
    );
    expect(await stranger.closed).toBe(sessionEnded);
  });

  it('delivers nothing of another organisation’s file, whatever organisation is named', async () => {
    const query = `subscription ($id: ID!) { discussionChanged(evaluationId: $id) { threads } }`;
    const member = await listen(await as('clinician'), query, { id: file.id });
    const stranger = await as('coordinator', other);
    const foreign = await Promise.all([
      listen(stranger, query, { id: file.id }, other.slug),
      listen(stranger, query, { id: file.id }, chu.slug),
      listen(
        stranger,
        'subscription ($id: ID!) { evaluationChanged(evaluationId: $id) { __typename } }',
        { id: file.id },
        other.slug,
      ),
    ]);
    const buyer = await as('buyer');
    for (let tries = 0; tries < 100 && member.heard.length === 0; tries += 1) {
      await comment(buyer);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(member.heard[0]).toMatchObject({ data: { discussionChanged: expect.anything() } });
    for (const { heard } of foreign) expect(JSON.stringify(heard)).not.toContain('"data":{');
    const all = [member, ...foreign];
    all.forEach(({ stop }) => stop());
    await Promise.all(all.map(({ dispose }) => dispose()));
  });

  it('says in a live connection what is wrong as it does over HTTP', async () => {
    const wrong = await listen(
      await as('clinician'),
      'subscription { inboxChangd { unread } }',
      {},
    );
    await until(() => wrong.heard.length > 0);
    expect(wrong.heard[0]).toEqual([
      {
        message:
          'Cette requête est mal formée ou vient d’une page plus ancienne. Rechargez la page et recommencez.',
        locations: expect.anything(),
        extensions: { code: 'BAD_REQUEST', reason: expect.stringContaining('inboxChangd') },
      },
    ]);
    await wrong.dispose();
  });

  it.each(['signOut', 'signOutEverywhere'])('closes live connections on %s', async (how) => {
    const here = await as('biomedical');
    const there = await as('biomedical');
    const query = 'subscription { inboxChanged { unread } }';
    const [mine, elsewhere] = await Promise.all([
      listen(here, query, {}),
      listen(there, query, {}),
    ]);
    await here.ask(`mutation { ${how} { ok } }`);
    expect(await mine.closed).toBe(sessionEnded);
    if (how === 'signOutEverywhere') {
      expect(await elsewhere.closed).toBe(sessionEnded);
      expect((await there.send('{ unreadCount }')).errors?.[0]?.extensions).toMatchObject({
        code: 'NOT_SIGNED_IN',
      });
    } else {
      expect((await there.send('{ unreadCount }')).errors).toBeUndefined();
    }
    await Promise.all([mine.dispose(), elsewhere.dispose()]);
  });

  it('closes live connections of a session that ran out or was ended unheard', async () => {
    const dpo = await as('dpo');
    const live = await listen(dpo, 'subscription { inboxChanged { unread } }', {});
    await owner.query(
      `update session set expires_at = now() where account_id =
        (select id from account where email = $1)`,
      [chu.emails.dpo],
    );
    started.server.gate.forgetSessions();
    expect(await live.closed).toBe(sessionEnded);
    await live.dispose();
  });
});
