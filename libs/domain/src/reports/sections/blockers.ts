import type { EntryBlock } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type { SnapshotBlocker } from '../snapshot';
import { effectInWords, effectTone, field, personInWords } from './words-of';

/** Shown also when nothing blocks, once answers exist: silence would read as an omission. */
export const blockers: SectionDefinition = {
  key: 'blockers',
  order: 110,
  applies: (snapshot) =>
    snapshot.blockers.length > 0 ||
    snapshot.sections.some(({ questions }) => questions.some(({ answers }) => answers.length > 0)),
  build(snapshot, context) {
    const { t } = context;
    const heading = { kind: 'heading' as const, level: 1 as const, text: t('sections.blockers') };
    if (snapshot.blockers.length === 0) {
      return [heading, { kind: 'paragraph', text: t('blockers.none') }];
    }
    const ordered = [...snapshot.blockers].sort((a, b) => ranks[a.effect] - ranks[b.effect]);
    return [
      heading,
      { kind: 'paragraph', text: t('blockers.intro') },
      ...ordered.map((blocker) => entry(blocker, context)),
    ];
  },
};

const ranks = { hard: 0, unknown: 1, soft: 2, dpo_pending: 3, vigilance: 4 } as const;

function entry(blocker: SnapshotBlocker, context: SectionContext): EntryBlock {
  const { t, format, labels, say, clearance } = context;
  const visible = clearance.readsQuestion(blocker.questionKey);
  return {
    kind: 'entry',
    label: labels.question(blocker.questionKey),
    title: say(blocker.question),
    badge: blocker.override
      ? { text: t('blockers.overridden'), tone: 'caution' }
      : {
          text: effectInWords(blocker, context),
          tone: effectTone[blocker.effect],
        },
    fields: [
      { label: '', text: t(`blockers.reason.${blocker.reason}`), style: 'main' },
      ...(visible
        ? field(t('blockers.answer'), say(blocker.answer))
        : [{ label: '', text: t('masks.answer'), style: 'masked' as const }]),
      ...(blocker.override
        ? [
            { label: t('blockers.overrideReason'), text: blocker.override.reason },
            {
              label: '',
              text: t('byAt', {
                name: personInWords(blocker.override.by),
                at: format.instant(blocker.override.at),
              }),
              style: 'meta' as const,
            },
          ]
        : []),
    ],
  };
}
