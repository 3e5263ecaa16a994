import { connect, createServer, type Server, type Socket } from 'node:net';

/** A wire to a server that can be cut, stalled and mended, so that a spec has a fault of its own. */
export interface CutWire {
  /** The same address, through the wire. */
  through(url: string): string;
  /** Ends every connection and lets nobody in. */
  cut(): Promise<void>;
  /** Lets nothing through any more and ends nothing, as a network does that swallows what is sent. */
  stall(): void;
  /** As new; connections that were stalled end. */
  mend(): Promise<void>;
}

/** A wire on this machine to the server of a URL. */
export async function startWire(url: string): Promise<CutWire> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let port = 0;
  let stalled = false;
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const listen = () =>
    new Promise<void>((resolve) => {
      server = createServer((near) => {
        sockets.add(near);
        near.on('error', () => undefined);
        if (stalled) return;
        const far = connect(Number(target.port), target.hostname);
        sockets.add(far);
        far.on('error', () => undefined);
        for (const [from, to] of [
          [near, far],
          [far, near],
        ] as const) {
          from.on('data', (bytes) => !stalled && to.write(bytes));
          from.on('close', () => {
            sockets.delete(from);
            to.destroy();
          });
        }
      });
      server.listen(port, '127.0.0.1', () => {
        port = (server?.address() as { port: number }).port;
        resolve();
      });
    });
  await listen();
  return {
    through: (given) => {
      const address = new URL(given);
      address.hostname = '127.0.0.1';
      address.port = String(port);
      return address.toString();
    },
    cut: () =>
      new Promise<void>((resolve) => {
        if (!server) return resolve();
        server.close(() => resolve());
        server = null;
        end();
      }),
    stall: () => {
      stalled = true;
    },
    mend: async () => {
      if (stalled) end();
      stalled = false;
      if (!server) await listen();
    },
  };
}
