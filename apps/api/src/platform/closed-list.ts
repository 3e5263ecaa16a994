import { registerEnumType } from '@nestjs/graphql';

/** A closed list of the domain as a GraphQL enum, so that the two cannot drift. */
export function closedList<T extends string>(
  name: string,
  values: readonly T[],
  description: string,
): { readonly [K in T]: K } {
  const list = Object.fromEntries(values.map((value) => [value, value])) as {
    readonly [K in T]: K;
  };
  registerEnumType(list, { name, description });
  return list;
}
