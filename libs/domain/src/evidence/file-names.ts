import { refuse, type Refusal } from '../kernel';

export const maxFileNameLength = 200;

// Control characters, and those that turn the direction of writing: "exe.fdp" would read "pdf.exe".
// eslint-disable-next-line no-control-regex -- naming these characters is the point
const deceiving = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/;

/** The name of an uploaded file as kept: without folders, in NFC, at most 200 characters. */
export function parseFileName(raw: string): string | Refusal {
  const name = (raw.normalize('NFC').split(/[/\\]/).at(-1) ?? '').trim();
  if (name === '' || name === '.' || name === '..') return refuse('file_name_wrong');
  if (name.length > maxFileNameLength || deceiving.test(name)) return refuse('file_name_wrong');
  return name;
}
