/**
 * What a backup does not hold, and why. Everything else of the schema `public` is in it: a new table
 * comes along by itself, and a table of secrets has to be named here.
 */
export const leftOut: Readonly<Record<string, string>> = {
  session: 'who had signed in there is not signed in here',
  known_device: 'likewise: a browser proves nothing to another place',
  password_reset: 'links that let their reader into an account',
  set_up_code: 'a new one is printed at the next start',
  attempt_count: 'counts of the last minutes',
  migrations: 'written anew while the schema is made',
};

/**
 * Links that a backup's reader could use are dead where it is restored: nobody knows what their tokens
 * hash to any more. Run for the tables that are there.
 */
export const deadLinks: Readonly<Record<string, string>> = {
  invitation: 'update invitation set token_hash = sha256(uuid_send(gen_random_uuid()))',
  // A mail whose link is dead is not worth sending; what is given up keeps no link.
  mail: 'update mail set failed_at = now() where secret is not null',
};
