import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { isRefusal, type Locale, type Refusal } from '@consilium/domain/kernel';
import type { Outcome } from '@consilium/server/platform/database';
import { sentenceOf } from '@consilium/server/platform/texts';
import { JsonScalar } from './json.scalar';

/** A request that was understood and not carried out; nothing was written. */
@ObjectType()
export class Refused {
  @Field({ description: 'Closed list; the same codes as in the message catalogue.' })
  code: string;

  @Field({ description: 'What happened and what to do, in the language of the reader.' })
  message: string;

  @Field(() => JsonScalar)
  details: Record<string, unknown>;
}

export const refused = (refusal: Refusal, locale: Locale): Refused =>
  Object.assign(new Refused(), {
    code: refusal.code,
    message: sentenceOf(refusal, locale),
    details: refusal.details,
  });

/** A result type of a mutation: one of the given types, or `Refused`. */
export const resultUnion = (
  name: string,
  ...types: [Type<unknown>, ...Type<unknown>[]]
): Type<unknown> =>
  createUnionType({
    name,
    types: () => [...types, Refused] as const,
    resolveType: (value: unknown) => (value as object).constructor as Type<unknown>,
  }) as Type<unknown>;

/** A service's outcome as the union's member: the success made by `success`, or the refusal. */
export const outcome = <T, R extends object>(
  value: Outcome<T>,
  locale: Locale,
  success: (value: T) => R,
): R | Refused => (isRefusal(value) ? refused(value, locale) : success(value));

/** An instance of a GraphQL class from a plain record, so that unions know their member. */
export const as = <T extends object>(type: Type<T>, fields: object): T =>
  Object.assign(new type(), fields);
