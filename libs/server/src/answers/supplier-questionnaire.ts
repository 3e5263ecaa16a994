import type { Writable } from 'node:stream';
import type { Locale } from '@consilium/domain/kernel';
import { translate } from '../platform/texts';
import type { SupplierQuestionnaire } from './supplier.service';

/** Media type of the workbook. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const columns = [
  { key: 'key', width: 26 },
  { key: 'question', width: 60 },
  { key: 'help', width: 48 },
  { key: 'evidence', width: 40 },
  { key: 'answer', width: 60 },
] as const;

/**
 * Writes the questionnaire for the supplier as a workbook, row by row, into the stream: one line per
 * question, with an empty cell for the answer. Ends the stream.
 */
export async function writeSupplierQuestionnaire(
  stream: Writable,
  { reference, title, device, sections, questions }: SupplierQuestionnaire,
  locale: Locale,
): Promise<void> {
  const text = (key: string, values: Record<string, unknown> = {}): string =>
    translate(locale, `answers:questionnaire.${key}`, values);
  // Six hundred modules, for something asked for once in a file: not loaded at every start.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  workbook.title = `${reference} – ${title}`;
  workbook.creator = 'Consilium';
  const sheet = workbook.addWorksheet(text('sheet'), {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = columns.map(({ key, width }) => ({ key, width }));
  const line = (values: string[], bold = false): void => {
    const row = sheet.addRow(values);
    row.alignment = { wrapText: true, vertical: 'top' };
    if (bold) row.font = { bold: true };
    row.commit();
  };
  line([reference, text('heading', { title, device })], true);
  line(['', text('instructions')]);
  line(
    columns.map(({ key }) => text(`columns.${key}`)),
    true,
  );
  let section = '';
  for (const { question } of questions) {
    if (question.section !== section) {
      section = question.section;
      const heading = sections.find(({ key }) => key === section)?.title[locale] ?? '';
      line([section, heading], true);
    }
    const { key, help, evidence } = question;
    line([key, question.text[locale], help[locale], evidence[locale], '']);
  }
  sheet.commit();
  await workbook.commit();
}
