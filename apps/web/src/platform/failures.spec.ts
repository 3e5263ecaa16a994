import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { faultCodes, refusalCodes } from '@consilium/domain/kernel';
import refusalsEn from '@consilium/domain/messages/en/refusals.json' with { type: 'json' };
import shellEn from '@consilium/domain/messages/en/shell.json' with { type: 'json' };
import refusalsFr from '@consilium/domain/messages/fr/refusals.json' with { type: 'json' };
import shellFr from '@consilium/domain/messages/fr/shell.json' with { type: 'json' };
import { failureOf, isNotFound } from './failures';

const graphqlError = (extensions: Record<string, unknown>) =>
  new CombinedGraphQLErrors({ errors: [{ message: 'anything', extensions }] });

const serverError = (status: number, body: string) =>
  new ServerError('anything', { response: new Response(null, { status }), bodyText: body });

/** The sentence of a code; of those that count, the one for many. */
const sentenceIn = (refusals: Readonly<Record<string, string>>, code: string): string | undefined =>
  refusals[code] ?? refusals[`${code}_other`];

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
    expect(failureOf(serverError(413, '<html>'))).toEqual({ kind: 'tooLarge' });
    const large = JSON.stringify({ errors: [{ extensions: { code: 'TOO_LARGE' } }] });
    expect(failureOf(serverError(413, large)).kind).toBe('tooLarge');
  });

  it.each([...faultCodes, ...refusalCodes.map((code) => code.toUpperCase())])(
    'has a sentence in both languages for %s',
    (code) => {
      const failure = failureOf(graphqlError({ code }));
      const sentences = [
        { refusals: refusalsFr, shell: shellFr },
        { refusals: refusalsEn, shell: shellEn },
      ].map(({ refusals, shell }): string | undefined =>
        failure.kind === 'refused'
          ? sentenceIn(refusals, failure.code)
          : shell.failure[failure.kind],
      );
      for (const sentence of sentences) expect(sentence).toMatch(/^[\p{Lu}{«“].{10,}[.?]$/u);
      expect(sentences[0]).not.toBe(sentences[1]);
      // "Something went wrong" is for what has no name.
      expect(failure.kind === 'server').toBe(code === 'INTERNAL');
    },
  );

  it('says of a full disk what still works, and of a slow body that nothing was kept', () => {
    const [full, slow] = ['DISK_FULL', 'TOO_SLOW'].map(
      (code) => failureOf(graphqlError({ code })).kind,
    );
    expect([full, slow]).toEqual(['diskFull', 'tooSlow']);
    expect(shellFr.failure.diskFull).toMatch(/disque est plein.*lire/);
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
