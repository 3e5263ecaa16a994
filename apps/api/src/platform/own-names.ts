import type { IncomingMessage } from 'node:http';
import { isLoopbackName, type HttpConfiguration } from '@consilium/server/platform/configuration';

/** The name in a Host header or an address, without its port; null when there is none. */
const nameIn = (host: string | undefined): string | null => {
  if (host === undefined || host === '' || /[\s/@?#]/.test(host)) return null;
  try {
    return new URL(`http://${host}`).hostname.replace(/\.$/, '');
  } catch {
    return null;
  }
};

/** Under which names the product answers: those it was told of, and those of this very machine. */
export class OwnNames {
  private readonly names: ReadonlySet<string>;
  private readonly publicOrigin: string;

  constructor({ publicUrl, furtherNames }: Pick<HttpConfiguration, 'publicUrl' | 'furtherNames'>) {
    const url = new URL(publicUrl);
    this.publicOrigin = url.origin;
    this.names = new Set([url.hostname, ...furtherNames]);
  }

  /**
   * Whether a request names the product as its configuration does. Any other name led here by somebody
   * else's word: a page of that name would be taken for one of ours.
   */
  isOwnHost(host: string | undefined): boolean {
    const name = nameIn(host);
    return name !== null && (this.names.has(name) || isLoopbackName(name));
  }

  /** The sockets of the host that a request names, for a policy of its page; none under a foreign name. */
  socketOf(host: string | undefined): string {
    if (!this.isOwnHost(host)) return '';
    const { host: own } = new URL(`http://${host}`);
    return `ws://${own} wss://${own}`;
  }

  /** Whether a request, judged by its Origin, comes from the product's own pages. */
  isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || origin === this.publicOrigin) return true;
    if (!this.isOwnHost(host)) return false;
    try {
      return new URL(origin).host === host;
    } catch {
      return false;
    }
  }
}

/** What a proxy adds to what it passes on. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** Whether the caller sits at this very machine, with nothing in between that says otherwise. */
export const isAtThisMachine = ({ socket, headers }: IncomingMessage): boolean =>
  isLoopbackName(`${socket.remoteAddress ?? ''}`.replace(/^::ffff:/, '')) &&
  proxyHeaders.every((name) => headers[name] === undefined);
