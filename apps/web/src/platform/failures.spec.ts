import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { failureOf, isNotFound } from './failures';

const graphqlError = (extensions: Record<string, unknown>) =>
  new CombinedGraphQLErrors({ errors: [{ message: 'anything', extensions }] });

const serverError = (status: number, body: string) =>
  new ServerError('anything', { response: new Response(null, { status }), bodyText: body });

describe('failureOf', () => {
  it('keeps the correlation id of a masked error', () => {
    expect(failureOf(graphqlError({ code: 'INTERNAL', correlationId: '0193' }))).toEqual({
      kind: 'server',
      reference: '0193',
    });
  });

  it('reads a refusal that only an error could carry', () => {
    const failure = failureOf(graphqlError({ code: 'NOT_A_MEMBER' }));
    expect(failure).toEqual({ kind: 'refused', code: 'not_a_member', details: {} });
    expect(isNotFound(failure)).toBe(true);
  });

  it('reads the body of a refused request before its status', () => {
    const body = JSON.stringify({
      errors: [{ extensions: { code: 'UNAVAILABLE', correlationId: '0194' } }],
    });
    expect(failureOf(serverError(503, body))).toEqual({ kind: 'unavailable', reference: '0194' });
    expect(failureOf(serverError(502, '<html>'))).toEqual({ kind: 'unavailable' });
    expect(failureOf(serverError(500, '{}'))).toEqual({ kind: 'server' });
    expect(failureOf(serverError(413, '<html>'))).toEqual({ kind: 'invalid' });
    const large = JSON.stringify({ errors: [{ extensions: { code: 'TOO_LARGE' } }] });
    expect(failureOf(serverError(413, large)).kind).toBe('invalid');
  });

  it('tells no network, a new release and a crash apart', () => {
    expect(failureOf(new TypeError('Failed to fetch')).kind).toBe('network');
    expect(
      failureOf(new TypeError('Failed to fetch dynamically imported module: /a.js')).kind,
    ).toBe('outdated');
    expect(failureOf(new Error('x is not a function')).kind).toBe('crash');
    expect(failureOf('anything').kind).toBe('crash');
  });
});
