import { ConfigurationError } from '../configuration';

/**
 * Turns a failed connection into one sentence that names the variable and the server, never the
 * password.
 */
export function connectionFailure(error: unknown, variable: string, url: string) {
  const { hostname, port, pathname, username } = new URL(url);
  const server = `${hostname || 'localhost'}:${port || 5432}`;
  const { code, message } = error as { code?: string; message?: string };
  switch (code) {
    case '28P01':
    case '28000':
      return new ConfigurationError(
        `${variable} names the user ${decodeURIComponent(username)}, whom PostgreSQL at ${server} does not let in with that password.`,
      );
    case '3D000':
      return new ConfigurationError(
        `${variable} names the database ${decodeURIComponent(pathname.slice(1))}, which does not exist at ${server}.`,
      );
    default:
      return new ConfigurationError(
        `${variable} names ${server}, where no PostgreSQL can be reached (${code ?? message ?? 'no answer'}).`,
      );
  }
}
