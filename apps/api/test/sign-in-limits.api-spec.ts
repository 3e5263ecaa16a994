import 'reflect-metadata';
import { Client } from 'pg';
import {
  buildHospital,
  startTestServer,
  testPassword,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import type { HttpConfiguration } from '@consilium/server/platform/configuration';
import { startApplication, type Application } from '../src/application';

const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { __typename ... on Refused { code details } } }`;

interface Answer {
  readonly code: string;
  readonly minutes?: number;
  readonly ms: number;
  readonly device: string | undefined;
}

describe('the limits of signing in, over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;

  const ask = async (
    email: string,
    password: string,
    options: { url?: string; forwarded?: string; device?: string | undefined } = {},
  ): Promise<Answer> => {
    const { url = application.url, forwarded, device } = options;
    const began = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-consilium-csrf': '1',
        ...(forwarded && { 'x-forwarded-for': forwarded }),
        ...(device && { cookie: `consilium_device=${device}` }),
      },
      body: JSON.stringify({ query: signIn, variables: { email, password } }),
    });
    const { data } = (await response.json()) as {
      data: { signIn: { __typename: string; code?: string; details?: { minutes?: number } } };
    };
    const { __typename, code = __typename, details } = data.signIn;
    const device_ = /consilium_device=([\w-]+)/.exec(
      response.headers.getSetCookie().join('\n'),
    )?.[1];
    return {
      code,
      ...(details?.minutes === undefined ? {} : { minutes: details.minutes }),
      ms: performance.now() - began,
      device: device_,
    };
  };
  const attempt = async (...args: Parameters<typeof ask>): Promise<string> =>
    (await ask(...args)).code;
  const failed = (n: number): string[] => Array<string>(n).fill('wrong_credentials');
  const behind = async (
    trustProxy: HttpConfiguration['trustProxy'],
    story: (url: string) => Promise<void>,
  ): Promise<void> => {
    const { configuration } = started.server;
    const other = await startApplication(
      {
        ...started.server,
        configuration: { ...configuration, http: { ...configuration.http, trustProxy } },
      },
      { host: '127.0.0.1', port: 0 },
    );
    try {
      await story(other.url);
    } finally {
      await other.close();
    }
  };
  /** Five failures of one pair, after which it has to wait. */
  const useUp = async (email: string, options: Parameters<typeof ask>[2]): Promise<void> => {
    for (let n = 0; n < 5; n += 1) {
      expect(await attempt(email, 'wrong', options)).toBe('wrong_credentials');
    }
  };
  /** As if the seconds given had passed since. */
  const letPass = (seconds: number) =>
    owner.query(
      `update attempt_count set until = until - make_interval(secs => $1),
         touched_at = touched_at - make_interval(secs => $1)`,
      [seconds],
    );

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl);
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  });
  afterEach(() => owner.query('delete from attempt_count'));
  afterAll(async () => {
    await owner?.end();
    await application?.close();
    await started?.close();
  });

  it('let no more guesses of a pair through at once than one after the other', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        attempt(chu.emails.buyer, `wrong-${n}`, { forwarded: '198.51.100.1' }),
      ),
    );
    expect(answers.filter((one) => one === 'wrong_credentials')).toHaveLength(5);
    expect(answers.filter((one) => one === 'too_many_attempts')).toHaveLength(35);
  });

  it('make a pair wait longer and longer, tell for how long, and forget what is long ago', async () => {
    const here = { forwarded: '198.51.100.2' };
    const right = () => ask(chu.emails.buyer, testPassword, here);
    await useUp(chu.emails.buyer, here);
    expect(await right()).toMatchObject({ code: 'too_many_attempts', minutes: 1 });
    await letPass(16);
    expect(await attempt(chu.emails.buyer, 'wrong', here)).toBe('wrong_credentials');
    await letPass(16);
    // The second wait is of thirty seconds.
    expect((await right()).code).toBe('too_many_attempts');
    for (let n = 0; n < 5; n += 1) {
      await letPass(500);
      expect(await attempt(chu.emails.buyer, 'wrong', here)).toBe('wrong_credentials');
    }
    expect((await right()).minutes).toBeGreaterThan(1);
    await letPass(900);
    expect((await right()).code).toBe('SignedIn');
    // What was right leaves nothing behind of this pair.
    expect(
      await Promise.all([1, 2, 3, 4].map(() => attempt(chu.emails.buyer, 'wrong', here))),
    ).toEqual(failed(4));
  });

  it('count one address for one, however it is written', async () => {
    const here = { forwarded: '198.51.100.3' };
    const written = [
      ' BUYER@CHU.test',
      'buyer@chu.TEST  ',
      'Buyer@chu.test',
      'buyer@chu.test',
      '\tBUYER@CHU.TEST',
    ];
    for (const email of written)
      expect(await attempt(email, 'wrong', here)).toBe('wrong_credentials');
    expect(await attempt(chu.emails.buyer, testPassword, here)).toBe('too_many_attempts');
  });

  it('never close an account to its owner: others slow her for a moment, her own browser not at all', async () => {
    const { device } = await ask(chu.emails.dpo, testPassword, { forwarded: '192.0.2.1' });
    const guesses = await Promise.all(
      Array.from({ length: 11 }, (_, n) =>
        attempt(chu.emails.dpo, 'wrong', { forwarded: `198.51.100.${n + 10}` }),
      ),
    );
    expect(guesses).toEqual(failed(11));
    const strange = await ask(chu.emails.dpo, testPassword, { forwarded: '192.0.2.2' });
    expect(strange.code).toBe('SignedIn');
    expect(strange.ms).toBeGreaterThan(1_000);
    expect(strange.ms).toBeLessThan(8_000);
    const known = await ask(chu.emails.dpo, testPassword, { forwarded: '192.0.2.2', device });
    expect(known.code).toBe('SignedIn');
    expect(known.ms).toBeLessThan(1_000);
    // The browser vouches for who signed in with it, and answers for its own failures.
    const other = { forwarded: '192.0.2.3', device };
    await useUp(chu.emails.dpo, other);
    expect(await attempt(chu.emails.dpo, testPassword, other)).toBe('too_many_attempts');
    expect(await attempt(chu.emails.dpo, testPassword, { forwarded: '192.0.2.3' })).toBe(
      'SignedIn',
    );
  });

  it('take a forged or foreign browser’s word for nothing', async () => {
    const { device } = await ask(chu.emails.patient, testPassword, { forwarded: '192.0.2.1' });
    for (const [n, forged] of [device, 'x'.repeat(43), '', "' or 1=1 --"].entries()) {
      const here = { forwarded: `198.51.100.${n + 60}`, device: forged };
      await useUp(chu.emails.clinician, here);
      expect(await attempt(chu.emails.clinician, testPassword, here)).toBe('too_many_attempts');
      // Without any cookie it is the same pair: nothing was gained.
      expect(await attempt(chu.emails.clinician, testPassword, { forwarded: here.forwarded })).toBe(
        'too_many_attempts',
      );
      await owner.query('delete from attempt_count');
    }
  });

  it('keep names of addresses, accounts and browsers apart, whatever is typed', async () => {
    for (let n = 0; n < 10; n += 1) {
      await attempt('10.9.9.9', 'wrong', { forwarded: `198.51.100.${n + 100}` });
    }
    const there = await ask(chu.emails.chair, testPassword, { forwarded: '10.9.9.9' });
    expect(there).toMatchObject({ code: 'SignedIn' });
    expect(there.ms).toBeLessThan(1_000);
    for (let n = 0; n < 5; n += 1) {
      await attempt(`["source","10.8.8.${n}"]`, 'wrong', { forwarded: `10.8.8.${n}` });
      expect(await attempt(chu.emails.chair, testPassword, { forwarded: `10.8.8.${n}` })).toBe(
        'SignedIn',
      );
    }
  });

  it('count no sign-in that succeeds, however many from one hospital', async () => {
    const forwarded = '198.51.100.200';
    for (let n = 0; n < 30; n += 1) {
      const answer = await ask(chu.emails.patient, testPassword, { forwarded });
      expect(answer.code).toBe('SignedIn');
    }
    const { rows } = await owner.query('select level from attempt_count where level > 0.5');
    expect(rows).toEqual([]);
  });

  it('wait for nobody whose clock was set back', async () => {
    const here = { forwarded: '198.51.100.201' };
    await useUp(chu.emails.buyer, here);
    await letPass(-86_400);
    expect(await attempt(chu.emails.buyer, testPassword, here)).toBe('SignedIn');
  });

  it('take the address from the proxies that are named, never from what a client writes', async () => {
    const { buyer, dpo, patient } = chu.emails;
    const right = (email: string, url: string, forwarded: string) =>
      attempt(email, testPassword, { url, forwarded });
    await behind(1, async (url) => {
      await useUp(dpo, { url, forwarded: '203.0.113.1, 192.0.2.7' });
      expect(await right(dpo, url, '203.0.113.99, 192.0.2.7')).toBe('too_many_attempts');
      expect(await right(dpo, url, '203.0.113.1, 192.0.2.8')).toBe('SignedIn');
    });
    // Two proxies, the outer one named by its address: the one before it is the client.
    await behind(['loopback', '192.0.2.0/24'], async (url) => {
      await useUp(buyer, { url, forwarded: '10.9.9.1, 203.0.113.50, 192.0.2.7' });
      expect(await right(buyer, url, '203.0.113.50, 192.0.2.7')).toBe('too_many_attempts');
    });
    await behind(false, async (url) => {
      await useUp(patient, { url, forwarded: '203.0.113.101' });
      expect(await right(patient, url, '203.0.113.250')).toBe('too_many_attempts');
    });
  });
});
