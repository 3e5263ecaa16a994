import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { answerFromMyWork, cardOf } from './support/questions';
import { useStage } from './support/stage';
import type { Visitor } from './support/visitor';

const stage = useStage();

const proven = 'Q02.reg.certificate-expiry';
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
);

/** The panel beside a question, once the question has the focus. */
async function panelOf(visitor: Visitor, key: string) {
  await cardOf(visitor, key).focus();
  return visitor.page.getByRole('complementary', { name: visitor.t('answers:panels.title') });
}

describe('evidence', () => {
  it('is added beside the question, refused in words when disguised, and only ever downloaded', async () => {
    const ines = await stage().member('biomedical', 'fr');
    const { t, page } = ines;
    await answerFromMyWork(ines, 'Q02');
    const panel = await panelOf(ines, proven);
    await ines.reads(t('evidence:none'), panel);
    await ines.button(t('evidence:add.open'), panel).click();

    ines.expectComplaint(/status of 4\d\d/);
    await ines.field(t('evidence:add.file'), panel).setInputFiles({
      name: 'certificat.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('<html><script>alert(1)</script></html>'),
    });
    await ines.reads(t('refusals:file_disguised'), panel);
    await ines.look();

    await ines.field(t('evidence:add.file'), panel).setInputFiles({
      name: 'certificat_ce-osteoscan.pdf',
      mimeType: 'application/pdf',
      buffer: pdf,
    });
    await ines.reads(t('evidence:add.uploaded', { name: 'certificat_ce-osteoscan.pdf' }), panel);
    await ines.field(t.like('evidence:form.title'), panel).fill('Certificat CE OsteoScan');
    await ines.field(t('evidence:form.kind'), panel).selectOption('certificate');
    await ines.look();
    await ines.button(t('evidence:add.submit'), panel).click();
    await ines.reads(t('evidence:add.done', { title: 'Certificat CE OsteoScan' }), panel);
    await ines.look();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('link', { name: 'Certificat CE OsteoScan' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('certificat_ce-osteoscan.pdf');
    const kept = await readFile(await download.path());
    expect(createHash('sha256').update(kept).digest('hex')).toBe(
      createHash('sha256').update(pdf).digest('hex'),
    );
    // Opened as an address of its own it is still handed over, never shown.
    const shown = await page.context().request.get(download.url());
    expect(shown.headers()['content-disposition']).toMatch(/^attachment/);
    expect(shown.headers()['x-content-type-options']).toBe('nosniff');
  });

  it('is used for another question too, and listed with both', async () => {
    const ines = await stage().member('biomedical', 'en');
    const { t } = ines;
    await answerFromMyWork(ines, 'Q02');
    const panel = await panelOf(ines, 'Q02.reg.class');
    await ines.button(t('evidence:link.open'), panel).click();
    await ines.field(t('evidence:link.label'), panel).fill('osteoscan');
    await ines
      .button(t('evidence:link.useOf', { title: 'Certificat CE OsteoScan' }), panel)
      .click();
    await ines.reads(t('evidence:link.done', { title: 'Certificat CE OsteoScan' }), panel);
    await ines.look();

    await ines.link(t('evaluations:screen.nav.evidence')).click();
    await ines.arrivesAt(t('evidence:title'));
    const row = ines.page.getByRole('row', { name: /Certificat CE OsteoScan/ });
    await ines.reads(t('evidence:questions', { count: 2, sections: 'Q02' }), row);
    await ines.look();
  });
});
