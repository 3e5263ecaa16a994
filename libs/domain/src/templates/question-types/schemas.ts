import * as v from 'valibot';

/** A text in every locale of the product, none of them blank. */
export const textsSchema = v.strictObject({
  fr: v.pipe(v.string(), v.regex(/\S/)),
  en: v.pipe(v.string(), v.regex(/\S/)),
});

/** A code chosen by the template's author: stable, never shown. */
export const codeSchema = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]*$/), v.maxLength(40));

export const choiceSchema = v.strictObject({ code: codeSchema, label: textsSchema });

/** At least two choices, each code once. */
export const choicesSchema = v.pipe(
  v.array(choiceSchema),
  v.minLength(2),
  v.maxLength(40),
  v.check((choices) => new Set(choices.map((choice) => choice.code)).size === choices.length),
);
