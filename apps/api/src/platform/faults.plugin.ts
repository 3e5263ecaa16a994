import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import {
  isFaultCode,
  isRefusalCode,
  refuse,
  RefusedError,
  type FaultCode,
} from '@consilium/domain/kernel';
import { isUnstorableText, type UnitOfWork } from '@consilium/server/platform/database';
import { troubleBehind, type Service } from '@consilium/server/platform/faults';
import { translate } from '@consilium/server/platform/texts';
import { isTooCostly } from './query-bounds';
import { refusalError, type RequestContext } from './request';

interface Context {
  request: RequestContext;
}

/** Complaints about the query itself; what exactly is wrong is told to members, never to strangers. */
const complaints = new Set<string>([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.BAD_REQUEST,
]);

/** Why the product cannot do now what was asked: what is told, and after how long to ask again. */
export interface Absence {
  readonly code: Extract<FaultCode, 'UNAVAILABLE' | 'DISK_FULL'>;
  readonly sentence: 'unavailable' | 'unavailable_queues' | 'unavailable_storage' | 'disk_full';
  /** The server that is away. */
  readonly service?: Service;
  /** Seconds after which asking again is reasonable. */
  readonly retryAfter: number;
}

/** Null where the fault is the product's own. */
export function absenceBehind(error: unknown): Absence | null {
  const trouble = troubleBehind(error);
  if (trouble === null) return null;
  if ('full' in trouble) return { code: 'DISK_FULL', sentence: 'disk_full', retryAfter: 60 };
  const service = trouble.away;
  return {
    code: 'UNAVAILABLE',
    sentence: service === 'database' ? 'unavailable' : `unavailable_${service}`,
    service,
    retryAfter: 5,
  };
}

/** An error that says nothing of what went wrong inside: thrown on purpose, or found in the query. */
const isForClients = ({ originalError }: GraphQLError): boolean =>
  !originalError || originalError instanceof GraphQLError;

/** The refusal behind an error where only an error can carry it. */
function refusalBehind(error: GraphQLError, request: Pick<RequestContext, 'locale'>): GraphQLError {
  const { originalError } = error;
  if (originalError instanceof RefusedError)
    return refusalError(originalError.refusal, request.locale);
  return isUnstorableText(originalError)
    ? refusalError(refuse('control_characters'), request.locale)
    : error;
}

/** What a client is told about an error: a code and a sentence, never what went wrong inside. */
export function faultForClient(
  error: GraphQLError,
  request: Pick<RequestContext, 'locale' | 'correlationId' | 'session'>,
): GraphQLFormattedError & { absence: Absence | null } {
  const shape = {
    ...(error.path ? { path: error.path } : {}),
    ...(error.locations ? { locations: error.locations } : {}),
  };
  const known = refusalBehind(error, request);
  if (isForClients(known)) {
    const { code, details } = known.extensions;
    if (isTooCostly(known)) {
      const message = translate(request.locale, 'faults:too_costly');
      return { ...shape, message, extensions: { code: 'TOO_COSTLY' }, absence: null };
    }
    if (complaints.has(String(code)) || !isOurs(code)) {
      const message = translate(request.locale, 'faults:malformed');
      const reason = request.session ? { reason: known.message } : {};
      const told: FaultCode = isFaultCode(code) ? code : 'BAD_REQUEST';
      return { ...shape, message, extensions: { code: told, ...reason }, absence: null };
    }
    return {
      ...shape,
      message: known.message,
      extensions: { code, ...pick(details) },
      absence: null,
    };
  }
  const absence = absenceBehind(error.originalError);
  const sentence = absence?.sentence ?? 'internal';
  return {
    ...shape,
    message: translate(request.locale, `faults:${sentence}`, { id: request.correlationId }),
    extensions: {
      code: absence?.code ?? 'INTERNAL',
      ...(absence?.service ? { service: absence.service } : {}),
      correlationId: request.correlationId,
    },
    absence,
  };
}

/** A code for which every client has a sentence. */
const isOurs = (code: unknown): boolean =>
  isFaultCode(code) || (typeof code === 'string' && isRefusalCode(code.toLowerCase()));

const pick = (details: unknown): object => (details === undefined ? {} : { details });

/** Logs what went wrong inside, so that the correlation id a person quotes leads to it. */
export function logFault(
  logger: Pick<Logger, 'error'>,
  error: GraphQLError,
  request: Pick<RequestContext, 'locale' | 'correlationId'>,
): void {
  if (isForClients(refusalBehind(error, request))) return;
  const { correlationId } = request;
  logger.error({ err: error.originalError, path: error.path, correlationId }, 'a request failed');
}

/** The same for all errors of one request. */
export const logFaults =
  (logger: Pick<Logger, 'error'>) =>
  async ({
    errors,
    contextValue,
  }: {
    readonly errors: readonly GraphQLError[];
    readonly contextValue: Context;
  }): Promise<void> => {
    for (const error of errors) {
      if (contextValue.request) logFault(logger, error, contextValue.request);
    }
  };

/**
 * Closes each request's reader, logs faults with the correlation id, and replaces what they say.
 * An absent server or a full disk is a 503 with a time to come back.
 */
export const faultsPlugin = (
  unitOfWork: UnitOfWork,
  logger: Logger,
): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didEncounterErrors: logFaults(logger),
    willSendResponse: async (context: GraphQLRequestContext<Context>) => {
      const { contextValue, response, errors } = context;
      if (contextValue.request?.actor) unitOfWork.finish(contextValue.request.actor);
      const { body } = response;
      if (body?.kind !== 'single' || !errors || !contextValue.request) return;
      const faults = errors.map((error) => faultForClient(error, contextValue.request));
      body.singleResult.errors = faults.map(({ absence: _absence, ...fault }) => fault);
      const absence = faults.find((fault) => fault.absence)?.absence;
      if (absence) {
        response.http.status = 503;
        response.http.headers.set('retry-after', String(absence.retryAfter));
      }
    },
  }),
});
