import type { Locale } from '../kernel';

/**
 * The closed set of things a report is made of. Sections know blocks, writers (PDF, HTML and the rest)
 * know blocks: neither knows the other. Every text is plain; nothing in it is ever markup, in any
 * writer. A line feed is a line break.
 */
export type Block =
  | CoverBlock
  | ContentsBlock
  | OnePageBlock
  | HeadingBlock
  | ParagraphBlock
  | KeyValuesBlock
  | TableBlock
  | ListBlock
  | CalloutBlock
  | QuoteBlock
  | EntryBlock
  | FigureBlock
  | PageBreakBlock;

export type BlockKind = Block['kind'];

/** Meaning of a mark; always said in words too. */
export type Tone = 'neutral' | 'good' | 'caution' | 'stop';

/** First page. */
export interface CoverBlock {
  readonly kind: 'cover';
  readonly organisation: string;
  /** What kind of document this is. */
  readonly documentType: string;
  readonly title: string;
  readonly subtitle: string;
  readonly status: { readonly text: string; readonly tone: Tone };
  readonly facts: readonly KeyValue[];
  readonly notice: string | null;
}

/** Table of contents of the headings of levels 1 and 2, with page numbers where there are pages. */
export interface ContentsBlock {
  readonly kind: 'contents';
  readonly title: string;
}

/** A page of its own, set smaller when its blocks would not fit. */
export interface OnePageBlock {
  readonly kind: 'one-page';
  readonly blocks: readonly Block[];
}

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly text: string;
  /** Numbered headings appear in the contents; default true. */
  readonly numbered?: boolean;
}

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly text: string;
  /** `lead` is set larger, `note` smaller. */
  readonly style?: 'body' | 'lead' | 'note';
}

export interface KeyValue {
  readonly key: string;
  readonly value: string;
  /** Fixed-width letters, for hashes and identifiers. */
  readonly mono?: boolean;
}

export interface KeyValuesBlock {
  readonly kind: 'key-values';
  readonly items: readonly KeyValue[];
}

export interface TableColumn {
  readonly header: string;
  /** Share of the line; columns share it in proportion. */
  readonly width: number;
  readonly align?: 'start' | 'center' | 'end';
  readonly mono?: boolean;
}

export interface TableCell {
  readonly text: string;
  readonly strong?: boolean;
  readonly tone?: Tone;
}

export interface TableBlock {
  readonly kind: 'table';
  /** Says what the table holds; read out before it. */
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | TableCell)[])[];
  /** Whether the first column names its row. */
  readonly rowHeaders?: boolean;
}

export interface ListBlock {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly items: readonly string[];
}

export interface CalloutBlock {
  readonly kind: 'callout';
  readonly tone: Tone;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Someone's words exactly as written. */
export interface QuoteBlock {
  readonly kind: 'quote';
  readonly text: string;
  readonly attribution: string;
}

/** One item of a long list: a question with its answers, a thread, a condition, a rated statement. */
export interface EntryBlock {
  readonly kind: 'entry';
  /** Short mark in the margin, such as a question's number. */
  readonly label: string;
  readonly title: string;
  readonly badge: { readonly text: string; readonly tone: Tone } | null;
  /** Drawn under the title, on the same page as it. */
  readonly figure?: FigureBlock | null;
  readonly fields: readonly EntryField[];
}

export interface EntryField {
  /** What the text is, such as "Comment"; empty for the main text. */
  readonly label: string;
  readonly text: string;
  readonly style?: 'main' | 'body' | 'meta' | 'masked';
}

/** A drawing. `alt` says in a sentence what it shows; `table` gives the same facts as cells. */
export interface FigureBlock {
  readonly kind: 'figure';
  readonly svg: string;
  readonly alt: string;
  readonly caption: string;
  /** Share of the line, from 0 to 1. */
  readonly width: number;
  readonly table: TableBlock | null;
}

export interface PageBreakBlock {
  readonly kind: 'page-break';
}

/** The furniture of every page. */
export interface ReportLabels {
  /** Header, left: the evaluation's reference and short title. */
  readonly running: string;
  /** Stands large on every page of a practice file; null on all others. */
  readonly practice: string | null;
  /** Word before "3 / 24". */
  readonly page: string;
  /** Footer, left: names the hash that follows. */
  readonly hash: string;
  /** Note printed last when characters had no glyph; `{{count}}` stands for how many. */
  readonly unprintable: string;
}

/** Something the reader was not cleared for; its place in the report says so. */
export interface Mask {
  readonly kind: 'evidence' | 'part' | 'interests';
  readonly label: string;
  readonly clearance: string;
}

export interface ReportSectionBlocks {
  readonly key: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A composed report, ready for any writer. */
export interface ReportDocument {
  readonly lang: Locale;
  readonly title: string;
  readonly author: string;
  /** Instant printed in the report and stored in the file: the same input gives the same bytes. */
  readonly createdAt: string;
  /** Hash of the snapshot, hexadecimal. */
  readonly snapshotHash: string;
  readonly labels: ReportLabels;
  readonly sections: readonly ReportSectionBlocks[];
  readonly blocks: readonly Block[];
  readonly masks: readonly Mask[];
}
