import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import type { SniffedContent } from '@consilium/domain/evidence';

// Tab, line feed, form feed, carriage return. Other control bytes are never in a text, in UTF-8 as in
// the older encodings of spreadsheets.
const writing = new Set([0x09, 0x0a, 0x0c, 0x0d]);

async function readsAsText(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (byte === 0x7f || (byte < 0x20 && !writing.has(byte))) return false;
    }
  }
  return true;
}

/** What the bytes of a file say it is; its name is not asked. */
export async function sniff(path: string): Promise<SniffedContent> {
  const found = await fileTypeFromFile(path).catch(() => undefined);
  return { mediaType: found?.mime ?? null, text: await readsAsText(path) };
}
