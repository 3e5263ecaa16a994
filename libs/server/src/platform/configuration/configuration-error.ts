/**
 * Something outside the program keeps it from starting: a variable, a folder, a port, a server.
 * The message is one sentence that names the cause and what to do; it is shown without a stack.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
