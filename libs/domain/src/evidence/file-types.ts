import { refuse, type Refusal } from '../kernel';

/** Largest file taken, in bytes; 25 MB as browsers and mail programs count. */
export const maxFileBytes = 25_000_000;

/** The same in megabytes, for sentences. */
export const maxFileMegabytes = maxFileBytes / 1_000_000;

interface FileTypeDefinition {
  /** Extensions that people use for it, without the dot; the first is the usual one. */
  readonly extensions: readonly [string, ...string[]];
  readonly mediaType: string;
}

/**
 * Every type of file the library takes. Archives and files with programs inside are left out:
 * nobody on the panel can tell what is in them. One entry adds a type.
 */
export const fileTypes = {
  pdf: { extensions: ['pdf'], mediaType: 'application/pdf' },
  png: { extensions: ['png'], mediaType: 'image/png' },
  jpeg: { extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg' },
  webp: { extensions: ['webp'], mediaType: 'image/webp' },
  docx: {
    extensions: ['docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  xlsx: {
    extensions: ['xlsx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  pptx: {
    extensions: ['pptx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
  text: { extensions: ['txt'], mediaType: 'text/plain' },
  csv: { extensions: ['csv'], mediaType: 'text/csv' },
  markdown: { extensions: ['md'], mediaType: 'text/markdown' },
} as const satisfies Record<string, FileTypeDefinition>;
export type FileType = keyof typeof fileTypes;

const entries = Object.entries(fileTypes) as [FileType, FileTypeDefinition][];

/** What a file chooser offers: `.pdf,.png,…`. */
export const acceptedExtensions = entries
  .flatMap(([, { extensions }]) => extensions)
  .map((extension) => `.${extension}`)
  .join(',');

/** What the bytes themselves say: a type known by its signature, else whether they read as text. */
export interface SniffedContent {
  readonly mediaType: string | null;
  readonly text: boolean;
}

const extensionOf = (name: string): string | null =>
  /\.([^.\s]+)$/.exec(name)?.[1]?.toLowerCase() ?? null;

const typeOfExtension = (extension: string | null): FileType | null =>
  entries.find(([, { extensions }]) => extension !== null && extensions.includes(extension))?.[0] ??
  null;

const textual: readonly FileType[] = ['text', 'csv', 'markdown'];

/**
 * Decides whether a file is taken, from its name and its bytes; the bytes rule. A name that promises
 * another type than the bytes hold is a disguise, whether by mistake or not. Signatures of types that
 * are not taken prove nothing when the bytes read as text: a table may begin with "BM".
 */
export function judgeFile(name: string, content: SniffedContent): FileType | Refusal {
  const promised = typeOfExtension(extensionOf(name));
  const real = entries.find(([, { mediaType }]) => mediaType === content.mediaType)?.[0] ?? null;
  if (promised === null) return refuse(real === null ? 'file_type_refused' : 'file_disguised');
  if (real !== null) return real === promised ? real : refuse('file_disguised');
  return content.text && textual.includes(promised) ? promised : refuse('file_disguised');
}
