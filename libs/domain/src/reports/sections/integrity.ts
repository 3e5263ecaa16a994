import type { Block } from '../blocks';
import { saltedList } from '../seal-algorithms';
import type { SectionContext, SectionDefinition } from '../section';
import type { EvaluationSnapshot } from '../snapshot';

export const integrity: SectionDefinition = {
  key: 'integrity',
  order: 170,
  applies: () => true,
  build(snapshot, context) {
    const { t } = context;
    return [
      { kind: 'heading', level: 1, text: t('sections.integrity') },
      { kind: 'paragraph', text: t('integrity.intro') },
      {
        kind: 'key-values',
        items: [
          {
            key: t('integrity.hash', { alg: 'SHA-256' }),
            value: context.snapshotHash,
            mono: true,
          },
          { key: t('integrity.format'), value: context.hashAlg },
          { key: t('integrity.seal'), value: t(`integrity.sealKind.${snapshot.seal}`) },
          { key: t('integrity.takenAt'), value: snapshot.takenAt },
        ],
      },
      ...seals(snapshot, context),
      { kind: 'heading', level: 2, text: t('integrity.verify') },
      {
        kind: 'list',
        ordered: true,
        items: [
          context.verifyUrl
            ? t('integrity.verifyPage', { url: context.verifyUrl })
            : t('integrity.verifyAsk'),
          t('integrity.verifyMail'),
          ...(context.hashAlg === saltedList
            ? [t('integrity.verifyList'), t('integrity.verifyListHow')]
            : [t('integrity.verifyWhole'), t('integrity.verifyWholeHow')]),
          t('integrity.verifyFiles'),
        ],
      },
      { kind: 'heading', level: 2, text: t('integrity.masks') },
      ...masks(context),
      ...changes(snapshot, context),
    ];
  },
};

function seals(snapshot: EvaluationSnapshot, { t, format }: SectionContext): Block[] {
  if (snapshot.sealedBefore.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: t('integrity.sealedBefore'),
      columns: [
        { header: t('integrity.seal'), width: 1.4 },
        { header: t('integrity.sealedAt'), width: 2 },
        { header: t('integrity.fingerprint'), width: 5, mono: true },
      ],
      rows: snapshot.sealedBefore.map((seal) => [
        t(`integrity.sealKind.${seal.seal}`),
        format.instant(seal.sealedAt),
        seal.hash,
      ]),
      rowHeaders: true,
    },
  ];
}

function masks({ t, clearance }: SectionContext): Block[] {
  if (clearance.masks.length === 0) return [{ kind: 'paragraph', text: t('integrity.noMasks') }];
  const reserved = clearance.masks.some(({ kind }) => kind !== 'interests');
  return [
    ...(reserved ? [{ kind: 'paragraph' as const, text: t('integrity.hiddenThreads') }] : []),
    { kind: 'paragraph', text: t('integrity.masksIntro', { count: clearance.masks.length }) },
    {
      kind: 'table',
      caption: t('integrity.masksCaption'),
      columns: [
        { header: t('integrity.maskKind'), width: 1.4 },
        { header: t('integrity.masked'), width: 4 },
        { header: t('integrity.reservedTo'), width: 3 },
      ],
      rows: clearance.masks.map((mask) => [
        t(`masks.kind.${mask.kind}`),
        mask.label,
        mask.clearance,
      ]),
    },
  ];
}

function changes(snapshot: EvaluationSnapshot, { t, format, say }: SectionContext): Block[] {
  if (snapshot.changeLog.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('integrity.changes') },
    {
      kind: 'table',
      caption: t('integrity.changesCaption'),
      columns: [
        { header: t('integrity.changeAt'), width: 2.4 },
        { header: t('integrity.changeBy'), width: 2.2 },
        { header: t('integrity.change'), width: 5 },
      ],
      rows: snapshot.changeLog.map((line) => [format.instant(line.at), line.by, say(line.text)]),
    },
  ];
}
