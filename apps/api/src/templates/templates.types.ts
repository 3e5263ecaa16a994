import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { sectionKinds, type SectionKind } from '@consilium/domain/templates';
import { closedList } from '../platform/closed-list';
import { LocalisedText } from '../platform/localised-text.type';
import { resultUnion } from '../platform/outcome.types';

export const SectionKindType = closedList(
  'SectionKind',
  sectionKinds,
  'Decides the scope, is always evaluated, or opens by its condition.',
);

@ObjectType({ description: 'A section of a template, by name only.' })
export class TemplateSection {
  @Field()
  key: string;

  @Field(() => SectionKindType)
  kind: SectionKind;

  @Field(() => LocalisedText)
  title: LocalisedText;

  @Field(() => Int)
  questions: number;
}

@ObjectType('TemplateVersion', { description: 'A published template: one immutable document.' })
export class TemplateVersionType {
  @Field(() => ID)
  id: string;

  @Field()
  templateKey: string;

  @Field()
  version: string;

  @Field(() => LocalisedText)
  title: LocalisedText;

  @Field(() => LocalisedText, { description: 'Whose words these are.' })
  provenance: LocalisedText;

  @Field({ description: 'The document is at /api/templates/:contentHash, cacheable for ever.' })
  contentHash: string;

  @Field()
  publishedAt: string;

  @Field(() => Int)
  questions: number;

  @Field(() => Int)
  statements: number;

  @Field(() => [TemplateSection])
  sections: readonly TemplateSection[];
}

@ObjectType({ description: 'The catalogue that came with this release of the product.' })
export class LibraryTemplate {
  @Field()
  templateKey: string;

  @Field()
  version: string;

  @Field({ description: 'The document is at /api/templates/:contentHash, published or not.' })
  contentHash: string;

  @Field({ description: 'It is among the published versions.' })
  published: boolean;
}

@ObjectType()
export class TemplatePublished {
  @Field(() => TemplateVersionType)
  templateVersion: TemplateVersionType;
}
export const PublishTemplateResult = resultUnion('PublishTemplateResult', TemplatePublished);
