import canonicalize from 'canonicalize';

/** JSON in the one form of RFC 8785, so that equal content has equal bytes and one hash. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value without JSON form cannot be sealed');
  return text;
}
