export type Messages = Record<string, unknown>;

// Each file is loaded when a page first asks for it, and only in the reader's language.
const files = import.meta.glob<Messages>('../../../../libs/domain/messages/*/*.json', {
  import: 'default',
});

/** Names of all rooms that have texts. */
export const rooms: readonly string[] = [
  ...new Set(
    Object.keys(files).map((path) => path.slice(path.lastIndexOf('/') + 1, -'.json'.length)),
  ),
];

/** The texts of one room in one language. */
export async function loadMessages(locale: string, room: string): Promise<Messages> {
  const load = files[`../../../../libs/domain/messages/${locale}/${room}.json`];
  if (!load) throw new Error(`no texts for ${room} in ${locale}`);
  return load();
}
