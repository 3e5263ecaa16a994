import {
  Catch,
  HttpException,
  Inject,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import { translate } from '@consilium/server/platform/texts';
import {
  answerFault,
  answerRefusal,
  languageFor,
  refuseMalformed,
  refuseRequest,
} from './http-refusals';
import { SERVER } from './tokens';

/**
 * What goes wrong outside GraphQL, from a body that is no JSON to a controller that fails, is answered
 * in the one shape that clients read and in the reader's language. What happens in resolvers is left
 * to the faults plugin.
 */
@Catch()
export class HttpFaultsFilter implements ExceptionFilter {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return;
    const [request, reply] = host.getArgs<[FastifyRequest, FastifyReply]>();
    const status = error instanceof HttpException ? error.getStatus() : 500;
    const locale = languageFor(request);
    if (status >= 500) {
      answerFault(this.server, request, reply, error);
    } else if (status === 404) {
      answerRefusal(reply, 404, refuse('not_found'), locale);
    } else if (status === 413) {
      refuseRequest(reply, 413, 'TOO_LARGE', translate(locale, 'faults:too_large'));
    } else {
      refuseMalformed(request, reply);
    }
  }
}
