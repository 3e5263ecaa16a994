import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The same as message-files for the tests, which run without Vite. */
export async function loadMessages(locale: string, room: string): Promise<Record<string, unknown>> {
  const messages = resolve(import.meta.dirname, '../../../../libs/domain/messages');
  const path = resolve(messages, locale, `${room}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
}
