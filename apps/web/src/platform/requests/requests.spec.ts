import { jest } from '@jest/globals';
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { parse } from 'graphql';
import { failureOf } from '../failures';
import { signedOut } from '../signals';
import { speaker } from '../speaker';
import { endedSession } from './ended-session';
import { endingFetch } from './ending-fetch';
import { lateRequests } from './late-requests';
import { sentAgain } from './sent-again';

// Of no schema: parsed here, so that the generated types know nothing of them.
const save = parse('mutation Save($input: SaveInput!) { save(input: $input) { done } }');
const read = parse('query Read { read }');

type Sent = { variables: { input?: { operationId: string; text: string } } };
const done = { data: { save: { __typename: 'Saved', done: true } } };
const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
/** Headers come, the body never does. */
const halfAnswer = () =>
  Object.assign(new Response(null, { headers: { 'content-type': 'application/json' } }), {
    arrayBuffer: () => new Promise<ArrayBuffer>(() => undefined),
  });

describe('requests to a server that does not answer', () => {
  let sent: Sent[];
  let answers: (() => Response | Promise<Response>)[];
  let client: ApolloClient;
  const before = globalThis.fetch;
  const silence = () => new Promise<Response>(() => undefined);
  const ids = () => sent.map(({ variables }) => variables.input?.operationId);
  const change = (operationId: string, text = 'a') =>
    client.mutate({ mutation: save, variables: { input: { operationId, text } } });
  const kind = (error: unknown) => failureOf(error).kind;

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    globalThis.fetch = (async (_address: string, { body }: { body: string }) => {
      sent.push(JSON.parse(body) as Sent);
      return (answers.shift() ?? silence)();
    }) as unknown as typeof fetch;
    client = new ApolloClient({
      cache: new InMemoryCache(),
      link: sentAgain(new Map()).concat(
        new HttpLink({ uri: 'http://consilium.test/graphql', fetch: endingFetch(20_000) }),
      ),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    globalThis.fetch = before;
  });

  it('have an end when they only read: also when the answer stops after its headers', async () => {
    answers = [silence, halfAnswer];
    for (const _each of answers.slice()) {
      const asked = client.query({ query: read, fetchPolicy: 'no-cache' }).catch(kind);
      await jest.advanceTimersByTimeAsync(20_000);
      expect(await asked).toBe('noAnswer');
    }
    expect(sent).toHaveLength(2);
  });

  it('are sent again with their operation id, and say that they are late meanwhile', async () => {
    answers = [silence, halfAnswer, () => json(done)];
    const changed = change('o1');
    await jest.advanceTimersByTimeAsync(19_999);
    expect(sent).toHaveLength(1);
    expect(lateRequests.count()).toBe(0);
    await jest.advanceTimersByTimeAsync(1_001);
    expect(sent).toHaveLength(2);
    expect(lateRequests.count()).toBe(1);
    await jest.advanceTimersByTimeAsync(24_000);
    expect((await changed).data).toMatchObject({ save: { done: true } });
    expect(ids()).toEqual(['o1', 'o1', 'o1']);
    expect(lateRequests.count()).toBe(0);
  });

  it('end in a failure at last; asked for anew, the same change goes under the same id', async () => {
    answers = [];
    const failed = change('o1').catch(kind);
    await jest.advanceTimersByTimeAsync(65_000);
    expect(await failed).toBe('noAnswer');
    expect(lateRequests.count()).toBe(0);

    answers = [() => json(done), () => json(done), () => json(done)];
    await change('o2');
    await change('o3', 'b');
    await change('o4');
    expect(ids()).toEqual(['o1', 'o1', 'o1', 'o1', 'o3', 'o4']);
  });

  it('keep their id after a broken connection, and take a new one after a refusal', async () => {
    answers = [
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => json({ errors: [{ message: 'no', extensions: { code: 'SEALED' } }] }),
      () => json(done),
    ];
    expect(await change('o1').catch(kind)).toBe('network');
    expect(await change('o2').catch(kind)).toBe('refused');
    await change('o3');
    expect(ids()).toEqual(['o1', 'o1', 'o3']);
  });

  it('are left to who asked where that one sends again by itself', async () => {
    answers = [silence];
    const failed = client
      .mutate({
        mutation: save,
        variables: { input: { operationId: 'o1', text: 'a' } },
        context: { sentOnce: true },
      })
      .catch(kind);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(await failed).toBe('noAnswer');
    expect(sent).toHaveLength(1);
  });

  describe('that no longer knows the session', () => {
    const over = () => json({ errors: [{ message: 'no', extensions: { code: 'NOT_SIGNED_IN' } }] });
    let told: number;
    let stop: () => void;

    beforeEach(() => {
      told = 0;
      stop = signedOut.listen(() => (told += 1));
      speaker.is('a1');
      client = new ApolloClient({
        cache: new InMemoryCache(),
        link: endedSession()
          .concat(sentAgain(new Map()))
          .concat(new HttpLink({ uri: 'http://consilium.test/graphql' })),
      });
    });
    afterEach(() => {
      stop();
      speaker.is(null);
    });

    it('tell the page that its session is over', async () => {
      answers = [over];
      expect(await change('o1').catch(kind)).toBe('refused');
      expect(told).toBe(1);
    });

    it('are asked once more when the person signed in before their answer came', async () => {
      let late: (answer: Response) => void = () => undefined;
      answers = [() => new Promise((resolve) => (late = resolve)), () => json(done)];
      const changed = change('o1');
      speaker.is(null);
      speaker.is('a1');
      late(over());
      expect((await changed).data).toMatchObject({ save: { done: true } });
      expect(ids()).toEqual(['o1', 'o1']);
      expect(told).toBe(0);
    });
  });
});
