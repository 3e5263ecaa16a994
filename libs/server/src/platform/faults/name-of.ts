/**
 * What kind of error it was: its name and code. Its words are left out, since they may repeat what a
 * person typed.
 */
export function nameOf(error: unknown): string {
  const { name, code } = Object(error) as { name?: unknown; code?: unknown };
  const kind = typeof name === 'string' && name !== '' ? name : 'Error';
  return typeof code === 'string' || typeof code === 'number' ? `${kind} ${code}` : kind;
}
