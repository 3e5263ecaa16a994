import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';
import {
  isFaultCode,
  isRefusalCode,
  type FaultCode,
  type RefusalCode,
} from '@consilium/domain/kernel';
import { NoAnswer } from './requests/ending-fetch';

/** What kept a page or a request from working, as a sentence of `shell:failure`. */
export type FailureKind =
  | 'crash'
  | 'outdated'
  | 'network'
  | 'noAnswer'
  | 'unavailable'
  | 'server'
  | 'diskFull'
  | 'invalid'
  | 'tooLarge'
  | 'tooSlow'
  | 'tooCostly'
  | 'tooManyRequests'
  | 'foreignOrigin'
  | 'unknownName'
  | 'demoElsewhere';

export interface Breakdown {
  readonly kind: FailureKind;
  /** The server's correlation id: the person quotes it, the log has it. */
  readonly reference?: string;
}

/** The server understood and declined; `refusals:<code>` says why. */
export interface Declined {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

export type Failure = Breakdown | Declined;

/** A code that the server learns to send does not compile without its sentence. */
const kindsByCode: Readonly<Record<FaultCode, FailureKind>> = {
  INTERNAL: 'server',
  UNAVAILABLE: 'unavailable',
  DISK_FULL: 'diskFull',
  FOREIGN_ORIGIN: 'foreignOrigin',
  UNKNOWN_NAME: 'unknownName',
  DEMO_ELSEWHERE: 'demoElsewhere',
  TOO_LARGE: 'tooLarge',
  TOO_SLOW: 'tooSlow',
  TOO_COSTLY: 'tooCostly',
  BAD_USER_INPUT: 'invalid',
  BAD_REQUEST: 'invalid',
  GRAPHQL_PARSE_FAILED: 'invalid',
  GRAPHQL_VALIDATION_FAILED: 'invalid',
  OPERATION_RESOLUTION_FAILURE: 'invalid',
};

const kindsByStatus: Readonly<Record<number, FailureKind>> = {
  400: 'invalid',
  408: 'tooSlow',
  413: 'tooLarge',
  429: 'tooManyRequests',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The server writes a refusal's code in capitals where only an error can carry it. */
function ofExtensions(extensions: Readonly<Record<string, unknown>> | undefined): Failure | null {
  const code = text(extensions?.code);
  if (!code) return null;
  const refusal = code.toLowerCase();
  if (isRefusalCode(refusal))
    return {
      kind: 'refused',
      code: refusal,
      details: (extensions?.details ?? {}) as Declined['details'],
    };
  return {
    kind: isFaultCode(code) ? kindsByCode[code] : 'server',
    reference: text(extensions?.correlationId),
  };
}

function ofResponse(status: number, body: string): Failure {
  const otherwise: Breakdown = { kind: kindsByStatus[status] ?? 'server' };
  try {
    const { errors } = JSON.parse(body) as {
      errors?: readonly { extensions?: Record<string, unknown> }[];
    };
    return ofExtensions(errors?.[0]?.extensions) ?? otherwise;
  } catch {
    // A proxy's page in HTML: the status says enough.
    return otherwise;
  }
}

/** Reads any thrown value; its own message is never shown, since it may be anything. */
export function failureOf(error: unknown): Failure {
  if (CombinedGraphQLErrors.is(error))
    return ofExtensions(error.errors[0]?.extensions) ?? { kind: 'server' };
  if (ServerError.is(error) || ServerParseError.is(error))
    return ofResponse(error.statusCode, error.bodyText);
  if (error instanceof NoAnswer) return { kind: 'noAnswer' };
  if (error instanceof Error) {
    if (/dynamically imported module|module script failed|preload CSS/i.test(error.message))
      return { kind: navigator.onLine ? 'outdated' : 'network' };
    if (/failed to fetch|networkerror|load failed|socket closed/i.test(error.message))
      return { kind: 'network' };
  }
  return { kind: 'crash' };
}

/** Failures that pass by themselves: what could not be sent is sent again. */
const passing: readonly string[] = [
  'network',
  'noAnswer',
  'unavailable',
  'diskFull',
  'server',
  'tooSlow',
  'tooManyRequests',
];

export const isPassing = ({ kind }: Failure): boolean => passing.includes(kind);

/** Whether the page's session is over: ended, or another person's by now. */
export const isSessionOver = (failure: Failure): boolean =>
  failure.kind === 'refused' && ['not_signed_in', 'other_session'].includes(failure.code);

/** Whether the thing does not exist or is not this person's to see: said the same way. */
export const isNotFound = (failure: Failure): boolean =>
  failure.kind === 'refused' && ['not_found', 'not_a_member'].includes(failure.code);
