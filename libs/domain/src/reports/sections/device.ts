import type { Block } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type { EvaluationSnapshot, SnapshotScopeTest } from '../snapshot';
import { marked, personInWords } from './words-of';

export const device: SectionDefinition = {
  key: 'device',
  order: 40,
  applies: () => true,
  build(snapshot, context) {
    const { t } = context;
    return [
      { kind: 'heading', level: 1, text: t('sections.device') },
      { kind: 'heading', level: 2, text: t('device.identity') },
      identity(snapshot, context),
      ...(snapshot.device.intendedPurpose.trim() === ''
        ? []
        : ([
            { kind: 'heading', level: 2, text: t('device.purpose') },
            {
              kind: 'quote',
              text: snapshot.device.intendedPurpose,
              attribution: t('device.purposeBy', { manufacturer: snapshot.device.manufacturer }),
            },
          ] satisfies Block[])),
      ...(snapshot.scopeTest ? scope(snapshot.scopeTest, context) : []),
    ];
  },
};

function identity(snapshot: EvaluationSnapshot, { t, format, say }: SectionContext): Block {
  const { device: item } = snapshot;
  const known = (text: string): string => (text.trim() === '' ? t('notStated') : text);
  const certificate = item.certificate
    ? [
        item.certificate.number,
        item.certificate.notifiedBody,
        item.certificate.expiresOn
          ? t('device.expiresOn', { date: format.date(item.certificate.expiresOn) })
          : '',
      ]
        .filter((text) => text !== '')
        .join(' – ')
    : '';
  return {
    kind: 'key-values',
    items: [
      { key: t('device.name'), value: item.name },
      { key: t('device.manufacturer'), value: known(item.manufacturer) },
      { key: t('device.version'), value: known(item.version) },
      { key: t('device.udi'), value: known(item.udi), mono: item.udi.trim() !== '' },
      { key: t('device.riskClass'), value: known(item.riskClass) },
      { key: t('device.certificate'), value: known(certificate) },
      ...item.profile.map(({ label, value }) => ({
        key: say(label),
        value: value === null ? t('common:unknown') : value ? t('common:yes') : t('common:no'),
      })),
    ],
  };
}

const verdictTone = { holds: 'good', fails: 'stop', unknown: 'caution' } as const;
const scopeTone = { in_scope: 'good', out_of_scope: 'stop', needs_info: 'caution' } as const;

function scope(test: SnapshotScopeTest, context: SectionContext): Block[] {
  const { t, format, say, clearance } = context;
  const settled =
    test.settledBy && test.settledAt
      ? t('device.scope.settled', {
          name: personInWords(test.settledBy),
          date: format.instant(test.settledAt),
        })
      : t('device.scope.notSettled');
  const failed =
    test.failed.length > 0 ? [t('device.scope.failed', { list: test.failed.join(', ') })] : [];
  return [
    { kind: 'heading', level: 2, text: t('device.scope.title') },
    {
      kind: 'callout',
      tone: scopeTone[test.outcome],
      title: t(`device.scope.outcome.${test.outcome}`),
      lines: [...failed, settled],
    },
    ...(test.override
      ? ([
          {
            kind: 'callout',
            tone: 'caution',
            title: t('device.scope.override'),
            lines: [
              test.override.reason,
              t('byAt', {
                name: personInWords(test.override.by),
                at: format.instant(test.override.at),
              }),
            ],
          },
        ] satisfies Block[])
      : []),
    {
      kind: 'table',
      caption: t('device.scope.caption'),
      columns: [
        { header: t('device.scope.predicate'), width: 1.3 },
        { header: t('device.scope.question'), width: 6 },
        { header: t('device.scope.answer'), width: 3 },
        { header: t('device.scope.verdictTitle'), width: 2.2 },
      ],
      rows: test.answers.map((line) => [
        line.predicate,
        say(line.question),
        clearance.readsScope(line.predicate) ? say(line.answer) : t('masks.answer'),
        marked(t(`device.scope.verdict.${line.verdict}`), verdictTone[line.verdict]),
      ]),
      rowHeaders: true,
    },
  ];
}
