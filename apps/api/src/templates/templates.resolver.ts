import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import type { Actor } from '@consilium/server/platform/database';
import { as, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, type RequestContext } from '../platform/request';
import { SERVER } from '../platform/tokens';
import {
  LibraryTemplate,
  PublishTemplateResult,
  TemplatePublished,
  TemplateVersionType,
} from './templates.types';

@Resolver()
export class TemplatesResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => [TemplateVersionType], { description: 'Published versions, the latest first.' })
  templateVersions(@CurrentActor() actor: Actor): Promise<TemplateVersionType[]> {
    return this.server.templateVersions.list(this.server.unitOfWork.reader(actor));
  }

  @Query(() => TemplateVersionType, { nullable: true })
  templateVersion(
    @Args('contentHash') contentHash: string,
    @CurrentActor() actor: Actor,
  ): Promise<TemplateVersionType | null> {
    return this.server.templateVersions.byHash(this.server.unitOfWork.reader(actor), contentHash);
  }

  @Query(() => LibraryTemplate, { description: 'What publishing would bring.' })
  libraryTemplate(@CurrentActor() actor: Actor): Promise<LibraryTemplate> {
    return this.server.templateVersions.library(this.server.unitOfWork.reader(actor));
  }

  @Mutation(() => PublishTemplateResult, {
    description:
      'Publishes the catalogue that comes with the product; nothing where it already is.',
  })
  async publishLibraryTemplate(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<TemplatePublished | Refused> {
    const published = await this.server.templateVersions.publishLibrary(actor, operationId);
    if (isRefusal(published)) return refused(published, request.locale);
    const templateVersion = await this.server.templateVersions.version(
      this.server.unitOfWork.reader(actor),
      published,
    );
    return as(TemplatePublished, { templateVersion });
  }
}
