/**
 * What a backup does not hold, and why. Everything else of the schema `public` is in it: a new table
 * comes along by itself, and a table of secrets has to be named here.
 */
export const leftOut: Readonly<Record<string, string>> = {
  session: 'who had signed in there is not signed in here',
  known_device: 'likewise: a browser proves nothing to another place',
  password_reset: 'links that let their reader into an account',
  attempt_count: 'counts of the last minutes',
  rate_limit: 'counts of the last minutes',
  migrations: 'written anew while the schema is made',
};

/**
 * Links that a backup's reader could use are dead where it is restored: nobody knows what their tokens
 * hash to any more. Run for the tables that are there.
 */
export const deadLinks: Readonly<Record<string, string>> = {
  invitation: "update invitation set token_hash = digest(gen_random_bytes(32), 'sha256')",
};
