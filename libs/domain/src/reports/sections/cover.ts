import type { KeyValue, Tone } from '../blocks';
import { isPractice, practiceMark, shownReference } from '../../evaluations';
import { clip } from '../clip';
import type { SectionContext, SectionDefinition } from '../section';
import { lastSince } from '../since-seal';
import type { EvaluationSnapshot } from '../snapshot';
import { decisionTone, outcomeTone } from './words-of';

export const cover: SectionDefinition = {
  key: 'cover',
  order: 10,
  unnumbered: true,
  applies: () => true,
  build(snapshot, context) {
    const { t, format, say, clearance, locale } = context;
    const { evaluation, device, organisation } = snapshot;
    const { template } = evaluation;
    const fact = (key: string, value: string, mono = false) => ({
      key,
      value: clip(value, 130),
      mono,
    });
    const masked = clearance.masks.length;
    return [
      {
        kind: 'cover',
        organisation: clip(organisation.name, 120),
        documentType: t(`cover.documentType.${snapshot.seal}`),
        title: clip(device.version === '' ? device.name : `${device.name} ${device.version}`, 120),
        subtitle: clip(evaluation.title, 240),
        status: statusOf(snapshot, context),
        facts: [
          fact(t('cover.reference'), shownReference(evaluation.reference, locale)),
          fact(t('cover.manufacturer'), device.manufacturer),
          fact(t('cover.committee'), evaluation.committee),
          fact(
            t('cover.template'),
            t('cover.templateVersion', { name: say(template.name), version: template.version }),
          ),
          ...overrides(snapshot, context),
          fact(t(`cover.takenAt.${snapshot.seal}`), format.instant(snapshot.takenAt)),
          // Built from a seal it bears the seal's instant, whenever that was: no day of its own to tell.
          ...(context.createdAt === snapshot.takenAt
            ? []
            : [fact(t('cover.createdAt'), format.instant(context.createdAt))]),
          ...changed(context),
          ...(masked > 0 ? [fact(t('cover.masks'), t('cover.masked', { count: masked }))] : []),
        ].filter(({ value }) => value.trim() !== ''),
        notice: isPractice(evaluation.reference)
          ? t('cover.notice.practice', { mark: practiceMark[locale] })
          : t(`cover.notice.${snapshot.seal}`),
      },
    ];
  },
};

function statusOf(
  snapshot: EvaluationSnapshot,
  context: SectionContext,
): { text: string; tone: Tone } {
  const { t } = context;
  const { decision, opinion } = snapshot;
  if (decision) {
    const outcome = t(`decisions:decisions.${decision.outcome}`);
    return { text: t('cover.decisionIs', { outcome }), tone: decisionTone[decision.outcome] };
  }
  if (opinion) {
    const outcome = t(`decisions:outcomes.${opinion.outcome}`);
    return { text: t('cover.opinionIs', { outcome }), tone: outcomeTone[opinion.outcome] };
  }
  const phase = context.t(`evaluations:phases.${snapshot.evaluation.phase}`);
  return { text: t('cover.phaseIs', { phase }), tone: 'neutral' };
}

/** That the file went on after its seal, and until when this report knows of it. */
function changed({ t, format, since, sinceNumber }: SectionContext): KeyValue[] {
  const last = lastSince(since);
  if (last === null || sinceNumber === null) return [];
  return [
    {
      key: t('cover.since'),
      value: t('cover.sinceIs', { last: format.instant(last), number: sinceNumber }),
    },
  ];
}

const shownOverrides = 3;

/** Overrides stand on the first page with their reasons. Source: product design, Blockers. */
function overrides(snapshot: EvaluationSnapshot, { t, labels }: SectionContext): KeyValue[] {
  const all = snapshot.blockers.flatMap(({ questionKey, override }) =>
    override
      ? [
          t('cover.overrideOf', {
            question: labels.question(questionKey),
            name: clip(override.by.name, 40),
            reason: clip(override.reason, 220),
          }),
        ]
      : [],
  );
  const rest = all.length - shownOverrides;
  const shown =
    rest > 0 ? [...all.slice(0, shownOverrides), t('summary.more', { count: rest })] : all;
  return shown.map((value) => ({ key: t('cover.override'), value }));
}
