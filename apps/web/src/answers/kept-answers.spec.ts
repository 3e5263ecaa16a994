import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { answerKind, type Place } from './kept-answers';

const place: Place = {
  person: 'anne',
  evaluationId: 'e',
  partId: 'p',
  questionKey: 'Q01.need.problem',
  siteId: null,
  onBehalfOf: null,
  contentHash: 'h',
};
const attempt = {
  declined: [],
  operationId: 'o1',
  baseVersion: 0,
  words: { state: 'value' as const, value: 'Les délais dépassent 48 heures.', comment: '' },
};

/** What becomes of an attempt that the server answers so. */
const fate = (status: number, body: string) =>
  answerKind.send(
    new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({
        uri: 'http://consilium.test/graphql',
        fetch: async () =>
          new Response(body, { status, headers: { 'content-type': 'application/json' } }),
      }),
    }),
    place,
    attempt,
  );
const fault = (code: string, data?: null) =>
  JSON.stringify({
    errors: [{ message: 'Une phrase.', extensions: { code } }],
    ...(data === null ? { data } : {}),
  });

describe('words on their way to a server that fails', () => {
  it.each([
    ['a database that is away', 503, fault('UNAVAILABLE', null), 'server'],
    ['a proxy without a server behind it', 502, '<html>', 'server'],
    ['a fault inside', 200, fault('INTERNAL', null), 'server'],
    ['a session that ended', 200, fault('NOT_SIGNED_IN', null), 'session'],
  ])('wait: %s', async (_what, status, body, why) => {
    expect(await fate(status, body)).toEqual({ kind: 'unreachable', why });
  });

  it.each([
    ['too large', 413, fault('TOO_LARGE'), { failure: 'tooLarge' }],
    ['malformed', 400, fault('BAD_REQUEST'), { failure: 'invalid' }],
    [
      'holding what cannot be kept',
      200,
      fault('CONTROL_CHARACTERS', null),
      { code: 'control_characters' },
    ],
  ])(
    'are refused, not sent for ever, when the request is %s',
    async (_what, status, body, refusal) => {
      expect(await fate(status, body)).toMatchObject({ kind: 'refused', refusal });
    },
  );
});

describe('words that are kept on the device', () => {
  it('are named by the words of their question, by its key where these were not kept', () => {
    const asked = 'Quel problème veut-on résoudre\u00a0?';
    expect(answerKind.line({ ...place, asked }).name).toBe(asked);
    expect(answerKind.line(place).name).toBe('Q01.need.problem');
  });
});
