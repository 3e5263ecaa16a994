import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { documentKinds } from '@consilium/domain/evidence';
import { DocumentClearance, DocumentClearanceInput } from '../access';
import { JsonScalar } from '../platform/json.scalar';
import { resultUnion } from '../platform/outcome.types';
import { LiveMessage } from '../platform/signals';

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

const DocumentKindType = enumOf(documentKinds);
registerEnumType(DocumentKindType, { name: 'DocumentKind' });

const ScanStateType = enumOf(['not_scanned', 'clean'] as const);
registerEnumType(ScanStateType, { name: 'ScanState' });

@ObjectType({ description: 'Uploaded bytes; downloaded at /api/files/:id.' })
export class EvidenceFile {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Empty once the content was erased.' })
  name: string;

  @Field()
  mediaType: string;

  @Field(() => Int, { description: 'Bytes.' })
  size: number;

  @Field({ description: 'SHA-256 of the bytes, hexadecimal.' })
  sha256: string;

  @Field(() => ScanStateType)
  scan: string;
}

@ObjectType()
export class EvidenceVersion {
  @Field(() => Int)
  number: number;

  @Field(() => String, { nullable: true, description: 'Day printed on it.' })
  documentDate: string | null;

  @Field(() => String, { nullable: true, description: 'Last day on which it holds.' })
  validUntil: string | null;

  @Field()
  addedAt: string;

  @Field()
  addedBy: string;

  @Field(() => EvidenceFile)
  file: EvidenceFile;
}

@ObjectType({ description: 'A document brought for one question.' })
export class EvidenceQuestionLink {
  @Field(() => ID)
  id: string;

  @Field()
  questionKey: string;

  @Field(() => ID, { nullable: true })
  linkedBySeat: string | null;
}

@ObjectType({ description: 'A document of the library, as examined in one evaluation.' })
export class EvidenceDocument {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => ID)
  documentId: string;

  @Field()
  title: string;

  @Field(() => DocumentKindType)
  kind: string;

  @Field(() => DocumentClearance)
  clearance: DocumentClearance;

  @Field()
  author: string;

  @Field(() => ID, { nullable: true, description: 'The author’s seat in this evaluation.' })
  authorSeat: string | null;

  @Field(() => Int, {
    description: 'Grows with each change; a change names the one it started from.',
  })
  revision: number;

  @Field()
  filedAt: string;

  @Field(() => String, { nullable: true })
  purgedAt: string | null;

  @Field(() => String, { nullable: true })
  purgeReason: string | null;

  @Field({
    description:
      'It also stands in a file that is sealed or has ended: what is stated of it stays as it is.',
  })
  boundElsewhere: boolean;

  @Field(() => Int, { description: 'The version examined here.' })
  versionNumber: number;

  @Field(() => Int, { description: 'The newest in the library.' })
  newestVersion: number;

  @Field(() => [EvidenceVersion], { description: 'Oldest first.' })
  versions: EvidenceVersion[];

  @Field(() => [EvidenceQuestionLink])
  links: EvidenceQuestionLink[];
}

@ObjectType()
export class EvidenceDocuments {
  @Field(() => ID)
  evaluationId: string;

  @Field(() => [EvidenceDocument])
  documents: EvidenceDocument[];

  @Field(() => Int, {
    description: 'Always 0.',
    deprecationReason: 'Nobody is told how much is kept from her.',
  })
  reserved: number = 0;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'The reader’s facts, for the policy table; null where the file is not visible.',
  })
  facts?: object | null;
}

@ObjectType({ description: 'How many documents stand behind a question.' })
export class EvidenceCount {
  @Field()
  questionKey: string;

  @Field(() => Int)
  documents: number;
}

@ObjectType({ description: 'A document of the organisation, to be linked.' })
export class LibraryDocument {
  @Field(() => ID)
  documentId: string;

  @Field()
  title: string;

  @Field(() => DocumentKindType)
  kind: string;

  @Field()
  fileName: string;

  @Field(() => String, { nullable: true })
  validUntil: string | null;

  @Field(() => Int)
  versionNumber: number;

  @Field({ description: 'Already used in this evaluation.' })
  filedHere: boolean;
}

@ObjectType({ description: 'Documents to read again.' })
export class EvidenceChange extends LiveMessage {
  @Field(() => [ID])
  documents: string[];
}

@InputType()
class StatedDocument {
  @Field(() => ID, { description: 'Chosen by the client; a repeat changes nothing.' })
  operationId: string;

  @Field()
  title: string;

  @Field(() => DocumentKindType)
  kind: string;

  @Field(() => DocumentClearanceInput)
  clearance: DocumentClearanceInput;

  @Field(() => String, { nullable: true })
  documentDate?: string | null;

  @Field(() => String, { nullable: true })
  validUntil?: string | null;
}

@InputType()
export class AddDocumentInput extends StatedDocument {
  @Field(() => ID)
  evaluationId: string;

  @Field(() => ID, { description: 'Uploaded before by the same person.' })
  fileId: string;

  @Field(() => [String], { defaultValue: [] })
  questionKeys: string[];

  @Field({
    defaultValue: false,
    description: 'Shows, after the adoption, that a condition is met; under no question.',
  })
  asProof: boolean;
}

@InputType()
export class EditDocumentInput extends StatedDocument {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  baseRevision: number;
}

@InputType()
export class AddDocumentVersionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  id: string;

  @Field(() => ID)
  fileId: string;

  @Field(() => String, { nullable: true })
  documentDate?: string | null;

  @Field(() => String, { nullable: true })
  validUntil?: string | null;
}

@InputType()
export class LinkEvidenceInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => ID, { description: 'In the library.' })
  documentId: string;

  @Field(() => String, { nullable: true, description: 'Null: only filed in the evaluation.' })
  questionKey?: string | null;
}

@InputType()
export class PurgeDocumentInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  id: string;

  @Field()
  reason: string;

  @Field(() => String, { nullable: true, description: 'Replaces a title that names somebody.' })
  title?: string | null;
}

export enum UploadLimitOf {
  person = 'person',
  organisation = 'organisation',
}
registerEnumType(UploadLimitOf, { name: 'UploadLimitOf' });

@ObjectType({
  description: 'What the reader can still bring in within 24 hours: the narrower of two limits.',
})
export class UploadAllowance {
  @Field(() => UploadLimitOf)
  of: string;

  @Field(() => Int)
  maxMegabytes: number;

  @Field(() => Int)
  leftMegabytes: number;
}

@ObjectType()
export class EvidenceSaved {
  @Field(() => EvidenceDocument, {
    nullable: true,
    description: 'Null when it is no longer in the evaluation, or the reader no longer sees it.',
  })
  document: EvidenceDocument | null;

  @Field(() => ID)
  id: string;
}

export const EvidenceResult = resultUnion('EvidenceResult', EvidenceSaved);
