import type { FigureBlock, TableBlock } from '../blocks';
import type { Format } from '../format';
import type { SnapshotIndices } from '../snapshot';
import type { Translate } from '../words';
import { at, faint, ink, shades, svgDocument, svgText } from './svg';

export interface HeatRow {
  /** Short mark of the statement, such as "E3". */
  readonly label: string;
  readonly overall: SnapshotIndices;
  readonly byProfession: readonly {
    readonly profession: string;
    readonly indices: SnapshotIndices;
  }[];
}

const rowHeight = 22;
const labelWidth = 40;
const headerHeight = 112;

const zone = (median: number | null): keyof typeof shades =>
  median === null ? 'none' : median >= 7 ? 'high' : median <= 3 ? 'low' : 'middle';

const marks = { high: '▲', middle: '◆', low: '▼', none: '' } as const;

const clip = (text: string, length: number): string =>
  [...text].length > length ? `${[...text].slice(0, length - 1).join('')}…` : text;

/** Professions of all rows, in the order of their first appearance. */
const professionsOf = (rows: readonly HeatRow[]): string[] => [
  ...new Set(rows.flatMap((row) => row.byProfession.map(({ profession }) => profession))),
];

const cellOf = (row: HeatRow, profession: string): SnapshotIndices | null =>
  row.byProfession.find((entry) => entry.profession === profession)?.indices ?? null;

/**
 * Medians of statements by profession. Three shades that stay in order in black and white, each cell
 * with its number and the mark of its zone; a thick frame where the raters disagree.
 */
export function heatSvg(
  rows: readonly HeatRow[],
  overallName: string,
  label: string,
  format: Format,
): string {
  const columns = [null, ...professionsOf(rows)];
  const column = Math.min(64, (480 - labelWidth) / columns.length);
  const width = labelWidth + columns.length * column + 84;
  const parts: string[] = [];
  columns.forEach((profession, index) => {
    const x = labelWidth + (index + 0.5) * column;
    parts.push(
      svgText(x, headerHeight - 8, clip(profession ?? overallName, 29), {
        size: 10,
        anchor: 'start',
        rotate: -45,
        ...(profession === null ? { weight: 'bold' as const } : {}),
      }),
    );
  });
  rows.forEach((row, rowIndex) => {
    const y = headerHeight + rowIndex * rowHeight;
    parts.push(
      svgText(labelWidth - 6, y + 15, row.label, { size: 11, anchor: 'end', weight: 'bold' }),
    );
    columns.forEach((profession, index) => {
      const indices = profession === null ? row.overall : cellOf(row, profession);
      const median = indices?.median ?? null;
      const shade = zone(median);
      const x = labelWidth + index * column;
      parts.push(
        `<rect x="${at(x)}" y="${at(y)}" width="${at(column)}" height="${rowHeight}" fill="${shades[shade]}" stroke="#ffffff" stroke-width="1.5"/>`,
      );
      const fill = shade === 'low' ? '#ffffff' : median === null ? faint : ink;
      const text = median === null ? '–' : `${marks[shade]} ${format.number(median)}`;
      parts.push(svgText(x + column / 2, y + 15, text, { size: 11, fill }));
      if (indices?.disagreement === true) {
        parts.push(
          `<rect x="${at(x + 2)}" y="${y + 2}" width="${at(column - 4)}" height="${rowHeight - 4}" fill="none" stroke="${ink}" stroke-width="2"/>`,
        );
      }
    });
  });
  const ruled = labelWidth + column;
  parts.push(
    `<line x1="${at(ruled)}" y1="${headerHeight}" x2="${at(ruled)}" y2="${headerHeight + rows.length * rowHeight}" stroke="${ink}" stroke-width="1"/>`,
  );
  return svgDocument(width, headerHeight + rows.length * rowHeight + 4, label, parts);
}

export function heatFigure(rows: readonly HeatRow[], t: Translate, format: Format): FigureBlock {
  const alt = heatInWords(rows, t, format);
  return {
    kind: 'figure',
    svg: heatSvg(rows, t('plots.overall'), alt, format),
    alt,
    caption: t('plots.heatCaption'),
    width: Math.min(1, 0.3 + 0.12 * (professionsOf(rows).length + 1)),
    table: heatTable(rows, t, format),
  };
}

export function heatInWords(rows: readonly HeatRow[], t: Translate, format: Format): string {
  const cells = rows.flatMap((row) =>
    row.byProfession.flatMap(({ profession, indices }) =>
      indices.median === null ? [] : [{ label: row.label, profession, median: indices.median }],
    ),
  );
  const sentences = [
    t('plots.heatAlt', { statements: rows.length, professions: professionsOf(rows).length }),
  ];
  const lowest = cells.reduce<(typeof cells)[number] | null>(
    (found, cell) => (found === null || cell.median < found.median ? cell : found),
    null,
  );
  if (lowest) {
    sentences.push(t('plots.heatLowest', { ...lowest, median: format.number(lowest.median) }));
  }
  const split = rows.filter((row) => row.overall.disagreement === true).map((row) => row.label);
  sentences.push(
    split.length > 0
      ? t('plots.heatDisagreement', { statements: format.list(split) })
      : t('plots.heatNoDisagreement'),
  );
  return sentences.join(' ');
}

function heatTable(rows: readonly HeatRow[], t: Translate, format: Format): TableBlock {
  const professions = professionsOf(rows);
  const cell = (indices: SnapshotIndices | null): string =>
    indices === null || indices.median === null
      ? '–'
      : `${format.number(indices.median)} (n = ${indices.n})`;
  return {
    kind: 'table',
    caption: t('plots.heatTable'),
    columns: [
      { header: t('plots.statement'), width: 1 },
      { header: t('plots.overall'), width: 1.2, align: 'center' },
      ...professions.map((header) => ({ header, width: 1.4, align: 'center' as const })),
    ],
    rows: rows.map((row) => [
      row.label,
      cell(row.overall),
      ...professions.map((profession) => cell(cellOf(row, profession))),
    ]),
    rowHeaders: true,
  };
}
