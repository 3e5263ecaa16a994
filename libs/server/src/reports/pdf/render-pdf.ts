import type { Block, ReportDocument } from '@consilium/domain/reports';
import { Printer, type Repertoire } from './printable';
import { template } from './template';
import { compileTypst, TypstError, type TypstResult } from './typst-process';

export interface RenderedPdf extends TypstResult {
  /** Characters that no font could draw; a note at the end of the report says how many. */
  readonly replacedCharacters: number;
  /** `strict`: the wider set of characters could not be set, and more were replaced. */
  readonly repertoire: Repertoire;
}

export interface RenderOptions {
  /** Milliseconds before the compiler is stopped. Default: one minute. */
  readonly timeoutMs?: number;
}

/** Names of properties that steer the template; every other string is somebody's text. */
const steering = new Set(['kind', 'tone', 'style', 'align']);
/** Read aloud, never broken over lines. */
const unbroken = new Set(['alt']);
/** In fixed letters so many fit a line. */
const lineLength = 64;
/** Copied to be compared: in one piece, and without a character that nobody sees. */
const isHash = /^[0-9a-f]{64}$/;

/**
 * A composed report as accessible PDF (PDF/UA-1), A4. The same document gives the same bytes on the
 * same machine. Compiles in a process of its own, some tenths of a second.
 * @throws TypstError when the document cannot be made accessible, such as a figure without `alt`.
 */
export async function renderPdf(
  document: ReportDocument,
  options: RenderOptions = {},
): Promise<RenderedPdf> {
  try {
    return await render(document, 'full', options);
  } catch (error) {
    // A shape that one font has alone and the next to it has not: set it again with fewer characters.
    if (!(error instanceof TypstError) || !concernsText(error)) throw error;
    return render(document, 'strict', options);
  }
}

const concernsText = ({ kind, diagnostics }: TypstError): boolean =>
  kind === 'crashed' ||
  diagnostics.some((message) => /could not be displayed|missing codepoints/.test(message));

async function render(
  document: ReportDocument,
  repertoire: Repertoire,
  { timeoutMs }: RenderOptions,
): Promise<RenderedPdf> {
  const text = new Printer(repertoire);
  const whole = new Printer(repertoire, 'whole');
  // Text in drawings is set by another engine, which knows fewer fonts.
  const drawn = new Printer('strict', 'drawing');
  const printable = (value: unknown, name = '', mono = false): unknown => {
    if (typeof value === 'string') {
      if (steering.has(name)) return value;
      if (name === 'svg') return drawn.text(value);
      const keep = unbroken.has(name) || isHash.test(value) || (mono && value.length <= lineLength);
      return (keep ? whole : text).text(value);
    }
    if (Array.isArray(value)) return value.map((item) => printable(item, name));
    if (typeof value !== 'object' || value === null) return value;
    const fixed = 'key' in value && 'mono' in value && value.mono === true;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !(key === 'table' && 'svg' in value))
        .map(([key, item]) => [key, printable(item, key, fixed)]),
    );
  };
  const blocks = printable(document.blocks) as Block[];
  const replacedCharacters = text.replaced + whole.replaced + drawn.replaced;
  if (replacedCharacters > 0) {
    const note = document.labels.unprintable.replace('{{count}}', String(replacedCharacters));
    blocks.push({ kind: 'paragraph', style: 'note', text: note });
  }
  const report = {
    lang: document.lang,
    title: whole.text(document.title),
    author: whole.text(document.author),
    hash: whole.text(document.snapshotHash),
    labels: {
      running: text.text(document.labels.running),
      practice: document.labels.practice,
      page: whole.text(document.labels.page),
      hash: whole.text(document.labels.hash),
    },
    blocks,
  };
  const timestamp = Math.floor(Date.parse(document.createdAt) / 1000);
  const result = await compileTypst({ template, report, timestamp }, timeoutMs);
  return { ...result, replacedCharacters, repertoire };
}
