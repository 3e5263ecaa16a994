import type {
  Block,
  EntryField,
  FigureBlock,
  HeadingBlock,
  KeyValue,
  ReportDocument,
  TableBlock,
  TableCell,
  Tone,
} from './blocks';

export interface HtmlOptions {
  /** Level of the element for a heading of level 1: 2 inside a page that has its own title. */
  readonly topLevel?: 1 | 2 | 3;
}

const marks: Readonly<Record<Tone, string>> = {
  neutral: '',
  good: '✓ ',
  caution: '▲ ',
  stop: '■ ',
};

export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const lines = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');

/**
 * Blocks as a fragment of accessible HTML for reading on screen: headings with anchors, tables with
 * captions and scopes, each figure with its sentence and its table. Every text is escaped, drawings are
 * images, so nothing that a person wrote can become an element. Styling is left to the page: classes
 * begin with `report-`.
 */
export function renderHtml(blocks: readonly Block[], options: HtmlOptions = {}): string {
  const headings = numbered(blocks);
  return blocks
    .map((block) => html(block, { topLevel: options.topLevel ?? 2, headings }))
    .join('\n');
}

/** The report as one page that needs nothing else, in its own language. */
export const renderHtmlPage = (document: ReportDocument): string =>
  `<!doctype html>
<html lang="${document.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(document.title)}</title><style>${pageStyle}</style></head>
<body><main>
${renderHtml(document.blocks, { topLevel: 1 })}
<footer><p>${escapeHtml(document.labels.hash)} <code>${escapeHtml(document.snapshotHash)}</code></p></footer>
</main></body>
</html>
`;

const pageStyle =
  'body{font:1rem/1.5 Georgia,serif;color:#1c2530;margin:0}main{max-width:46rem;margin:0 auto;padding:1rem}h1,h2,h3{color:#1f3f5b;line-height:1.2}table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-style:italic}th,td{border-bottom:1px solid #b8bec4;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}.report-callout{border-left:4px solid #3d4650;background:#f1f3f5;padding:.5rem 1rem;margin:1rem 0}.report-caution{border-color:#7a4b00;background:#fbf4e4}.report-stop{border-color:#8c1d1d;background:#faeeee}.report-good{border-color:#1b5e3a;background:#edf5f0}.report-entry{border-top:1px solid #b8bec4;padding:.5rem 0}.report-meta,.report-note{color:#555;font-size:.875rem}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem}dd{margin:0;overflow-wrap:anywhere}img{max-width:100%}code{overflow-wrap:anywhere}';

interface Numbered {
  readonly id: string;
  readonly number: string;
  readonly block: HeadingBlock;
}

interface Writing {
  readonly topLevel: number;
  readonly headings: ReadonlyMap<HeadingBlock, Numbered>;
}

/** Headings of levels 1 and 2 are numbered as in the PDF. */
function numbered(blocks: readonly Block[]): Map<HeadingBlock, Numbered> {
  const found = new Map<HeadingBlock, Numbered>();
  let first = 0;
  let second = 0;
  const visit = (block: Block): void => {
    if (block.kind === 'one-page') block.blocks.forEach(visit);
    if (block.kind !== 'heading') return;
    let number = '';
    if (block.numbered !== false && block.level === 1) {
      first += 1;
      second = 0;
      number = `${first}`;
    } else if (block.numbered !== false && block.level === 2) {
      second += 1;
      number = `${first}.${second}`;
    }
    found.set(block, { id: `report-${found.size + 1}`, number, block });
  };
  blocks.forEach(visit);
  return found;
}

