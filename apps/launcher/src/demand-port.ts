import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigurationError } from '@consilium/server/platform/configuration';

/**
 * Proves that the API will be able to listen.
 *
 * @param patienceMs how long a port may stay taken, for processes that are on their way out.
 * @throws {ConfigurationError} one sentence naming the variable and the reason.
 */
export async function demandPort(host: string, port: number, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  let code = await tryToListen(host, port);
  while (code === 'EADDRINUSE' && Date.now() < until) {
    await pause(100);
    code = await tryToListen(host, port);
  }
  switch (code) {
    case undefined:
      return;
    case 'EADDRINUSE':
      throw new ConfigurationError(
        `PORT: another program already uses port ${port} of ${host}; stop it or set PORT to a free one.`,
      );
    case 'EACCES':
      throw new ConfigurationError(
        `PORT: this account may not use port ${port}; set PORT to one above 1023.`,
      );
    default:
      throw new ConfigurationError(`HOST: this machine cannot listen on ${host} (${code}).`);
  }
}

function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}
