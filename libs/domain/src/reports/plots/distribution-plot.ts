import type { FigureBlock, TableBlock } from '../blocks';
import type { Format } from '../format';
import type { SnapshotIndices } from '../snapshot';
import type { Translate } from '../words';
import { accent, at, faint, ink, svgDocument, svgText } from './svg';

const width = 440;
const left = 28;
const step = (width - 2 * left) / 8;
const axis = 104;
const top = 22;
/** Above this many in one column dots would be too small to count: bars instead. */
const dotsUpTo = 8;

const xOf = (rating: number): number => left + (rating - 1) * step;

/**
 * How the ratings of one statement lie from 1 to 9: a dot for each rater (a bar where there are many)
 * with the number above, the median as a line with a triangle, the P30–P70 interval as a bracketed band.
 */
export function distributionSvg(indices: SnapshotIndices, label: string): string {
  const highest = Math.max(1, ...indices.distribution);
  const parts: string[] = [];
  if (indices.p30 !== null && indices.p70 !== null) {
    const from = xOf(indices.p30) - 7;
    const to = xOf(indices.p70) + 7;
    parts.push(
      `<rect x="${at(from)}" y="${top - 4}" width="${at(to - from)}" height="${axis - top + 4}" fill="#e6ebef"/>`,
      `<path d="M${at(from)} ${top + 2}V${top - 4}H${at(to)}V${top + 2}" fill="none" stroke="${ink}" stroke-width="0.8"/>`,
    );
  }
  for (const limit of [3.5, 6.5]) {
    parts.push(
      `<line x1="${at(xOf(limit))}" y1="${top}" x2="${at(xOf(limit))}" y2="${axis}" stroke="${faint}" stroke-width="0.6" stroke-dasharray="2 3"/>`,
    );
  }
  if (indices.median !== null) {
    const x = xOf(indices.median);
    // Drawn under the dots, so that none is hidden.
    parts.push(
      `<line x1="${at(x)}" y1="10" x2="${at(x)}" y2="${axis}" stroke="${ink}" stroke-width="0.7" stroke-dasharray="1 2"/>`,
      `<line x1="${at(x)}" y1="10" x2="${at(x)}" y2="${top - 4}" stroke="${ink}" stroke-width="1.4"/>`,
      `<path d="M${at(x - 5)} 3H${at(x + 5)}L${at(x)} 11Z" fill="${ink}"/>`,
    );
  }
  indices.distribution.forEach((count, index) => {
    const x = xOf(index + 1);
    const height = axis - top - 14;
    if (count > 0 && highest <= dotsUpTo) {
      const gap = Math.min(11, height / highest);
      const radius = Math.min(4.4, gap / 2 - 0.3);
      for (let dot = 0; dot < count; dot += 1) {
        const y = axis - 1 - radius - dot * gap;
        parts.push(`<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" fill="${accent}"/>`);
      }
      parts.push(svgText(x, axis - 5 - count * gap, String(count), { size: 10, rim: true }));
    } else if (count > 0) {
      const bar = (count / highest) * height;
      parts.push(
        `<rect x="${at(x - 11)}" y="${at(axis - bar)}" width="22" height="${at(bar)}" fill="${accent}"/>`,
        svgText(x, axis - bar - 4, String(count), { size: 10, rim: true }),
      );
    }
    parts.push(svgText(x, axis + 14, String(index + 1), { size: 11 }));
  });
  parts.push(
    `<line x1="${left - 14}" y1="${axis}" x2="${width - left + 14}" y2="${axis}" stroke="${ink}" stroke-width="1"/>`,
  );
  return svgDocument(width, axis + 20, label, parts);
}

/** The figure with its sentence and its table. `name` says what was rated. */
export function distributionFigure(
  indices: SnapshotIndices,
  name: string,
  t: Translate,
  format: Format,
): FigureBlock {
  const alt = distributionInWords(indices, name, t, format);
  return {
    kind: 'figure',
    svg: distributionSvg(indices, alt),
    alt,
    caption: t('plots.distributionCaption', { name }),
    width: 0.62,
    table: distributionTable(indices, name, t),
  };
}

export function distributionInWords(
  indices: SnapshotIndices,
  name: string,
  t: Translate,
  format: Format,
): string {
  if (indices.n === 0 || indices.median === null) return t('plots.noRatings', { name });
  const counts = indices.distribution
    .map((count, index) => (count > 0 ? t('plots.times', { rating: index + 1, count }) : null))
    .filter((text) => text !== null);
  const sentence = t('plots.distributionAlt', {
    name,
    count: indices.n,
    median: format.number(indices.median),
    spread: format.list(counts),
  });
  if (indices.p30 === null || indices.p70 === null) return sentence;
  const band = t('plots.bandAlt', {
    p30: format.number(indices.p30),
    p70: format.number(indices.p70),
  });
  return `${sentence} ${band}`;
}

const distributionTable = (indices: SnapshotIndices, name: string, t: Translate): TableBlock => ({
  kind: 'table',
  caption: t('plots.distributionTable', { name }),
  columns: [
    { header: t('plots.rating'), width: 1, align: 'center' },
    { header: t('plots.raters'), width: 1, align: 'center' },
  ],
  rows: indices.distribution.map((count, index) => [String(index + 1), String(count)]),
  rowHeaders: true,
});
