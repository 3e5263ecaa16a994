import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

// The same as message-files for the tests, which run without Vite.

const messages = resolve(import.meta.dirname, '../../../../libs/domain/messages');

export const rooms = readdirSync(resolve(messages, 'fr')).map((name) => name.replace('.json', ''));

export async function loadMessages(locale: string, room: string): Promise<Record<string, unknown>> {
  const path = resolve(messages, locale, `${room}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
}
