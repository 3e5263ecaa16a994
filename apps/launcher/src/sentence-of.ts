import { ConfigurationError } from '@consilium/server/platform/configuration';
import { errorForLog, troubleBehind } from '@consilium/server/platform/faults';

const servers = {
  database: 'The database',
  queues: 'Redis',
  storage: 'The store of the files',
} as const;

/** A table, column, function or schema that is not there yet. */
const ofAnotherVersion = new Set<unknown>(['42P01', '42703', '42883', '3F000']);

/**
 * What whoever runs the server reads of a fault: a sentence for what can be mended there; for what only we
 * can mend, where it happened, without words, names or values of anybody.
 */
export function sentenceOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  const trouble = troubleBehind(error);
  if (trouble && 'full' in trouble) {
    return 'There is no room left on the disk: make some, then try again.';
  }
  const { code } = Object(error) as { code?: unknown };
  if (trouble) {
    const reason = typeof code === 'string' ? ` (${code})` : '';
    return `${servers[trouble.away]} does not answer${reason}: see that it runs, then try again.`;
  }
  if (ofAnotherVersion.has(code)) {
    return 'The database is not of this version of Consilium: start Consilium once, then try again.';
  }
  return `This failed, and should not have: ${JSON.stringify(errorForLog(error))}`;
}
