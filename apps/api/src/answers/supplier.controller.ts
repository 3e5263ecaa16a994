import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { shownReference } from '@consilium/domain/evaluations';
import { isLocale, isRefusal } from '@consilium/domain/kernel';
import { supplierWorkbook, workbookType } from '@consilium/server/answers';
import type { Server } from '@consilium/server/composition';
import { actorOrRefuse } from '../platform/http';
import { answerRefusal } from '../platform/http-refusals';
import { SERVER } from '../platform/tokens';

/** The questions to the supplier as a workbook, in the language asked for, else the reader's. */
@Controller('api/evaluations')
export class SupplierController {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Get(':id/supplier-questions.xlsx')
  async questionnaire(
    @Param('id') id: string,
    @Query('locale') asked: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const known = actorOrRefuse(request, reply);
    if (!known) return;
    const locale = isLocale(asked) ? asked : known.locale;
    const found = await this.server.unitOfWork.read(known.actor, (tx) =>
      this.server.supplier.questionnaire(tx, id),
    );
    if (isRefusal(found)) {
      const status = found.code === 'not_found' ? 404 : 403;
      answerRefusal(reply, status, found, known.locale);
      return;
    }
    const workbook = await supplierWorkbook(found, locale);
    const name = `${shownReference(found.reference, locale).replace(/[^\w.-]+/g, '-')}-${locale}.xlsx`;
    reply
      .header('content-type', workbookType)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(workbook));
  }
}
