import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  getNamedType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  Kind,
  parse,
  print,
  type GraphQLField,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';

const printed = fileURLToPath(new URL('../schema.graphql', import.meta.url));
const schema = buildSchema(readFileSync(printed, 'utf8'));

type Root = 'query' | 'mutation' | 'subscription';

/** Every operation of a kind, by its name. */
export const rootOf = (kind: Root) => {
  const root = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[kind];
  if (!root) throw new Error(`the schema has no ${kind}`);
  return root.getFields();
};

/** Names of everything that can be asked, done or listened to. */
export const namesOf = (kind: Root): string[] => Object.keys(rootOf(kind)).sort();

/** Queries that can be asked about nothing in particular: lists, counts, registers. */
export const askedOfAll = (): string[] =>
  Object.values(rootOf('query'))
    .filter(({ args }) => !args.some(isRequiredArgument))
    .map(({ name }) => name)
    .sort();

const fieldOf = (kind: Root, name: string): GraphQLField<unknown, unknown> => {
  const field = rootOf(kind)[name];
  if (!field) throw new Error(`the schema has no ${kind} ${name}`);
  return field;
};

/** Every field that needs no argument, as deep as the schema goes; a type inside itself is left out. */
const everything = (type: GraphQLOutputType, path: readonly string[] = []): string => {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return '';
  if (path.includes(named.name)) return '{ __typename }';
  if (isUnionType(named)) {
    const members = named
      .getTypes()
      .map((member) => `... on ${member.name} ${everything(member, [...path, named.name])}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  const fields = Object.values(named.getFields()).filter(
    ({ args }) => !args.some(isRequiredArgument),
  );
  const inner = fields.map(
    (field) => `${field.name} ${everything(field.type, [...path, named.name])}`,
  );
  return `{ ${inner.join(' ')} }`;
};

/** The leaves of each possible result, and why it was refused. */
const outcome = (type: GraphQLOutputType, more: string): string => {
  const named = getNamedType(type);
  const members = isUnionType(named) ? named.getTypes() : isObjectType(named) ? [named] : [];
  const leaves = members.map((member) => {
    const own = Object.values(member.getFields()).filter((field) =>
      isLeafType(getNamedType(field.type)),
    );
    return `... on ${member.name} { __typename ${own.map(({ name }) => name).join(' ')} }`;
  });
  return `{ __typename ${leaves.join(' ')} ${more} }`;
};

const document = (kind: Root, name: string, selection: string): string => {
  const { args } = fieldOf(kind, name);
  const declared = args
    .map(({ name: key, type, astNode }) => {
      const usual = astNode?.defaultValue ? ` = ${print(astNode.defaultValue)}` : '';
      return `$${key}: ${String(type)}${usual}`;
    })
    .join(', ');
  const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return args.length === 0
    ? `${kind} { ${name} ${selection} }`
    : `${kind} (${declared}) { ${name}(${given}) ${selection} }`;
};

/** Every field of every object that a query can give, as `Type.field`, and those that are asked for. */
export function fieldsOfQueries(): { readonly all: Set<string>; readonly asked: Set<string> } {
  const all = new Set<string>();
  const asked = new Set<string>();
  const seen = new Set<string>();
  const visit = (type: GraphQLOutputType): void => {
    const named = getNamedType(type);
    if (isUnionType(named)) for (const member of named.getTypes()) visit(member);
    if (!isObjectType(named) || seen.has(named.name)) return;
    seen.add(named.name);
    for (const field of Object.values(named.getFields())) {
      all.add(`${named.name}.${field.name}`);
      visit(field.type);
    }
  };
  const note = (node: SelectionSetNode | undefined, type: GraphQLOutputType): void => {
    const named = getNamedType(type);
    for (const selection of node?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const member = schema.getType(selection.typeCondition!.name.value);
        note(selection.selectionSet, member as GraphQLOutputType);
      } else if (selection.kind === Kind.FIELD && isObjectType(named)) {
        const field = named.getFields()[selection.name.value];
        if (!field) continue;
        asked.add(`${named.name}.${field.name}`);
        note(selection.selectionSet, field.type);
      }
    }
  };
  for (const field of Object.values(rootOf('query'))) {
    visit(field.type);
    const document = parse(readingAll(field.name));
    for (const definition of document.definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION) {
        note(definition.selectionSet, schema.getQueryType()!);
      }
    }
  }
  return { all, asked };
}

/** A query for all that one field can give. */
export const readingAll = (name: string): string =>
  document('query', name, everything(fieldOf('query', name).type));

/** A query for chosen fields. */
export const reading = (name: string, selection: string): string =>
  document('query', name, selection);

/** A query for its leaves, and for why it was refused: enough to tell two answers apart. */
export const readingRefusal = (name: string): string => {
  const { type } = fieldOf('query', name);
  const of = getNamedType(type);
  const refusal =
    isObjectType(of) && of.getFields()['refusal'] ? 'refusal { code message details }' : '';
  return document('query', name, isCompositeType(of) ? outcome(type, refusal) : '');
};

/** A subscription to all that one field can tell. */
export const listening = (name: string): string =>
  document('subscription', name, everything(fieldOf('subscription', name).type));

/** A mutation with the leaves of its result. */
export const writing = (name: string, more = ''): string =>
  document('mutation', name, outcome(fieldOf('mutation', name).type, more));

/** Variables of a mutation: one input, or arguments of its own; each with the operation's id. */
export const variablesOf = (
  name: string,
  values: Record<string, unknown>,
  operationId: string,
): Record<string, unknown> => {
  const { args } = fieldOf('mutation', name);
  const all = { operationId, ...values };
  if (args.some((arg) => arg.name === 'input')) return { input: all };
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => args.some((a) => a.name === key)),
  );
};
