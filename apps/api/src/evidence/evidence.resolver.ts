import { Inject } from '@nestjs/common';
import {
  Args,
  ID,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql';
import { isRefusal, refuse } from '@consilium/domain/kernel';
import type { Server } from '@consilium/server/composition';
import {
  evidenceById,
  evidenceCountsOf,
  evidenceOf,
  searchLibrary,
  type Filed,
} from '@consilium/server/evidence';
import type { Actor, Outcome } from '@consilium/server/platform/database';
import { JsonScalar } from '../platform/json.scalar';
import { as, refused, type Refused } from '../platform/outcome.types';
import { Current, CurrentActor, refusalError, type RequestContext } from '../platform/request';
import { signalsAs } from '../platform/signals';
import { SERVER } from '../platform/tokens';
import {
  AddDocumentInput,
  AddDocumentVersionInput,
  EditDocumentInput,
  EvidenceChange,
  EvidenceCount,
  EvidenceDocuments,
  EvidenceResult,
  EvidenceSaved,
  LibraryDocument,
  LinkEvidenceInput,
  PurgeDocumentInput,
  UploadAllowance,
} from './evidence.types';

const operation = {
  type: () => ID,
  description: 'Chosen by the client; a repeat changes nothing.',
};

const dates = (input: { documentDate?: string | null; validUntil?: string | null }) => ({
  documentDate: input.documentDate ?? null,
  validUntil: input.validUntil ?? null,
});

const clearance = (input: { level: string; roles?: string[] | null }) => ({
  level: input.level,
  roles: input.roles ?? [],
});

@Resolver(() => EvidenceDocuments)
export class EvidenceResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Query(() => UploadAllowance, {
    nullable: true,
    description: 'Null for who may not bring in files.',
  })
  uploadAllowance(@CurrentActor() actor: Actor): Promise<UploadAllowance | null> {
    return this.server.files.allowance(this.server.unitOfWork.reader(actor));
  }

  @Query(() => EvidenceDocuments, {
    description: 'Documents of an evaluation, or of one of its questions, that the reader may see.',
  })
  async evidence(
    @Args('evaluationId', { type: () => ID }) evaluationId: string,
    @Args('questionKey', { type: () => String, nullable: true }) questionKey: string | null,
    @CurrentActor() actor: Actor,
  ) {
    const tx = this.server.unitOfWork.reader(actor);
    const documents = await evidenceOf(tx, evaluationId, questionKey ?? null);
    return as(EvidenceDocuments, { evaluationId, documents, reserved: 0 });
  }

  @ResolveField(() => JsonScalar, { nullable: true })
  async facts(@Parent() list: EvidenceDocuments, @CurrentActor() actor: Actor) {
    const { unitOfWork } = this.server;
    const target = { kind: 'evaluation', id: list.evaluationId };
    return (await unitOfWork.factsFor(unitOfWork.reader(actor), target))?.facts ?? null;
  }

  @Query(() => [EvidenceCount], { description: 'Documents behind each question that has any.' })
  async evidenceCounts(
    @Args('evaluationId', { type: () => ID }) evaluationId: string,
    @CurrentActor() actor: Actor,
  ): Promise<EvidenceCount[]> {
    const { unitOfWork } = this.server;
    const tx = unitOfWork.reader(actor);
    if (!(await unitOfWork.factsFor(tx, { kind: 'evaluation', id: evaluationId }))) return [];
    const counts = await evidenceCountsOf(tx, evaluationId);
    return Object.entries(counts).map(([questionKey, documents]) => ({ questionKey, documents }));
  }

  @Query(() => [LibraryDocument], {
    description: 'At most 20 documents of the organisation that the reader may link, newest first.',
  })
  libraryDocuments(
    @Args('evaluationId', { type: () => ID }) evaluationId: string,
    @Args('text', { defaultValue: '' }) text: string,
    @CurrentActor() actor: Actor,
  ) {
    return searchLibrary(this.server.unitOfWork.reader(actor), evaluationId, text);
  }

  @Mutation(() => EvidenceResult, { description: 'Makes a document of an uploaded file.' })
  async addDocument(
    @Args('input') input: AddDocumentInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvidenceSaved | Refused> {
    const added = await this.server.evidence.addDocument(actor, {
      ...input,
      ...dates(input),
      clearance: clearance(input.clearance),
    });
    return this.saved(added, actor, request);
  }

  @Mutation(() => EvidenceResult, { description: 'Uses a document of the library here.' })
  async linkEvidence(
    @Args('input') input: LinkEvidenceInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvidenceSaved | Refused> {
    const linked = await this.server.evidence.linkEvidence(actor, {
      ...input,
      questionKey: input.questionKey ?? null,
    });
    return this.saved(linked, actor, request);
  }

  @Mutation(() => EvidenceResult, { description: 'Takes a document off one question.' })
  async unlinkEvidence(
    @Args('linkId', { type: () => ID }) linkId: string,
    @Args('operationId', operation) operationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvidenceSaved | Refused> {
    const unlinked = await this.server.evidence.unlinkEvidence(actor, { operationId, linkId });
    return this.saved(unlinked, actor, request);
  }

  @Mutation(() => EvidenceResult, { description: 'Takes a document out of the evaluation.' })
  async unfileDocument(
    @Args('id', { type: () => ID }) id: string,
    @Args('operationId', operation) operationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvidenceSaved | Refused> {
    const unfiled = await this.server.evidence.unfileDocument(actor, {
      operationId,
      filedDocumentId: id,
    });
    return this.saved(unfiled, actor, request);
  }

  @Mutation(() => EvidenceResult, { description: 'Changes what is stated about a document.' })
  async editDocument(
    @Args('input') input: EditDocumentInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvidenceSaved | Refused> {
    const edited = await this.server.evidence.editDocument(actor, {
      ...input,
      ...dates(input),
      clearance: clearance(input.clearance),
      filedDocumentId: input.id,
    });
    return this.saved(edited, actor, request);
  }

  @Mutation(() => EvidenceResult, {
    description: 'Adds a newer version, examined here from now on.',
  })
  async addDocumentVersion(
    @Args('input') input: AddDocumentVersionInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvidenceSaved | Refused> {
    const added = await this.server.evidence.addVersion(actor, {
      ...input,
      ...dates(input),
      filedDocumentId: input.id,
    });
    return this.saved(added, actor, request);
  }

  @Mutation(() => EvidenceResult, {
    description: 'Examines the newest version of the library here.',
  })
  async takeNewestVersion(
    @Args('id', { type: () => ID }) id: string,
    @Args('operationId', operation) operationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvidenceSaved | Refused> {
    const taken = await this.server.evidence.takeNewestVersion(actor, {
      operationId,
      filedDocumentId: id,
    });
    return this.saved(taken, actor, request);
  }

  @Mutation(() => EvidenceResult, {
    description: 'Erases the content of a document that holds patient data; its hash stays.',
  })
  async purgeDocument(
    @Args('input') input: PurgeDocumentInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<EvidenceSaved | Refused> {
    const purged = await this.server.evidence.purgeDocument(actor, {
      operationId: input.operationId,
      filedDocumentId: input.id,
      reason: input.reason,
      title: input.title ?? null,
    });
    return this.saved(purged, actor, request);
  }

  @Subscription(() => EvidenceChange, {
    description: 'Which documents of one evaluation to read again.',
    resolve: (change: EvidenceChange) => change,
  })
  async evidenceChanged(
    @Args('evaluationId', { type: () => ID }) evaluationId: string,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<AsyncIterableIterator<EvidenceChange>> {
    const { live, unitOfWork, news } = this.server;
    const visible = await unitOfWork.read(actor, (tx) =>
      unitOfWork.factsFor(tx, { kind: 'evaluation', id: evaluationId }),
    );
    if (!visible) throw refusalError(refuse('not_found'), request.locale);
    return signalsAs(
      live,
      actor.organisationId,
      (signal) => signal.evaluationId === evaluationId && signal.topic === 'evidence.changed',
      async (batch) => {
        const known = await unitOfWork.read(actor, (tx) => news.knownAmong(tx, batch));
        const documents = [...new Set(known.flatMap(({ id }) => id ?? []))];
        return documents.length === 0 ? null : { documents };
      },
      () => ({ documents: [] }),
    );
  }

  /** The document as the actor sees it after the change. */
  private async saved(
    written: Outcome<Filed>,
    actor: Actor,
    request: RequestContext,
  ): Promise<EvidenceSaved | Refused> {
    if (isRefusal(written)) return refused(written, request.locale);
    const { evaluationId, filedDocumentId } = written;
    const tx = this.server.unitOfWork.reader(actor);
    return as(EvidenceSaved, {
      id: filedDocumentId,
      document: await evidenceById(tx, evaluationId, filedDocumentId),
    });
  }
}
