import type { EntryField, TableCell, Tone } from '../blocks';
import { clip } from '../clip';
import type { SectionContext } from '../section';
import type {
  SnapshotAgreementClass,
  SnapshotBlocker,
  SnapshotCondition,
  SnapshotConditionStep,
  SnapshotDecisionOutcome,
  SnapshotFormalAdvice,
  SnapshotOpinion,
  SnapshotOutcome,
  SnapshotPerson,
  SnapshotStatementResult,
} from '../snapshot';

// Terms and tones that several sections share.

export const personInWords = (person: SnapshotPerson): string =>
  person.profession === '' ? person.name : `${person.name} (${person.profession})`;

export const outcomeTone: Readonly<Record<SnapshotOutcome, Tone>> = {
  favourable: 'good',
  favourable_with_conditions: 'caution',
  pilot: 'caution',
  deferred: 'neutral',
  unfavourable: 'stop',
  out_of_scope: 'stop',
};

export const decisionTone: Readonly<Record<SnapshotDecisionOutcome, Tone>> = {
  approved: 'good',
  approved_with_conditions: 'caution',
  pilot: 'caution',
  sent_back: 'neutral',
  refused: 'stop',
};

export const conditionTone: Readonly<Record<SnapshotCondition['state'], Tone>> = {
  open: 'caution',
  declared: 'caution',
  met: 'good',
  waived: 'neutral',
};

export const adviceTone: Readonly<Record<SnapshotFormalAdvice['position'], Tone>> = {
  favourable: 'good',
  with_reservations: 'caution',
  unfavourable: 'stop',
  pending: 'neutral',
};

export const effectTone: Readonly<Record<SnapshotBlocker['effect'], Tone>> = {
  hard: 'stop',
  unknown: 'caution',
  soft: 'caution',
  dpo_pending: 'caution',
  vigilance: 'neutral',
};

export const effectInWords = ({ effect }: SnapshotBlocker, { t }: SectionContext): string =>
  effect === 'vigilance' ? t('blockers.vigilance') : t(`decisions:effects.${effect}`);

const classTone: Readonly<Record<SnapshotAgreementClass, Tone>> = {
  appropriate: 'good',
  uncertain: 'caution',
  inappropriate: 'stop',
};

/** The class of agreement as a badge, or what stands in its place for a small panel. */
export function agreementBadge(
  result: SnapshotStatementResult,
  { t }: SectionContext,
): { text: string; tone: Tone } {
  const { agreementClass, disagreement } = result.overall;
  if (result.reach === 'raw') return { text: t('ratings.medianOnly'), tone: 'neutral' };
  if (agreementClass === null) return { text: t('ratings.noClass'), tone: 'neutral' };
  const text =
    disagreement === true ? t('consensus:disagreement') : t(`consensus:classes.${agreementClass}`);
  return {
    text: result.reach === 'indicative' ? t('ratings.indicativeBadge', { text }) : text,
    tone: disagreement === true ? 'stop' : classTone[agreementClass],
  };
}

export function gateInWords(
  condition: Pick<SnapshotCondition, 'gate' | 'months' | 'dueOn'>,
  { t, format }: SectionContext,
): string {
  const gate =
    condition.gate === 'within_months'
      ? t('decisions:gates.within_months', { count: condition.months ?? 0 })
      : t(`decisions:gates.${condition.gate}`);
  return condition.dueOn === null
    ? gate
    : t('opinion.gateWithDate', { gate, date: format.date(condition.dueOn) });
}

export const voteInWords = (ballot: SnapshotOpinion['ballot'], { t }: SectionContext): string =>
  t('summary.vote', {
    for: ballot.for,
    against: ballot.against,
    abstentions: t('summary.abstentions', { count: ballot.abstain }),
  });

/** The reasons of an opinion: of the whole, then of single questions, each behind its mark. */
export const reasonsOf = (
  { reasons, reasonsByQuestion }: SnapshotOpinion,
  { labels }: SectionContext,
): string[] =>
  [
    reasons,
    ...reasonsByQuestion.map(
      ({ questionKey, text }) => `${labels.question(questionKey)} – ${text}`,
    ),
  ].filter((text) => text.trim() !== '');

/** Who took a step about a condition, when, and with what words, if any. */
export const stepInWords = (
  { by, to, at, note }: Pick<SnapshotConditionStep, 'by' | 'to' | 'at' | 'note'>,
  { t, format }: SectionContext,
): string =>
  to !== undefined
    ? t('opinion.stepHanded', { name: by, to, at: format.instant(at), note })
    : note === ''
      ? t('byAt', { name: by, at: format.instant(at) })
      : t('opinion.stepTaken', { name: by, at: format.instant(at), note });

/** What led to each state, and how it is told in short. */
const standings = {
  open: [],
  declared: [['declared', 'opinion.standing.declared']],
  met: [
    ['confirmed', 'opinion.standing.confirmed'],
    ['declared', 'opinion.standing.metAsDeclared'],
  ],
  waived: [['waived', 'opinion.standing.waived']],
} as const;

/** Where a condition stands and by whose step, for lists too narrow for all of them. */
export function standingInWords(
  {
    state,
    steps = [],
  }: Pick<SnapshotCondition, 'state'> & {
    readonly steps?: readonly Pick<SnapshotConditionStep, 'step' | 'by'>[];
  },
  { t }: SectionContext,
): string {
  for (const [step, message] of standings[state]) {
    const taken = steps.findLast((one) => one.step === step);
    if (taken) return t(message, { name: clip(taken.by, 30) });
  }
  return t(`decisions:conditionStates.${state}`);
}

/** Declared is not yet met. */
export const isStillOpen = ({ state }: Pick<SnapshotCondition, 'state'>): boolean =>
  state === 'open' || state === 'declared';

/** A field, or nothing where there are no words. */
export const field = (label: string, text: string, style?: EntryField['style']): EntryField[] =>
  text.trim() === '' ? [] : [{ label, text, ...(style ? { style } : {}) }];

export const marked = (text: string, tone: Tone): TableCell => ({ text, tone, strong: true });
