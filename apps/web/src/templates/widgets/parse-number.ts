/**
 * A number as people of any of our languages write it: "1 234,5", "1234.5", "−3". Null for an empty
 * field, undefined for what is not a number.
 */
export function parseNumber(text: string): number | null | undefined {
  const plain = text.replace(/[\s\u00A0\u202F']/g, '').replace('−', '-');
  if (plain === '') return null;
  if (!/^-?\d+([.,]\d+)?$|^-?[.,]\d+$/.test(plain)) return undefined;
  return Number(plain.replace(',', '.'));
}

/** A number as text of a field: the decimal mark of the language, no grouping. */
export const numberText = (value: number, locale: string): string => {
  const text = String(value);
  return locale.startsWith('fr') ? text.replace('.', ',') : text;
};
