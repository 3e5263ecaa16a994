/**
 * What a backup does not hold, and why. Everything else of the schema `public` is in it: a new table
 * comes along by itself, and a table of secrets has to be named here.
 */
export const leftOut: Readonly<Record<string, string>> = {
  session: 'who had signed in there is not signed in here',
  known_device: 'likewise: a browser proves nothing to another place',
  attempt_count: 'counts of the last minutes',
  rate_limit: 'counts of the last minutes',
  migrations: 'written anew while the schema is made',
};
