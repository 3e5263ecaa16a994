import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';

/** What kept a page or a request from working, as a sentence of `shell:failure`. */
export type FailureKind =
  | 'crash'
  | 'outdated'
  | 'network'
  | 'unavailable'
  | 'server'
  | 'invalid'
  | 'tooManyRequests'
  | 'signedOut'
  | 'notFound';

export interface Failure {
  readonly kind: FailureKind;
  /** The server's correlation id: the person quotes it, the log has it. */
  readonly reference?: string;
}

const kindsByCode: Readonly<Record<string, FailureKind>> = {
  UNAUTHENTICATED: 'signedOut',
  NOT_FOUND: 'notFound',
  SERVICE_UNAVAILABLE: 'unavailable',
  TOO_MANY_REQUESTS: 'tooManyRequests',
  BAD_USER_INPUT: 'invalid',
  BAD_REQUEST: 'invalid',
  GRAPHQL_PARSE_FAILED: 'invalid',
  GRAPHQL_VALIDATION_FAILED: 'invalid',
};

const kindsByStatus: Readonly<Record<number, FailureKind>> = {
  400: 'invalid',
  401: 'signedOut',
  404: 'notFound',
  429: 'tooManyRequests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function ofStatus(status: number, body: string): Failure {
  let reference: string | undefined;
  try {
    const parsed = JSON.parse(body) as {
      errors?: readonly { extensions?: Record<string, unknown> }[];
      correlationId?: unknown;
    };
    reference = text(parsed.errors?.[0]?.extensions?.correlationId) ?? text(parsed.correlationId);
  } catch {
    // A proxy's page in HTML: the status says enough.
  }
  return { kind: kindsByStatus[status] ?? 'server', reference };
}

/** Reads any thrown value; the message itself is never shown, since it may be anything. */
export function failureOf(error: unknown): Failure {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const code = text(first?.extensions?.code);
    return {
      kind: (code && kindsByCode[code]) || 'server',
      reference: text(first?.extensions?.correlationId),
    };
  }
  if (ServerError.is(error)) return ofStatus(error.statusCode, error.bodyText);
  if (ServerParseError.is(error)) return ofStatus(error.statusCode, error.bodyText);
  if (error instanceof Error) {
    if (/dynamically imported module|module script failed|preload CSS/i.test(error.message))
      return { kind: navigator.onLine ? 'outdated' : 'network' };
    if (/failed to fetch|networkerror|load failed|socket closed/i.test(error.message))
      return { kind: 'network' };
  }
  return { kind: 'crash' };
}
