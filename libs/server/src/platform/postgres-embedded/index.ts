export { startEmbeddedPostgres } from './start-embedded-postgres';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './start-embedded-postgres';
export { findEmbeddedPostgres } from './find-embedded-postgres';
export { connectionFailure } from './connection-failure';
export { ensureRoles, EXTENSIONS } from './database-roles';
