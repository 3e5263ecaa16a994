import { readXlsx } from 'hucre/xlsx';
import { supplierWorkbook } from './supplier-questionnaire';
import type { SupplierQuestionnaire } from './supplier.service';

const texts = (fr: string, en: string) => ({ fr, en });

const question = (key: string, section: string, text: string) =>
  ({
    question: {
      key,
      section,
      text: texts(text, `${text} (en)`),
      help: texts('Aide', 'Help'),
      evidence: texts('Preuve', 'Proof'),
    },
  }) as unknown as SupplierQuestionnaire['questions'][number];

const questionnaire = {
  reference: '2026-014',
  title: 'Lecture\uFFFF de mammographies',
  device: 'MammoLys',
  sections: [
    { key: 'Q01', title: texts('Besoin', 'Need') },
    { key: 'Q09', title: texts('Sécurité', 'Security') },
  ],
  questions: [
    question('Q01.need.problem', 'Q01', '=HYPERLINK("http://evil.test")'),
    question('Q09.it.hosting', 'Q09', 'Où\u000bles données sont-elles hébergées ?'),
  ],
} as unknown as SupplierQuestionnaire;

describe('the questionnaire for the supplier', () => {
  it('has a line for each question under its section, heads that filter, and room for answers', async () => {
    const { sheets } = await readXlsx(await supplierWorkbook(questionnaire, 'fr'));
    const [sheet] = sheets;
    expect(sheet!.rows.map((row) => row[0])).toEqual([
      '2026-014',
      '',
      expect.any(String),
      'Q01',
      'Q01.need.problem',
      'Q09',
      'Q09.it.hosting',
    ]);
    expect(sheet!.rows[5]).toEqual(['Q09', 'Sécurité', null, null, null]);
    expect(sheet!.freezePane).toEqual({ rows: 3 });
    expect(sheet!.autoFilter).toMatchObject({ range: 'A3:E7' });
  });

  it('holds what people wrote as text that every program opens', async () => {
    const workbook = await supplierWorkbook(questionnaire, 'fr');
    const { sheets, properties } = await readXlsx(workbook, { readStyles: true });
    const [sheet] = sheets;
    // A formula would be read as its result.
    expect(sheet!.rows[4]![1]).toBe('=HYPERLINK("http://evil.test")');
    expect(sheet!.cells?.get('4,1')?.formula).toBeUndefined();
    expect(sheet!.rows[6]![1]).toBe('Où\u000bles données sont-elles hébergées ?');
    expect(properties?.title).toBe('2026-014 – Lecture de mammographies');
    expect(sheet!.rows[0]![1]).not.toContain('\uFFFF');
  });
});
