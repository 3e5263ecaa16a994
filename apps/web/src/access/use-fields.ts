import { useState } from 'react';
import { isRefusal, type Refusal } from '@consilium/domain/kernel';
import type { FieldError } from '@consilium/ui';
import { useRefusalText } from '../platform/failure-notice';

/** One rule of the domain about one field. */
export interface Checked {
  readonly field: string;
  /** What the rule gave: the value, or why it is not one. */
  readonly result: unknown;
  /** Said instead of "the name is missing" or "the profession is missing", which do not tell whose. */
  readonly missing?: string;
}

type Typed = { readonly currentTarget: { readonly value: string } };

/** The texts of a form, what is wrong with them, and the sentences of the domain's rules. */
export function useFields<Fields extends Record<string, string>>(initial: Fields) {
  const refusalText = useRefusalText();
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);

  const set = (changes: Partial<Fields>) => setValues((now) => ({ ...now, ...changes }));
  const errorOf = (field: string) => errors.find(({ fieldId }) => fieldId === field)?.message;
  const field = (name: keyof Fields & string) => ({
    id: name,
    value: values[name],
    error: errorOf(name),
    onChange: ({ currentTarget: { value } }: Typed) => set({ [name]: value } as Partial<Fields>),
  });
  const sentence = (refusal: Refusal, missing?: string) =>
    ['name_missing', 'profession_missing'].includes(refusal.code) && missing
      ? missing
      : refusalText(refusal);

  /** Keeps what is wrong for the summary and the fields; true when nothing is. */
  const check = (rules: readonly Checked[]): boolean => {
    const found = rules.flatMap(({ field: fieldId, result, missing }) =>
      isRefusal(result) ? [{ fieldId, message: sentence(result, missing) }] : [],
    );
    setErrors(found);
    return found.length === 0;
  };
  return { values, set, field, errorOf, errors, check };
}
