import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { UnitOfWork } from '@consilium/server/platform/database';
import { translate } from '@consilium/server/platform/texts';
import type { RequestContext } from './request';

interface Context {
  request: RequestContext;
}

/** Errors whose text is meant for the client: refusals and complaints about the query itself. */
const meantForClients = new Set<string>([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.BAD_REQUEST,
]);

const connectionFaults = /^(08|53|57P0)/;
const networkFaults = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);

/** Whether a fault says that the database cannot be reached now; asking again later may work. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && (connectionFaults.test(code) || networkFaults.has(code)))
    return true;
  return /connection terminated|timeout exceeded when trying to connect|Client was closed/i.test(
    error.message,
  );
}

/** Seconds after which asking again is reasonable. */
export const retryAfterSeconds = 5;

/** What a client is told about an error that was not a refusal: never what went wrong inside. */
export function faultForClient(
  error: GraphQLError,
  request: Pick<RequestContext, 'locale' | 'correlationId'>,
): GraphQLFormattedError & { away: boolean } {
  const code = error.extensions['code'];
  const shape = {
    ...(error.path ? { path: error.path } : {}),
    ...(error.locations ? { locations: error.locations } : {}),
  };
  const original = error.originalError;
  if (!original || original instanceof GraphQLError) {
    // Thrown on purpose, or found in the query before anything ran.
    return {
      ...shape,
      message: error.message,
      extensions: { code: code ?? 'BAD_REQUEST', ...pick(error.extensions['details']) },
      away: false,
    };
  }
  const away = isDatabaseAway(original);
  const kind = away ? 'unavailable' : 'internal';
  return {
    ...shape,
    message: translate(request.locale, `faults:${kind}`, { id: request.correlationId }),
    extensions: { code: kind.toUpperCase(), correlationId: request.correlationId },
    away,
  };
}

const pick = (details: unknown): object => (details === undefined ? {} : { details });

/**
 * Closes each request's reader, logs faults with the correlation id, and replaces what they say.
 * An unreachable database is a 503 with a time to come back.
 */
export const faultsPlugin = (
  unitOfWork: UnitOfWork,
  logger: Logger,
): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue }) => {
      for (const error of errors) {
        if (meantForClients.has(String(error.extensions['code'])) || !error.originalError) continue;
        if (error.originalError instanceof GraphQLError) continue;
        logger.error(
          {
            err: error.originalError,
            path: error.path,
            correlationId: contextValue.request?.correlationId,
          },
          'a request failed',
        );
      }
    },
    willSendResponse: async (context: GraphQLRequestContext<Context>) => {
      const { contextValue, response, errors } = context;
      if (contextValue.request?.actor) await unitOfWork.finish(contextValue.request.actor);
      const { body } = response;
      if (body?.kind !== 'single' || !errors || !contextValue.request) return;
      const faults = errors.map((error) => faultForClient(error, contextValue.request));
      body.singleResult.errors = faults.map(({ away: _away, ...fault }) => fault);
      if (faults.some((fault) => fault.away)) {
        response.http.status = 503;
        response.http.headers.set('retry-after', String(retryAfterSeconds));
      }
    },
  }),
});
