import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The same as message-files for the tests, which run from the project's folder without Vite. */
export async function loadMessages(locale: string, room: string): Promise<Record<string, unknown>> {
  const path = resolve('../../libs/domain/messages', locale, `${room}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
}
