import type { Block, CalloutBlock, EntryField } from '../blocks';
import type { SectionContext } from '../section';
import { lastSince } from '../since-seal';
import type { EvaluationSnapshot, SnapshotCondition } from '../snapshot';
import { field, isStillOpen } from './words-of';

// What was sealed is printed as it was sealed. Where something was recorded since, the pages say so and
// lead to the section that tells it: whoever reads one page alone is not to take it for today's.

const states = ['met', 'waived', 'declared', 'open'] as const;

/** "2 conditions met, 1 change of the panel". */
function changesInWords({ since, t, format }: SectionContext): string {
  const { conditions, panelChanges, lateRecusals } = since;
  return format.series([
    ...states.flatMap((state) => {
      const count = conditions.filter((one) => one.state === state).length;
      return count === 0 ? [] : [t(`sinceSeal.conditions.${state}`, { count })];
    }),
    ...(panelChanges.length === 0
      ? []
      : [t('sinceSeal.panelChanges', { count: panelChanges.length })]),
    ...(lateRecusals.length === 0
      ? []
      : [t('sinceSeal.lateRecusals', { count: lateRecusals.length })]),
  ]);
}

/** How many conditions are to be met with what was recorded since; null where no step was taken. */
function openNow({ opinion }: EvaluationSnapshot, { since }: SectionContext): number | null {
  if (!opinion || since.conditions.length === 0) return null;
  const now = new Map(since.conditions.map(({ number, state }) => [number, state]));
  return opinion.conditions.filter(({ state }, index) =>
    isStillOpen({ state: now.get(index + 1) ?? state }),
  ).length;
}

const openInWords = (snapshot: EvaluationSnapshot, context: SectionContext): string[] => {
  const count = openNow(snapshot, context);
  if (count === null) return [];
  const { t } = context;
  return [count === 0 ? t('sinceSeal.noneOpen') : t('sinceSeal.stillOpen', { count })];
};

/** For the page that is read alone: that the file went on, how it stands, and where that is told. */
export function changedSince(
  snapshot: EvaluationSnapshot,
  context: SectionContext,
): CalloutBlock[] {
  const { t, format, since, sinceNumber } = context;
  const last = lastSince(since);
  if (last === null || sinceNumber === null) return [];
  return [
    {
      kind: 'callout',
      tone: 'caution',
      title: t('sinceSeal.changed', { last: format.instant(last) }),
      lines: [
        t('sinceSeal.asSealed', { at: format.instant(snapshot.takenAt) }),
        [
          t('sinceSeal.changes', { changes: changesInWords(context) }),
          ...openInWords(snapshot, context),
          t('sinceSeal.see', { number: sinceNumber }),
        ].join(' '),
      ],
    },
  ];
}

const note = (...words: string[]): Block => ({
  kind: 'paragraph',
  style: 'note',
  text: words.join(' '),
});

/** Before a sealed list of conditions, where steps were taken since. */
export function conditionsSince(snapshot: EvaluationSnapshot, context: SectionContext): Block[] {
  const { t, format, since, sinceNumber } = context;
  if (since.conditions.length === 0 || sinceNumber === null) return [];
  return [
    note(
      t('sinceSeal.asSealed', { at: format.instant(snapshot.takenAt) }),
      ...openInWords(snapshot, context),
      t('sinceSeal.see', { number: sinceNumber }),
    ),
  ];
}

/** Beside other chapters of the seal, where what they list went on. */
export function wentOn(
  what: 'panelChanges' | 'lateRecusals',
  { t, since, sinceNumber }: SectionContext,
): Block[] {
  const count = since[what].length;
  if (count === 0 || sinceNumber === null) return [];
  return [
    note(
      t('sinceSeal.changes', { changes: t(`sinceSeal.${what}`, { count }) }),
      t('sinceSeal.see', { number: sinceNumber }),
    ),
  ];
}

/** Where one condition stands with what was recorded since; nothing where no step was taken. */
export function conditionSince(number: number, context: SectionContext): EntryField[] {
  const { t, since, sinceNumber } = context;
  const now = since.conditions.find((one) => one.number === number);
  if (!now || sinceNumber === null) return [];
  return field(
    t('sections.sinceSeal'),
    [t(`decisions:conditionStates.${now.state}`), t('sinceSeal.see', { number: sinceNumber })].join(
      '. ',
    ),
  );
}

/** Words on the conditions as they were sealed: that they are, where steps were taken since. */
export const asSealed = (state: string, { t, since }: SectionContext): string =>
  since.conditions.length > 0 ? t('sinceSeal.atSeal', { state }) : state;

/** Likewise of one condition alone. */
export function sealedState(
  { state }: SnapshotCondition,
  number: number,
  context: SectionContext,
): string {
  const words = context.t(`decisions:conditionStates.${state}`);
  return context.since.conditions.some((one) => one.number === number)
    ? asSealed(words, context)
    : words;
}
