/** What a log says of an error: enough to find its place, no words, names or values of anybody. */
export interface LoggedError {
  readonly type: string;
  readonly code?: string | number;
  readonly message?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
  /** Of PostgreSQL's errors: what of the schema was concerned. */
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly routine?: string;
}

interface Told {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly stack?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly severity?: unknown;
  readonly routine?: unknown;
  readonly constraint?: unknown;
  readonly table?: unknown;
  readonly column?: unknown;
  readonly query?: unknown;
  readonly response?: unknown;
  readonly issues?: unknown;
  readonly extensions?: unknown;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/**
 * Whether an error's message may repeat what somebody typed: PostgreSQL quotes values, JSON.parse a
 * piece of its text, a mail server the address, GraphQL a variable, a parser the input.
 */
const quotesInput = (error: Told): boolean =>
  error.severity !== undefined ||
  error.routine !== undefined ||
  error.query !== undefined ||
  error.response !== undefined ||
  error.issues !== undefined ||
  error.extensions !== undefined ||
  error.name === 'SyntaxError';

/** Where it was thrown, without the message that stands before. */
const placesIn = (stack: unknown): string | undefined =>
  text(stack)
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
    .join('\n');

/** What stands between quotation marks of any kind may be a value. */
const withoutQuotes = (message: string): string =>
  message
    .slice(0, 500)
    .replaceAll(/"[^"]*"|“[^”]*”|«[^»]*»|`[^`]*`/g, '"…"')
    .split('\n', 1)[0]!;

/** An error as it may be logged. */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (typeof error !== 'object' || error === null) return { type: typeof error };
  const told = error as Told;
  const { code } = told;
  const schema = (['constraint', 'table', 'column', 'routine'] as const).flatMap((key) => {
    const value = text(told[key]);
    return value === undefined ? [] : [[key, value] as const];
  });
  const message = text(told.message);
  const stack = placesIn(told.stack);
  return {
    type: text(told.name) ?? 'Error',
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(message === undefined || quotesInput(told) ? {} : { message: withoutQuotes(message) }),
    ...Object.fromEntries(schema),
    ...(stack ? { stack } : {}),
    ...(told.cause !== undefined && depth < 3 ? { cause: errorForLog(told.cause, depth + 1) } : {}),
  };
}
