import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import { createClient as createSocket } from 'graphql-ws';
import { v7 } from 'uuid';
import WebSocket from 'ws';
import { ApiClient, testPassword, type Persona } from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { openScene, type Scene } from './scene';

interface SessionInfo {
  id: string;
  browser: string | null;
  system: string | null;
  current: boolean;
}

interface Line {
  kind: string;
  member: string | null;
  people: string[];
  file: string | null;
  committee: string | null;
  subjectId: string | null;
  source: string | null;
  detail: string | null;
}

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { __typename } }`;

describe('the ways in, over HTTP', () => {
  let scene: Scene;
  const others: Application[] = [];

  /** The same product, configured otherwise. */
  const configured = async (
    change: Partial<Scene['started']['server']['configuration']>,
  ): Promise<Application> => {
    const { server } = scene.started;
    const other = await startApplication(
      { ...server, configuration: { ...server.configuration, ...change } },
      { host: '127.0.0.1', port: 0 },
    );
    others.push(other);
    return other;
  };
  const fresh = (url = scene.application.url) => new ApiClient(url, scene.chu.slug);
  const email = () => scene.chu.emails.clinician;
  const isIn = async (client: ApiClient): Promise<boolean> =>
    (await client.ask<{ viewer: unknown }>('{ viewer { email } }')).viewer !== null;
  const sessionsOf = async (client: ApiClient): Promise<SessionInfo[]> =>
    (await client.ask<{ sessions: SessionInfo[] }>('{ sessions { id browser system current } }'))
      .sessions;
  const lines = async (persona: 'director' | 'clinician', filter = {}, hospital = scene.chu) => {
    const client = await scene.as(persona, hospital);
    return client.send<{ securityLog: { lines: Line[]; next: string | null } }>(
      `query ($filter: SecurityFilter!) { securityLog(filter: $filter) {
        next lines { kind member people file committee subjectId source detail } } }`,
      { filter },
    );
  };
  /** One request as it stands on the wire, under any name. */
  const asked = (
    headers: Record<string, string>,
    path = '/graphql',
    method = 'POST',
    url = scene.application.url,
  ) =>
    new Promise<{ status: number; code: string | undefined }>((resolve, reject) => {
      const sent = httpRequest(
        `${url}${path}`,
        {
          method,
          headers: { 'content-type': 'application/json', 'x-consilium-csrf': '1', ...headers },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => {
            const code = /"code":"([A-Z_]+)"/.exec(text)?.[1];
            resolve({ status: response.statusCode ?? 0, code });
          });
        },
      );
      sent.on('error', reject);
      sent.end(method === 'POST' ? '{"query":"{ signInPage { empty } }"}' : undefined);
    });

  beforeAll(async () => {
    scene = await openScene({ UPLOAD_MB_PER_PERSON: '1', UPLOAD_MB_PER_ORGANISATION: '2' });
  });
  afterAll(async () => {
    for (const other of others) await other.close();
    await scene?.close();
  });

  describe('a password', () => {
    it.each([
      ['123456789012', 'password_predictable'],
      [' '.repeat(12), 'password_predictable'],
      ['buyer@chu.test', 'password_personal'],
      ['Hôpital chu 2026', 'password_personal'],
      ['1qaz2wsx3edc', 'password_most_used'],
      ['x'.repeat(40) + ' long '.repeat(20), 'password_too_long'],
    ])('of one’s own is not %s', async (next, code) => {
      const client = fresh();
      await client.signIn(scene.chu.emails.buyer, testPassword);
      const { changePassword } = await client.ask<{ changePassword: { code: string } }>(
        `mutation ($current: String!, $next: String!) {
          changePassword(current: $current, next: $next) { __typename ... on Refused { code } } }`,
        { current: testPassword, next },
      );
      expect(changePassword.code).toBe(code);
      expect(await isIn(client)).toBe(true);
    });
  });

  describe('a session', () => {
    it('is replaced by a new one in the same browser, and in no other', async () => {
      const [here, elsewhere] = [fresh(), fresh()];
      await here.signIn(email(), testPassword);
      await elsewhere.signIn(email(), testPassword);
      const old = here.sessionCookie;
      await here.signIn(scene.chu.emails.dpo, testPassword);
      const { data } = await fresh().send<{ viewer: unknown }>(
        '{ viewer { email } }',
        {},
        { cookie: old },
      );
      expect(data.viewer).toBeNull();
      expect(await isIn(here)).toBe(true);
      expect(await isIn(elsewhere)).toBe(true);
    });

    it('ends when nobody uses it for long, is kept by use, and not by an open page alone', async () => {
      const { server } = scene.started;
      const client = fresh();
      await client.signIn(email(), testPassword);
      const age = (minutes: number) =>
        scene.rows(
          `update session set last_used_at = now() - make_interval(mins => $2)
            where account_id = (select id from account where email = $1)`,
          [email(), minutes],
        );
      const used = async () =>
        (
          await scene.rows<{ recent: boolean }>(
            `select last_used_at > now() - interval '1 minute' as recent from session
              where account_id = (select id from account where email = $1)
              order by created_at desc limit 1`,
            [email()],
          )
        )[0]!.recent;
      await age(470);
      server.gate.forgetSessions();
      expect(
        await server.gate.resolve(client.sessionCookie.split('=')[1]!, 'looking'),
      ).not.toBeNull();
      await server.gate.writeRenewals();
      expect(await used()).toBe(false);
      expect(await isIn(client)).toBe(true);
      await server.gate.writeRenewals();
      expect(await used()).toBe(true);
      await age(481);
      server.gate.forgetSessions();
      expect(await isIn(client)).toBe(false);
    });

    it('is listed to its owner with its browser, and ended alone', async () => {
      const [here, lost] = [fresh(), fresh()];
      await here.signIn(scene.chu.emails.patient, testPassword);
      await lost.send(
        signIn,
        { email: scene.chu.emails.patient, password: testPassword },
        { 'user-agent': firefox },
      );
      const seen = await sessionsOf(here);
      expect(seen.map(({ browser, system, current }) => [browser, system, current])).toEqual(
        expect.arrayContaining([
          ['Firefox', 'Linux', false],
          [null, null, true],
        ]),
      );
      const end = async (client: ApiClient, id: string) =>
        (
          await client.ask<{ endSession: { __typename: string; code?: string } }>(
            `mutation ($id: ID!) { endSession(id: $id) { __typename ... on Refused { code } } }`,
            { id },
          )
        ).endSession;
      const { id } = seen.find(({ browser }) => browser === 'Firefox')!;
      // Whoever else knows its name can do nothing with it.
      const stranger = await scene.as('buyer');
      expect((await end(stranger, id)).code).toBe('not_found');
      expect(await isIn(lost)).toBe(true);
      expect((await end(here, id)).__typename).toBe('Done');
      expect(await isIn(lost)).toBe(false);
      expect(await isIn(here)).toBe(true);
      expect((await end(here, id)).code).toBe('not_found');
    });

    it('lies in a cookie that only this host can set where the address is https, and in no other', async () => {
      const { http } = scene.started.server.configuration;
      const secure = await configured({
        http: { ...http, publicUrl: 'https://consilium.chu.test' },
      });
      const response = await fetch(`${secure.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-consilium-csrf': '1' },
        body: JSON.stringify({
          query: signIn,
          variables: { email: email(), password: testPassword },
        }),
      });
      const [session = '', device = ''] = response.headers.getSetCookie();
      for (const cookie of [session, device]) {
        expect(cookie).toMatch(/^__Host-consilium_(session|device)=[\w-]{43}; /);
        expect(cookie).toMatch(/; Path=\/(;|$)/);
        expect(cookie).toContain('; Secure');
        expect(cookie).toContain('; HttpOnly');
        expect(cookie).not.toContain('Domain');
      }
      const token = /session=([\w-]+)/.exec(session)?.[1];
      const viewerWith = async (url: string, cookie: string) =>
        (await fresh(url).send<{ viewer: unknown }>('{ viewer { email } }', {}, { cookie })).data
          .viewer;
      expect(await viewerWith(secure.url, `__Host-consilium_session=${token}`)).not.toBeNull();
      expect(await viewerWith(secure.url, `consilium_session=${token}`)).toBeNull();
      expect(
        await viewerWith(scene.application.url, `__Host-consilium_session=${token}`),
      ).toBeNull();
      for (const forged of ['', 'x', 'x'.repeat(43), 'é'.repeat(43), '%00']) {
        expect(
          await viewerWith(
            scene.application.url,
            `consilium_session=${encodeURIComponent(forged)}`,
          ),
        ).toBeNull();
      }
    });
  });

  describe('a path', () => {
    /** One request with its target letter by letter, and no header that proves a script of ours. */
    const wire = (path: string, headers: Record<string, string>, body: string) =>
      new Promise<{ status: number; text: string }>((resolve, reject) => {
        const { hostname, port } = new URL(scene.application.url);
        const sent = httpRequest({ hostname, port, path, method: 'POST', headers }, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        });
        sent.on('error', reject);
        sent.end(body);
      });
    const body = '{"query":"{ signInPage { empty } }"}';

    it.each([
      '/graphql',
      '/%67raphql',
      '/graph%71l?x=1',
      '/graphql#x',
      'http://127.0.0.1/graphql',
      'http://evil.test/graphql',
      '/%61pi/files',
      '/api/%66iles',
    ])('is judged by what answers it, however it is spelt: %s', async (path) => {
      const json = { 'content-type': 'application/json' };
      expect(await wire(path, json, body)).toMatchObject({
        status: 403,
        text: expect.stringContaining('FOREIGN_ORIGIN'),
      });
      if (path.includes('iles')) return;
      const csrf = { 'x-consilium-csrf': '1' };
      expect((await wire(path, { ...json, ...csrf }, body)).status).toBe(200);
      for (const [type, malformed] of [
        ['text/plain', body],
        ['application/json', `[${body},${body}]`],
      ] as const) {
        const answer = await wire(path, { 'content-type': type, ...csrf }, malformed);
        expect([type, answer.status]).toEqual([type, 400]);
      }
    });
  });

  describe('a name', () => {
    const port = () => new URL(scene.application.url).port;

    it.each([
      ['evil.test:3112', '/graphql', 'POST'],
      ['evil.test', '/', 'GET'],
      ['evil.test', '/api/files/x', 'GET'],
      ['localhost.evil.test', '/graphql', 'POST'],
      ['127.0.0.1.nip.io', '/graphql', 'POST'],
      ['127.0.0.1@evil.test', '/graphql', 'POST'],
    ])('that is not ours is not answered: %s%s', async (host, path, method) => {
      expect(await asked({ host }, path, method)).toEqual({ status: 421, code: 'UNKNOWN_NAME' });
    });

    it('of ours is: what was configured, and this machine’s own', async () => {
      const { http } = scene.started.server.configuration;
      const { url } = await configured({
        http: { ...http, publicUrl: 'http://consilium.chu.test', furtherNames: ['10.0.0.4'] },
      });
      for (const host of [
        'consilium.chu.test',
        'CONSILIUM.chu.test:80',
        'consilium.chu.test.',
        '10.0.0.4:3000',
        `127.0.0.1:${port()}`,
        'localhost:3000',
        '[::1]:3000',
      ]) {
        expect(await asked({ host }, '/graphql', 'POST', url)).toEqual({
          status: 200,
          code: undefined,
        });
      }
      const origin = 'http://consilium.chu.test';
      expect((await asked({ host: '10.0.0.4', origin }, '/graphql', 'POST', url)).status).toBe(200);
    });

    it('says whether the product lives under any name, and nothing else', async () => {
      for (const path of ['/health/live', '/health/ready']) {
        expect((await asked({ host: 'evil.test' }, path, 'GET')).status).toBe(200);
      }
      expect((await asked({ host: 'evil.test' }, '/health/other', 'GET')).status).toBe(421);
    });

    it('that a proxy reports is not believed; neither is an origin that only agrees with it', async () => {
      expect(
        await asked({
          host: 'evil.test',
          'x-forwarded-host': 'localhost',
          origin: 'http://evil.test',
        }),
      ).toMatchObject({ status: 421 });
      expect(
        await asked({ host: `127.0.0.1:${port()}`, origin: 'http://127.0.0.1:1' }),
      ).toMatchObject({ status: 403, code: 'FOREIGN_ORIGIN' });
    });

    it('is asked of live connections too', async () => {
      const { sessionCookie: cookie } = await scene.as('clinician');
      const status = await new Promise((resolve) => {
        const socket = new WebSocket(
          `${scene.application.url.replace('http', 'ws')}/graphql`,
          'graphql-transport-ws',
          { headers: { cookie, host: 'evil.test', origin: 'http://evil.test' } },
        );
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('open', () => resolve('open'));
        socket.on('error', () => undefined);
      });
      expect(status).toBe(421);
    });
  });

  it('keeps the demo at its own machine, whatever a request says of where it comes from', async () => {
    const { url } = await configured({ demo: true });
    expect(await asked({}, '/graphql', 'POST', url)).toMatchObject({ status: 200 });
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host']) {
      expect(await asked({ [header]: '127.0.0.1' }, '/graphql', 'POST', url)).toEqual({
        status: 403,
        code: 'DEMO_ELSEWHERE',
      });
    }
  });

  it('describes the schema where it is switched on, to the usual question, and nowhere else', async () => {
    const { url } = await configured({ introspection: true });
    const usual = getIntrospectionQuery();
    const open = await fresh(url).send<{ __schema: { types: unknown[] } }>(usual);
    expect(open.data.__schema.types.length).toBeGreaterThan(100);
    const closed = await (await scene.as('clinician')).send(usual);
    expect(closed).toMatchObject({ status: 400 });
    expect(closed.data).toBeUndefined();
  });

  describe('a live connection', () => {
    const connectionOf = (client: ApiClient) => {
      const codes: number[] = [];
      const socket = createSocket({
        url: `${scene.application.url.replace('http', 'ws')}/graphql`,
        connectionParams: { organisation: scene.chu.slug },
        retryAttempts: 0,
        lazy: false,
        on: { closed: (event) => codes.push((event as { code: number }).code) },
        onNonLazyError: () => undefined,
        webSocketImpl: class extends WebSocket {
          constructor(url: string, protocols: string) {
            super(url, protocols, { headers: { cookie: client.sessionCookie } });
          }
        },
      });
      return { socket, codes };
    };
    const until = async (holds: () => boolean): Promise<void> => {
      for (let tries = 0; tries < 400 && !holds(); tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(holds()).toBe(true);
    };

    it('takes sixty subscriptions and refuses the rest of three thousand, with a sentence', async () => {
      const { socket, codes } = connectionOf(await scene.as('biomedical'));
      const refusals: unknown[] = [];
      for (let n = 0; n < 150; n += 1) {
        socket.subscribe(
          { query: 'subscription { inboxChanged { unread } }' },
          {
            next: () => undefined,
            error: (error) => refusals.push(error),
            complete: () => undefined,
          },
        );
      }
      await until(() => refusals.length === 90);
      expect(refusals[0]).toEqual([
        {
          message:
            'Trop de vues en direct sont ouvertes. Fermez des onglets, puis rechargez cette page.',
          extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', details: {} },
        },
      ]);
      expect(codes).toEqual([]);
      // A storm ends the connection; everybody else is served meanwhile.
      for (let n = 0; n < 2_850; n += 1) {
        socket.subscribe(
          { query: 'subscription { inboxChanged { unread } }' },
          { next: () => undefined, error: () => undefined, complete: () => undefined },
        );
      }
      await until(() => codes.length > 0);
      expect(codes[0]).toBe(4429);
      const began = performance.now();
      await (await scene.as('buyer')).ask('{ unreadCount }');
      expect(performance.now() - began).toBeLessThan(2_000);
      await socket.dispose();
    });

    it('is one of twenty of a session at most, and frees its place', async () => {
      const client = await scene.as('dpo');
      const all = Array.from({ length: 20 }, () => connectionOf(client));
      const connected = await Promise.all(
        all.map(({ socket }) => new Promise((resolve) => socket.on('connected', resolve))),
      );
      expect(connected).toHaveLength(20);
      const late = connectionOf(client);
      await until(() => late.codes.length > 0);
      expect(late.codes).toEqual([4429]);
      await all[0]!.socket.dispose();
      await until(() => all[0]!.codes.length > 0);
      const again = connectionOf(client);
      await new Promise((resolve) => again.socket.on('connected', resolve));
      expect(again.codes).toEqual([]);
      for (const { socket } of [...all, late, again]) await socket.dispose();
    });
  });

  it('ends a body that comes too slowly, with a sentence, and serves others meanwhile', async () => {
    const slow = await startApplication(scene.started.server, {
      host: '127.0.0.1',
      port: 0,
      bodyPatience: {
        operation: { wholeMs: 1_000, idleMs: 1_000 },
        upload: { wholeMs: 60_000, idleMs: 1_000 },
      },
    });
    others.push(slow);
    const client = await scene.as('clinician');
    const dribble = (path: string, type: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(new URL(slow.url).port), '127.0.0.1');
        let text = '';
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${type}\r\nx-file-name: a.txt\r\n` +
            `x-consilium-csrf: 1\r\nx-consilium-organisation: chu\r\nCookie: ${client.sessionCookie}\r\n` +
            'Content-Length: 100000\r\n\r\n{"query":',
        );
        socket.on('data', (chunk) => (text += chunk.toString()));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(text));
      });
    const ended = await Promise.all([
      dribble('/graphql', 'application/json'),
      dribble('/api/files', 'application/octet-stream'),
    ]);
    for (const text of ended) {
      expect(text).toMatch(/^HTTP\/1\.1 408 /);
      expect(text).toContain('L’envoi a pris trop de temps');
    }
    expect(await isIn(fresh(slow.url))).toBe(false);
    expect(await scene.rows('select 1 from stored_file')).toEqual([]);
  });

  describe('what one person asks for', () => {
    const upload = async (persona: Persona, kilobytes: number) => {
      const response = await fetch(`${scene.application.url}/api/files`, {
        method: 'POST',
        headers: {
          cookie: (await scene.as(persona)).sessionCookie,
          'x-consilium-csrf': '1',
          'x-consilium-organisation': 'chu',
          'content-type': 'application/octet-stream',
          'x-file-name': 'notes.txt',
        },
        body: 'a line of text\n'.repeat((kilobytes * 1_000) / 15),
      });
      const { errors } = (await response.json()) as {
        errors?: { message: string; extensions: { code: string; details?: unknown } }[];
      };
      const { extensions, message } = errors?.[0] ?? {};
      return [response.status, extensions?.code, message, extensions?.details] as const;
    };
    const allowance = async (persona: Persona) => {
      const { uploadAllowance } = await (
        await scene.as(persona)
      ).ask<{ uploadAllowance: unknown }>('{ uploadAllowance { of maxMegabytes leftMegabytes } }');
      return uploadAllowance;
    };

    it('is a day’s files up to a quota that she reads, many at once no more than one by one', async () => {
      const before = { of: 'person', maxMegabytes: 1, leftMegabytes: 1 };
      expect(await allowance('buyer')).toEqual(before);
      const answers = await Promise.all([1, 2, 3].map(() => upload('buyer', 600)));
      expect(await allowance('buyer')).toEqual({ ...before, leftMegabytes: 0 });
      // What others bring in is nobody's to know, until it narrows what she may.
      expect(await allowance('dpo')).toEqual(before);
      expect(answers.map(([status]) => status).sort()).toEqual([201, 429, 429]);
      expect(await upload('buyer', 600)).toEqual([
        429,
        'UPLOAD_QUOTA_PERSON',
        'Vous pouvez déposer 1 Mo de fichiers en 24 heures et il vous en reste 0. Attendez demain ou demandez à un administrateur de relever la limite.',
        { max: 1, left: 0 },
      ]);
      expect((await upload('patient', 900))[0]).toBe(201);
      expect((await upload('dpo', 900)).slice(0, 2)).toEqual([429, 'UPLOAD_QUOTA_ORGANISATION']);
      expect(await allowance('dpo')).toEqual({
        of: 'organisation',
        maxMegabytes: 2,
        leftMegabytes: 0,
      });
      const [kept] = await scene.rows<{ n: number }>('select count(*)::int as n from stored_file');
      expect(kept).toEqual({ n: 2 });
      await scene.rows(`update stored_file set uploaded_at = uploaded_at - interval '25 hours'`);
      expect((await upload('dpo', 900))[0]).toBe(201);
    });

    it('is ten reports at once', async () => {
      const codes: (string | undefined)[] = [];
      for (let file = 0; file < 6; file += 1) {
        const { id: evaluationId } = await scene.chu.addEvaluation();
        for (const locale of ['fr', 'en']) {
          codes.push(
            (await scene.change('coordinator', 'generateReport', { evaluationId, locale })).code,
          );
        }
      }
      expect(codes.slice(0, 10)).toEqual(Array(10).fill(undefined));
      expect(codes.slice(10)).toEqual(['reports_in_flight', 'reports_in_flight']);
    });
  });

  describe('the security log', () => {
    it('tells administrators what happened here, and nobody else', async () => {
      const nurse = fresh();
      await nurse.signIn(email(), testPassword);
      await fresh().send(signIn, { email: email(), password: 'wrong' });
      await nurse.send(
        `mutation ($input: SaveSiteInput!) { saveSite(input: $input) { __typename } }`,
        {
          input: { operationId: '0190d7b2-0000-7000-8000-000000000001', name: 'Site' },
        },
      );
      await nurse.send('mutation { signOut { ok } }');
      const { data } = await lines('director');
      const told = data.securityLog.lines.filter(({ member }) => member === 'clinician');
      expect(told.map(({ kind, detail }) => [kind, detail])).toEqual(
        expect.arrayContaining([
          ['signed_in', null],
          ['sign_in_failed', null],
          ['refused', 'organisation.manage'],
          ['session_ended', 'left'],
        ]),
      );
      expect(told.find(({ kind }) => kind === 'sign_in_failed')?.source).toBe('127.0.0.1');
      expect(told.find(({ kind }) => kind === 'signed_in')?.source).toBeNull();
      expect(JSON.stringify(data)).not.toMatch(/wrong|@chu/);
      expect((await lines('clinician')).errors?.[0]?.extensions['code']).toBe('NOT_PERMITTED');
    });

    it('takes over from the audit trail what gives power, once', async () => {
      await scene.change('director', 'changeMember', {
        memberId: scene.chu.members.buyer,
        displayName: 'buyer',
        profession: 'buyer',
        functions: ['observer'],
        active: true,
      });
      await scene.started.deliver();
      const granted = async () =>
        (await lines('director', { kinds: ['function_granted'] })).data.securityLog.lines;
      expect(await granted()).toMatchObject([
        {
          member: 'director',
          people: ['buyer'],
          file: null,
          subjectId: scene.chu.members.buyer,
          detail: 'member.changed',
        },
      ]);
      await scene.rows(
        `insert into outbox_item (organisation_id, event_id, type, created_at)
         select organisation_id, id, type, now() from event where type = 'member.changed'`,
      );
      await scene.started.deliver();
      expect(await granted()).toHaveLength(1);
    });

    it('takes over power given in a file, and who left with what ended then', async () => {
      const leaver = await scene.addMember('leaver', ['coordinator']);
      const file = await scene.chu.addEvaluation({ reference: '2026-040' });
      await scene.administer('grantSeat', {
        evaluationId: file.id,
        memberId: scene.chu.members.buyer,
        profession: 'buyer',
        answerRoles: [],
        functions: ['teller'],
        votes: false,
        reason: 'Motif',
      });
      const client = await scene.signIn(leaver.email);
      await client.ask(`mutation ($input: InviteInput!) { invite(input: $input) { __typename } }`, {
        input: {
          operationId: v7(),
          email: 'quelquun@chu.test',
          displayName: 'Quelqu’un',
          profession: 'nurse',
          functions: [],
          locale: 'fr',
        },
      });
      const place = v7();
      await scene.rows(
        `insert into committee_seat (organisation_id, id, committee_id, member_id, profession,
           answer_roles, functions, votes, mandate_from)
         values ($1, $2, $3, $4, 'nurse', '{}', '{teller}', true, '2026-01-01')`,
        [scene.chu.id, place, scene.chu.committeeId, leaver.id],
      );
      const left = await scene.administer('leave', {
        memberId: leaver.id,
        reason: 'Départ',
        holdings: [{ kind: 'committee_seat', evaluationId: null, ids: [place], successorId: null }],
      });
      expect(left.__typename).toBe('MemberLeft');
      await scene.started.deliver();
      const { data } = await lines('director', { kinds: ['function_granted', 'invited'] });
      const { id } = (
        await scene.rows<{ id: string }>('select id from invitation where invited_by = $1', [
          leaver.id,
        ])
      )[0]!;
      const seat = data.securityLog.lines.find(({ detail }) => detail === 'panel.power_changed');
      expect(seat).toMatchObject({
        kind: 'function_granted',
        member: 'administrator',
        people: ['buyer'],
        file: '2026-040',
      });
      expect(data.securityLog.lines).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            people: ['leaver'],
            subjectId: leaver.id,
            detail: 'member.left',
          }),
          expect.objectContaining({
            people: ['Quelqu’un'],
            subjectId: id,
            detail: 'invitation.revoked',
          }),
          expect.objectContaining({
            people: ['leaver'],
            committee: 'Comité DMN',
            detail: 'committee.seat_saved',
          }),
        ]),
      );
    });

    it('names the file in which an action was refused, and the person it was to be done to', async () => {
      const file = await scene.chu.addEvaluation({ phase: 'collecting', reference: '2026-041' });
      const assess = await scene.change('clinician', 'assessInterests', {
        seatId: file.seats.dpo,
        level: 'none',
      });
      expect(assess).toMatchObject({ __typename: 'Refused', code: 'not_permitted' });
      const { data } = await lines('director', { kinds: ['refused'] });
      expect(data.securityLog.lines[0]).toMatchObject({
        member: 'clinician',
        people: ['dpo'],
        file: '2026-041',
        detail: 'declaration.assess',
      });
    });

    it('says nothing of another hospital, and of an account only where its owner is', async () => {
      await fresh().send(signIn, { email: scene.other.emails.dpo, password: 'wrong' });
      await fresh().send(signIn, { email: 'nobody@elsewhere.test', password: 'wrong' });
      const failures = async (hospital: typeof scene.chu) =>
        (await lines('director', { kinds: ['sign_in_failed'] }, hospital)).data.securityLog.lines;
      expect((await failures(scene.other)).map(({ member }) => member)).toEqual(['dpo']);
      expect((await failures(scene.chu)).every(({ member }) => member !== null)).toBe(true);
      const before = await failures(scene.chu);
      // Who comes to a hospital brings nothing along of what was before.
      await scene.rows(
        `insert into member (organisation_id, id, account_id, display_name, email, locale, profession,
           functions, created_at)
         select $1, gen_random_uuid(), account_id, 'Venue après', email, 'fr', profession, '{}', now()
           from member where organisation_id = $2 and id = $3`,
        [scene.chu.id, scene.other.id, scene.other.members.dpo],
      );
      expect(await failures(scene.chu)).toEqual(before);
    });

    it('goes on page by page, without losing or repeating a line', async () => {
      await scene.rows(
        `insert into security_line (id, at, kind, organisation_id, detail)
         select gen_random_uuid(), timestamptz '2026-01-01T00:00Z' + (n / 7) * interval '1 microsecond',
           'exported', $1, n::text from generate_series(1, 120) n`,
        [scene.chu.id],
      );
      const seen: (string | null)[] = [];
      let after: string | null = null;
      do {
        const { data } = await lines('director', {
          kinds: ['exported'],
          until: '2026-02-01T00:00:00Z',
          after,
        });
        seen.push(...data.securityLog.lines.map(({ detail }) => detail));
        after = data.securityLog.next;
      } while (after !== null);
      expect(seen).toHaveLength(120);
      expect(new Set(seen).size).toBe(120);
      const wrong = await lines('director', { since: 'yesterday' });
      expect(wrong.errors?.[0]?.extensions['code']).toBe('DATE_IMPOSSIBLE');
    });

    it('leaves as a table that starts no formula, and records that it left', async () => {
      await scene.rows(`update member set display_name = '=1+1' where id = $1`, [
        scene.chu.members.clinician,
      ]);
      const get = async (persona: 'director' | 'clinician', locale = 'fr') =>
        fetch(`${scene.application.url}/api/security-log.csv?organisation=chu&locale=${locale}`, {
          headers: { cookie: (await scene.as(persona)).sessionCookie },
        });
      expect((await get('clinician')).status).toBe(403);
      await scene.rows(`update organisation set time_zone = 'America/Martinique'`);
      const response = await get('director');
      const text = await response.text();
      expect(response.headers.get('content-disposition')).toBe(
        'attachment; filename="journal-de-securite.csv"; filename*=UTF-8\'\'journal-de-s%C3%A9curit%C3%A9.csv',
      );
      // On the clock of the hospital, which the head of the column names.
      expect(text).toContain('"Quand (America/Martinique)",');
      expect(text).toContain('"2025-12-31 20:00:00-04:00","Export",');
      expect(text).toMatch(/"siège de commission","[^"]+","commission","leaver","Comité DMN","",/);
      expect(text).toContain('"Connexion échouée","","\'=1+1"');
      expect(text).toMatch(
        /"Fonction ou siège","siège dans un dossier[^"]*","[^"]+","siège","buyer",/,
      );
      expect(text).not.toMatch(/"[a-z]+[._][a-z_.]+"/);
      expect(await (await get('director', 'en')).text()).toContain(
        '"Action refused","assess a declaration of interests","\'=1+1","seat","dpo",',
      );
      expect(text.split('\r\n').length).toBeGreaterThan(120);
      const { data } = await lines('director', { kinds: ['exported'] });
      expect(data.securityLog.lines[0]).toMatchObject({
        member: 'director',
        detail: 'security_log',
      });
    });

    it('keeps twelve months', async () => {
      await scene.rows(
        `insert into security_line (id, at, kind, organisation_id) values
          (gen_random_uuid(), now() - interval '13 months', 'purged', $1),
          (gen_random_uuid(), now() - interval '11 months', 'purged', $1)`,
        [scene.chu.id],
      );
      await scene.started.server.securityLog.forget();
      const { data } = await lines('director', { kinds: ['purged'] });
      expect(data.securityLog.lines).toHaveLength(1);
    });
  });
});
