import { clearanceInWords } from '../clearance';
import type { SectionContext, SectionDefinition } from '../section';
import type { SnapshotEvidence } from '../snapshot';

export const evidence: SectionDefinition = {
  key: 'evidence',
  order: 80,
  applies: (snapshot) => snapshot.evidence.length > 0,
  build: (snapshot, context) => [
    { kind: 'heading', level: 1, text: context.t('sections.evidence') },
    { kind: 'paragraph', text: context.t('evidence.intro') },
    {
      kind: 'table',
      caption: context.t('evidence.caption', { count: snapshot.evidence.length }),
      columns: [
        { header: context.t('evidence.number'), width: 0.7 },
        { header: context.t('evidence.document'), width: 4.2 },
        { header: context.t('evidence.dates'), width: 2.9 },
      ],
      rows: snapshot.evidence.map((item) => row(item, context)),
      rowHeaders: true,
    },
    // A table of their own: on a whole line each, they are copied in one piece.
    {
      kind: 'table',
      caption: context.t('evidence.hashes'),
      columns: [
        { header: context.t('evidence.number'), width: 0.7 },
        { header: context.t('evidence.hash'), width: 10, mono: true },
      ],
      rows: snapshot.evidence.map((item) => [context.labels.evidence(item.id), item.sha256]),
      rowHeaders: true,
    },
  ],
};

function row(item: SnapshotEvidence, context: SectionContext): string[] {
  const { t, format, labels, clearance } = context;
  const label = labels.evidence(item.id);
  // Its hash stays all the same: it proves later that the document was in the file.
  if (!clearance.reads('evidence', item.id)) {
    const level = clearanceInWords(item.clearance, t);
    return [label, t('masks.evidence', { clearance: level }), '–'];
  }
  const document = [
    item.title,
    item.fileName === '' ? format.size(item.size) : `${item.fileName} (${format.size(item.size)})`,
    item.clearance.level === 'panel'
      ? ''
      : t('evidence.clearance', { clearance: clearanceInWords(item.clearance, t) }),
    item.purgedAt ? t('evidence.purged', { date: format.day(item.purgedAt) }) : '',
  ];
  const dates = [
    item.documentDate ? t('evidence.dated', { date: format.date(item.documentDate) }) : '',
    item.validUntil ? t('evidence.validUntil', { date: format.date(item.validUntil) }) : '',
    t('evidence.added', { date: format.day(item.addedAt), name: item.addedBy.name }),
  ];
  const lines = (texts: string[]): string => texts.filter((text) => text !== '').join('\n');
  return [label, lines(document), lines(dates)];
}