function html(block: Block, writing: Writing): string {
  switch (block.kind) {
    case 'cover':
      return `<header class="report-cover"><p>${escapeHtml(block.organisation)}</p><p>${escapeHtml(block.documentType)}</p>${element(writing.topLevel, '', escapeHtml(block.title))}<p>${lines(block.subtitle)}</p><p>${badge(block.status.text, block.status.tone)}</p>${pairs(block.facts)}${block.notice === null ? '' : `<p class="report-note">${escapeHtml(block.notice)}</p>`}</header>`;
    case 'contents':
      return `<nav class="report-contents" aria-label="${escapeHtml(block.title)}"><ul>${[
        ...writing.headings.values(),
      ]
        .filter(
          ({ block: heading }) =>
            heading.level === 1 || (heading.level === 2 && heading.numbered !== false),
        )
        .map(
          ({ id, number, block: heading }) =>
            `<li class="report-level-${heading.level}"><a href="#${id}">${escapeHtml(`${number} ${heading.text}`.trim())}</a></li>`,
        )
        .join('')}</ul></nav>`;
    case 'one-page':
      return `<section class="report-page">${block.blocks.map((inner) => html(inner, writing)).join('\n')}</section>`;
    case 'heading': {
      const { id = '', number = '' } = writing.headings.get(block) ?? {};
      const text = escapeHtml(`${number} ${block.text}`.trim());
      return element(writing.topLevel + block.level - 1, ` id="${id}"`, text);
    }
    case 'paragraph':
      return `<p class="report-${block.style ?? 'body'}">${lines(block.text)}</p>`;
    case 'key-values':
      return pairs(block.items);
    case 'table':
      return table(block);
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${lines(item)}</li>`).join('')}</${tag}>`;
    }
    case 'callout':
      return `<div class="report-callout report-${block.tone}"><p><strong>${marks[block.tone]}${escapeHtml(block.title)}</strong></p>${block.lines.map((line) => `<p>${lines(line)}</p>`).join('')}</div>`;
    case 'quote':
      return `<figure class="report-quote"><blockquote>${block.text
        .split('\n\n')
        .map((part) => `<p>${lines(part)}</p>`)
        .join(
          '',
        )}</blockquote>${block.attribution === '' ? '' : `<figcaption>— ${escapeHtml(block.attribution)}</figcaption>`}</figure>`;
    case 'entry':
      return `<section class="report-entry"><p><span class="report-label">${escapeHtml(block.label)}</span> <strong>${lines(block.title)}</strong> ${block.badge ? badge(block.badge.text, block.badge.tone) : ''}</p>${block.figure ? figure(block.figure) : ''}${block.fields.map(field).join('')}</section>`;
    case 'figure':
      return figure(block);
    case 'page-break':
      return '';
  }
}

const element = (level: number, attributes: string, content: string): string => {
  const tag = `h${Math.min(level, 6)}`;
  return `<${tag}${attributes}>${content}</${tag}>`;
};

const badge = (text: string, tone: Tone): string =>
  `<span class="report-badge report-${tone}">${marks[tone]}${escapeHtml(text)}</span>`;

const pairs = (items: readonly KeyValue[]): string =>
  `<dl>${items
    .map(({ key, value, mono }) => {
      const text = lines(value);
      return `<dt>${escapeHtml(key)}</dt><dd>${mono ? `<code>${text}</code>` : text}</dd>`;
    })
    .join('')}</dl>`;

function table(block: TableBlock): string {
  const head = block.columns.map(({ header }) => `<th scope="col">${escapeHtml(header)}</th>`);
  const rows = block.rows.map((row) =>
    row
      .map((value, index) => {
        const cell: TableCell = typeof value === 'string' ? { text: value } : value;
        const text = `${cell.tone ? marks[cell.tone] : ''}${lines(cell.text)}`;
        const content = block.columns[index]?.mono ? `<code>${text}</code>` : text;
        const strong = cell.strong ? `<strong>${content}</strong>` : content;
        return index === 0 && block.rowHeaders
          ? `<th scope="row">${strong}</th>`
          : `<td>${strong}</td>`;
      })
      .join(''),
  );
  return `<table><caption>${escapeHtml(block.caption)}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row}</tr>`)
    .join('')}</tbody></table>`;
}

/** As an image, not inline: whatever an SVG holds, an image runs no script. */
function figure({ svg, alt, caption, table: alternative }: FigureBlock): string {
  const source = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  const details = alternative
    ? `<details><summary>${escapeHtml(alternative.caption)}</summary>${table(alternative)}</details>`
    : '';
  return `<figure class="report-figure"><img src="${source}" alt="${escapeHtml(alt)}"><figcaption>${escapeHtml(caption)}</figcaption>${details}</figure>`;
}

const field = ({ label, text, style }: EntryField): string =>
  `<p class="report-${style ?? 'body'}">${label === '' ? '' : `<b>${escapeHtml(label)}</b> – `}${lines(text)}</p>`;
