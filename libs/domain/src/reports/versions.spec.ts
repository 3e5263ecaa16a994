import { reportFileName, type NamedReport } from './versions';

const report: NamedReport = {
  reference: 'EXERCICE-2026/014',
  locale: 'fr',
  version: 'panel',
  snapshotHash: '0f3a9c21'.padEnd(64, 'e'),
  builtAt: '2026-11-30 14:15:07',
};

it('names the file of a report so that no other report of the seal shares its name', () => {
  expect(reportFileName({ ...report, reference: '2026-014' }, 'pdf')).toBe(
    '2026-014-commission-fr-0f3a9c21-20261130-141507.pdf',
  );
  const names = [
    report,
    { ...report, version: 'whole' },
    { ...report, locale: 'en' },
    { ...report, builtAt: '2026-11-30 14:15:08' },
  ] satisfies NamedReport[];
  expect(names.map((one) => reportFileName(one, 'json'))).toEqual([
    'EXERCICE-2026-014-commission-fr-0f3a9c21-20261130-141507.json',
    'EXERCICE-2026-014-complet-fr-0f3a9c21-20261130-141507.json',
    'EXERCISE-2026-014-committee-en-0f3a9c21-20261130-141507.json',
    'EXERCICE-2026-014-commission-fr-0f3a9c21-20261130-141508.json',
  ]);
});
