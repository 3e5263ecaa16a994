/** The wired services of libs/server, for injection. */
export const SERVER = Symbol('the wired services');
