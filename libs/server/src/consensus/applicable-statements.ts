import {
  applicabilityOf,
  type Statement,
  type TemplateDocument,
  type TemplateFacts,
} from '@consilium/domain/templates';

/** The statements of the sections that apply, in the order of the template. */
export function statementsOf(context: {
  readonly document: TemplateDocument;
  readonly facts: TemplateFacts;
}): readonly Statement[] {
  const { section } = applicabilityOf(context.document, context.facts);
  return context.document.statements.filter((statement) => section(statement.section) === true);
}
