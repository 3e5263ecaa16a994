import 'reflect-metadata';
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
  signIn(email: $email, password: $password) { __typename ... on Refused { code } } }`;

describe('the limits of signing in, over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;

  const attempt = async (
    email: string,
    password: string,
    { url = application.url, forwarded }: { url?: string; forwarded?: string } = {},
  ): Promise<string> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-consilium-csrf': '1',
        ...(forwarded && { 'x-forwarded-for': forwarded }),
      },
      body: JSON.stringify({ query: signIn, variables: { email, password } }),
    });
    const { data } = (await response.json()) as {
      data: { signIn: { __typename: string; code?: string } };
    };
    return data.signIn.code ?? data.signIn.__typename;
  };
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
  /** Ten failures on ten accounts that nobody has, so that the address alone is counted out. */
  const useUp = async (url: string, forwarded: (n: number) => string): Promise<void> => {
    for (let n = 0; n < 10; n += 1) {
      const email = `${forwarded(n).replaceAll(/\W/g, '')}-${n}@nobody.test`;
      expect(await attempt(email, 'wrong', { url, forwarded: forwarded(n) })).toBe(
        'wrong_credentials',
      );
    }
  };

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl);
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await application?.close();
    await started?.close();
  });

  it('let no more guesses through at once than one after the other', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        attempt(chu.emails.buyer, `wrong-${n}`, { forwarded: `198.51.100.${n + 1}` }),
      ),
    );
    expect(answers.filter((one) => one === 'wrong_credentials')).toHaveLength(10);
    expect(answers.filter((one) => one === 'too_many_attempts')).toHaveLength(30);
  });

  it('count no sign-in that succeeds, however many', async () => {
    const forwarded = '198.51.100.200';
    for (let n = 0; n < 12; n += 1) {
      expect(await attempt(chu.emails.patient, testPassword, { forwarded })).not.toMatch(
        /too_many|wrong/,
      );
    }
    expect(await attempt(chu.emails.patient, 'wrong', { forwarded })).toBe('wrong_credentials');
  });

  it('take the address from the proxies that are named, never from what a client writes', async () => {
    const right = (url: string, forwarded: string) =>
      attempt(chu.emails.dpo, testPassword, { url, forwarded });
    await behind(1, async (url) => {
      await useUp(url, (n) => `203.0.113.${n + 1}, 192.0.2.7`);
      expect(await right(url, '203.0.113.99, 192.0.2.7')).toBe('too_many_attempts');
      expect(await right(url, '203.0.113.1, 192.0.2.8')).not.toMatch(/too_many|wrong/);
    });
    // Two proxies, the outer one named by its address: the one before it is the client.
    await behind(['loopback', '192.0.2.0/24'], async (url) => {
      await useUp(url, (n) => `10.9.9.${n + 1}, 203.0.113.50, 192.0.2.7`);
      expect(await right(url, '203.0.113.50, 192.0.2.7')).toBe('too_many_attempts');
    });
    await behind(false, async (url) => {
      await useUp(url, (n) => `203.0.113.${n + 101}`);
      expect(await right(url, '203.0.113.250')).toBe('too_many_attempts');
    });
  });
});
