import type { FastifyReply, FastifyRequest } from 'fastify';
import { translate } from '@consilium/server/platform/texts';
import { languageFor, refuseRequest } from './http-refusals';

/** How long a body may take, whole and between two pieces of it. */
export interface BodyPatience {
  readonly wholeMs: number;
  readonly idleMs: number;
}

interface Arriving {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly patience: BodyPatience;
  readonly since: number;
  bytes: number;
  movedAt: number;
}

const lookEveryMs = 1_000;

/** Ends requests whose bodies come too slowly: each holds memory and a connection meanwhile. */
export class SlowBodies {
  private readonly arriving = new Map<string, Arriving>();
  private readonly looking: NodeJS.Timeout;

  constructor() {
    this.looking = setInterval(() => this.look(), lookEveryMs).unref();
  }

  watch(request: FastifyRequest, reply: FastifyReply, patience: BodyPatience): void {
    const now = performance.now();
    const { bytesRead: bytes } = request.raw.socket;
    this.arriving.set(request.id, { request, reply, patience, since: now, movedAt: now, bytes });
  }

  arrived(request: FastifyRequest): void {
    this.arriving.delete(request.id);
  }

  close(): void {
    clearInterval(this.looking);
  }

  private look(): void {
    const now = performance.now();
    for (const [id, one] of this.arriving) {
      const { raw } = one.request;
      const { bytesRead } = raw.socket;
      if (bytesRead !== one.bytes) Object.assign(one, { bytes: bytesRead, movedAt: now });
      const late =
        now - one.since > one.patience.wholeMs || now - one.movedAt > one.patience.idleMs;
      if (raw.complete || raw.destroyed || one.reply.sent) this.arriving.delete(id);
      else if (late) this.end(one);
    }
  }

  private end({ request, reply }: Arriving): void {
    this.arriving.delete(request.id);
    reply.header('connection', 'close');
    reply.raw.once('finish', () => request.raw.socket.destroySoon());
    refuseRequest(reply, 408, 'TOO_SLOW', translate(languageFor(request), 'faults:too_slow'));
  }
}
