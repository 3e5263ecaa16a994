import pg from 'pg';

/** What is written together for many requests, a moment later, belongs to none of them. */
const gathered = ['consilium_note_security(', 'consilium_renew_sessions('];

const isApart = (statement: unknown): boolean =>
  statement === 'ROLLBACK' ||
  (typeof statement === 'string' &&
    [...gathered, 'consilium_session('].some((name) => statement.includes(name)));

/**
 * Statements sent to the database by the API while `work` runs, whatever connection carries them;
 * live signals and queues go over connections of their own and are left out. So are the end of a
 * read, for which nobody waits and which may fall into the next count, and the look-up of a session,
 * which is remembered for some seconds.
 */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const prototype = pg.Client.prototype as unknown as { query: (...values: unknown[]) => unknown };
  const original = prototype.query;
  let count = 0;
  prototype.query = function (this: pg.Client, ...values: unknown[]) {
    const { application_name: name } = (
      this as unknown as { connectionParameters: { application_name?: string } }
    ).connectionParameters;
    if (name === 'consilium-api' && !isApart(values[0])) count += 1;
    return original.apply(this, values);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return count;
}
