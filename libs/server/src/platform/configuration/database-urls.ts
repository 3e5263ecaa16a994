/** The database role the product works as: no DDL, not an owner, bound by row-level security. */
export const APP_ROLE = 'consilium_app';

/**
 * The address for the app pool when only the owner's is known: same login, but every session
 * starts as {@link APP_ROLE}, and `RESET ROLE` returns to it.
 */
export function appUrlFor(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const given = url.searchParams.get('options');
  const options = [given, `-c role=${APP_ROLE}`].filter(Boolean).join(' ');
  url.searchParams.delete('options');
  const rest = url.searchParams.toString();
  // Written by hand because URLSearchParams would encode the blank as "+", which servers keep.
  url.search = `${rest ? `${rest}&` : ''}options=${encodeURIComponent(options)}`;
  return url.toString();
}
