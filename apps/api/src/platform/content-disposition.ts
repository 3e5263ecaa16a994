/**
 * The header that makes browsers save a file under its name instead of showing it: the name in ASCII
 * for old clients, and whole in the form of RFC 5987 for all others.
 */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '_')
    .trim();
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain || 'document'}"; filename*=UTF-8''${exact}`;
}

/** The policy under which a download stands, should a browser show it after all: it may do nothing. */
export const downloadPolicy =
  "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
