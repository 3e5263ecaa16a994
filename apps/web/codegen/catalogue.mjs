import { readdirSync } from 'node:fs';

const folder = new URL('../../../libs/domain/messages/fr/', import.meta.url);

/** One namespace of typed keys for each file of the French catalogue: a new room needs no line here. */
export function plugin() {
  const rooms = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
  const lines = rooms.map(
    (room) => `  '${room}': typeof import('@consilium/domain/messages/fr/${room}.json');`,
  );
  return `export interface Catalogue {\n${lines.join('\n')}\n}\n`;
}
