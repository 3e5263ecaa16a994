/** A server that the product needs besides itself. */
export type Service = 'database' | 'queues' | 'storage';

/** Why something could not be done now, though nothing is wrong with what was asked. */
export type Trouble = { readonly away: Service } | { readonly full: true };

/** Thrown where it is known which server did not answer. */
export class ServiceAway extends Error {
  constructor(
    readonly service: Service,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

interface Fault {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly name?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html: connections, resources, operator
// intervention, an instruction cancelled because it took too long, a server that only reads.
const databaseAway = /^(08...|53[0234]..|57P0.|57014|25006|25P03)$/;
const networkFaults = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);
const databaseWords =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|client was closed|not queryable|connection ended/i;
const redisWords =
  /^(MISCONF|OOM|READONLY|LOADING|MASTERDOWN|CLUSTERDOWN)|max retries per request|stream isn't writeable|^connection is closed\.?$/i;
const storeFaults = new Set(['EIO', 'ESTALE', 'ENODEV', 'ENXIO', 'EROFS', 'ENOTCONN', 'EMFILE']);
const full = new Set(['53100', 'ENOSPC', 'EDQUOT', 'EFBIG']);
const fullWords = /no space left on device|could not extend file|disk quota exceeded/i;

/**
 * What kept something from being done that is not the fault of what was asked: a server that does not
 * answer, or a disk without room. Null for everything else.
 */
export function troubleBehind(error: unknown): Trouble | null {
  if (error instanceof ServiceAway) {
    const inner = troubleBehind(error.cause);
    return inner && 'full' in inner ? inner : { away: error.service };
  }
  if (typeof error !== 'object' || error === null) return null;
  const { code, message, name, cause, errors } = error as Fault;
  const words = String(message ?? '');
  if (typeof code === 'string') {
    if (full.has(code)) return { full: true };
    if (storeFaults.has(code)) return { away: 'storage' };
  }
  if (fullWords.test(words)) return { full: true };
  if (name === 'MaxRetriesPerRequestError' || redisWords.test(words)) return { away: 'queues' };
  if (typeof code === 'string' && (databaseAway.test(code) || networkFaults.has(code))) {
    return { away: 'database' };
  }
  if (databaseWords.test(words)) return { away: 'database' };
  // Node wraps the reasons of an address with several meanings.
  if (Array.isArray(errors) && errors.length > 0) return troubleBehind(errors[0]);
  return cause === undefined ? null : troubleBehind(cause);
}

/** Whether there was no room to write. */
export const isFull = (error: unknown): boolean => {
  const trouble = troubleBehind(error);
  return trouble !== null && 'full' in trouble;
};
