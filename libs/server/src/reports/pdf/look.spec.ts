import { writeFileSync } from 'node:fs';
import { composeReport } from '@consilium/domain/reports';
import { minimalSnapshot, sampleSnapshot } from '@consilium/domain/reports/samples';
import { renderPdf } from './render-pdf';
it('makes files to look at', async () => {
  for (const locale of ['fr', 'en'] as const)
    for (const [name, snap] of [
      ['full', sampleSnapshot()],
      ['big', sampleSnapshot({ questions: 62 })],
      ['min', minimalSnapshot()],
    ] as const) {
      const document = composeReport(snap, {
        locale,
        snapshotHash: 'a3'.repeat(32),
        createdAt: '2026-10-20T15:00:00Z',
        verifyUrl: 'https://consilium.hopital.example/verify',
      });
      const t = Date.now();
      const pdf = await renderPdf(document);
      console.log(
        name,
        locale,
        pdf.pages,
        pdf.bytes.length,
        pdf.replacedCharacters,
        Date.now() - t,
      );
      writeFileSync(`/tmp/rep/out/${name}-${locale}.pdf`, pdf.bytes);
    }
});
