/** Families embedded in the PDF writer first; a browser takes the generic one. */
export const plotFont = "'Libertinus Serif', Georgia, serif";

/** Shades that keep their order in black and white: light, middle, dark. */
export const shades = {
  high: '#e4eef0',
  middle: '#c9b98a',
  low: '#8c2f2f',
  none: '#ffffff',
} as const;
export const ink = '#1c2530';
export const accent = '#1f4e6b';
export const faint = '#8a949e';

/** Coordinates with at most two decimals, so that the same figure has the same bytes everywhere. */
export const at = (value: number): string => String(Math.round(value * 100) / 100);

/** Text for an element or attribute, composed; characters that XML cannot hold are dropped. */
export const escapeXml = (text: string): string =>
  text
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex -- XML 1.0 has no place for these characters
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export interface TextOptions {
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly fill?: string;
  readonly weight?: 'bold';
  /** A rim of paper around the letters, over lines. */
  readonly rim?: boolean;
  /** Degrees, around the text's own start. */
  readonly rotate?: number;
}

export function svgText(x: number, y: number, text: string, options: TextOptions = {}): string {
  const { size = 11, anchor = 'middle', fill = ink, weight, rotate, rim } = options;
  const turned = rotate === undefined ? '' : ` transform="rotate(${at(rotate)} ${at(x)} ${at(y)})"`;
  const paper = rim ? ' stroke="#ffffff" stroke-width="3" paint-order="stroke"' : '';
  const bold = weight ? ` font-weight="${weight}"` : '';
  return `<text x="${at(x)}" y="${at(y)}" font-size="${at(size)}" text-anchor="${anchor}" fill="${fill}"${bold}${paper}${turned}>${escapeXml(text)}</text>`;
}

/** The drawing carries its own name for readers of HTML; the PDF writer takes the figure's alt. */
export const svgDocument = (
  width: number,
  height: number,
  label: string,
  parts: string[],
): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${at(width)} ${at(height)}" width="${at(width)}" height="${at(height)}" role="img" aria-label="${escapeXml(label)}" font-family="${plotFont}">${parts.join('')}</svg>`;
