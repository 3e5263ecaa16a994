import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Server } from '@consilium/server/composition';
import { SERVER } from './tokens';

/** For launchers and orchestrators: alive says the process runs, ready that it can serve. */
@Controller('health')
export class HealthController {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Get('live')
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const checks = await this.server.checks();
    const ready = Object.values(checks).every((state) => state === 'up');
    // With a full disk it still serves: whoever sends people elsewhere would keep them from reading.
    const writes = this.server.disk.isFull ? 'refused' : 'accepted';
    reply
      .code(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
      .send({ status: ready ? 'ready' : 'not_ready', checks, writes });
  }
}
