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
  print,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';

const printed = fileURLToPath(new URL('../schema.graphql', import.meta.url));
const schema = buildSchema(readFileSync(printed, 'utf8'));

type Kind = 'query' | 'mutation' | 'subscription';

const rootOf = (kind: Kind) => {
  const root = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[kind];
  if (!root) throw new Error(`the schema has no ${kind}`);
  return root.getFields();
};

/** Names of everything that can be asked, done or listened to. */
export const namesOf = (kind: Kind): string[] => Object.keys(rootOf(kind)).sort();

const fieldOf = (kind: Kind, name: string): GraphQLField<unknown, unknown> => {
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

const document = (kind: Kind, name: string, selection: string): string => {
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

/** A query for all that one field can give. */
export const readingAll = (name: string): string =>
  document('query', name, everything(fieldOf('query', name).type));

/** A query for chosen fields. */
export const reading = (name: string, selection: string): string =>
  document('query', name, selection);

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
