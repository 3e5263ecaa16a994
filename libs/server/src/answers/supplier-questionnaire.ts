import { shownReference } from '@consilium/domain/evaluations';
import type { Locale } from '@consilium/domain/kernel';
import { translate } from '../platform/texts';
import type { SupplierQuestionnaire } from './supplier.service';

/** Media type of the workbook. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Keys of the columns and their widths in characters. */
const columns = [
  { key: 'key', width: 26 },
  { key: 'question', width: 60 },
  { key: 'help', width: 48 },
  { key: 'evidence', width: 40 },
  { key: 'answer', width: 60 },
] as const;

/** Rows above the questions: what it is about, how to fill it in, the heads of the columns. */
const headRows = 3;

/** U+FFFE and U+FFFF are characters, but XML forbids them: with one, no program opens the workbook. */
const writable = (text: string): string => text.replace(/[\uFFFE\uFFFF]/g, '');

/**
 * The questionnaire for the supplier as a workbook (Office Open XML): one line per question, with an
 * empty cell for the answer, filterable by its columns.
 */
export async function supplierWorkbook(
  { reference: kept, title, device, sections, questions }: SupplierQuestionnaire,
  locale: Locale,
): Promise<Uint8Array> {
  const reference = shownReference(kept, locale);
  const text = (key: string, values: Record<string, unknown> = {}): string =>
    translate(locale, `answers:questionnaire.${key}`, values);
  const bold = [0, headRows - 1];
  const rows: string[][] = [
    [reference, text('heading', { title, device })],
    ['', text('instructions')],
    columns.map(({ key }) => text(`columns.${key}`)),
  ];
  let section = '';
  for (const { question } of questions) {
    if (question.section !== section) {
      section = question.section;
      bold.push(rows.length);
      rows.push([section, sections.find(({ key }) => key === section)?.title[locale] ?? '']);
    }
    const { key, help, evidence } = question;
    rows.push([key, question.text[locale], help[locale], evidence[locale], '']);
  }
  // Asked for once in a file: not loaded at every start.
  const { writeXlsx } = await import('hucre/xlsx');
  const alignment = { wrapText: true, vertical: 'top' } as const;
  return writeXlsx({
    properties: { title: writable(`${reference} – ${title}`), creator: 'Consilium' },
    sheets: [
      {
        name: text('sheet'),
        columns: columns.map(({ width }) => ({ width, style: { alignment } })),
        rows: rows.map((row) => row.map(writable)),
        cells: new Map(
          bold.flatMap((row) =>
            rows[row]!.map((value, column) => [
              `${row},${column}`,
              { value: writable(value), style: { alignment, font: { bold: true } } },
            ]),
          ),
        ),
        freezePane: { rows: headRows },
        autoFilter: { range: `A${headRows}:E${rows.length}` },
        pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      },
    ],
  });
}
