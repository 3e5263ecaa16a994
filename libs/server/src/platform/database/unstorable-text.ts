/**
 * Whether the database refused a text for what no database holds: U+0000 or half a character, given
 * as it is or escaped in JSON. Rooms check what people write; ids, keys and searches end here.
 */
export function isUnstorableText(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (
    code === '22021' || code === '22P05' || (code === '22P02' && /type json/.test(error.message))
  );
}
