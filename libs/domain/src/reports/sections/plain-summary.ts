import type { Block } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type { EvaluationSnapshot } from '../snapshot';
import { closedStatements, isDivided } from './closed-results';
import { personInWords } from './words-of';

/** For patients and the public: short sentences, no term that needs a glossary. */
export const plainSummary: SectionDefinition = {
  key: 'plainSummary',
  order: 160,
  applies: (snapshot) => snapshot.plainSummary !== null || snapshot.opinion !== null,
  build(snapshot, context) {
    const { t, locale } = context;
    const written = snapshot.plainSummary;
    return [
      { kind: 'heading', level: 1, text: t('sections.plainSummary') },
      ...facts(snapshot, context),
      ...(written
        ? ([
            { kind: 'heading', level: 2, text: t('plain.committeeWords') },
            {
              kind: 'quote',
              text: written.text,
              attribution:
                written.locale === locale
                  ? personInWords(written.by)
                  : t('plain.writtenIn', {
                      name: personInWords(written.by),
                      language: t(`common:locales.${written.locale}`),
                    }),
            },
          ] satisfies Block[])
        : []),
    ];
  },
};

function facts(
  snapshot: EvaluationSnapshot,
  { t, format, say, sinceNumber }: SectionContext,
): Block[] {
  const { opinion, decision, device, reEvaluationOn } = snapshot;
  const voters = snapshot.panel.seats.filter(({ votes }) => votes);
  const voices = new Set(voters.map(({ profession }) => profession)).size;
  const doubts = unconvincing(snapshot);
  const sentences = [
    t('plain.what', { device: device.name, organisation: snapshot.organisation.name }),
    t('plain.who', {
      people: t('plain.people', { count: voters.length }),
      professions: t('plain.professions', { count: voices }),
    }),
    ...(voters.some(({ answerRoles }) => answerRoles.includes('patient_representative'))
      ? [t('plain.patients')]
      : []),
    ...(opinion
      ? [
          t(`plain.outcome.${opinion.outcome}`),
          ...(opinion.conditions.length > 0
            ? [t('plain.conditions', { count: opinion.conditions.length })]
            : []),
        ]
      : [t('plain.noOpinion')]),
    ...(decision ? [t(`plain.decision.${decision.outcome}`)] : []),
    ...(decision?.differsFromOpinion ? [t('decision.differs')] : []),
    ...(sinceNumber === null ? [] : [t('plain.since', { number: sinceNumber })]),
    ...(reEvaluationOn ? [t('plain.again', { date: format.date(reEvaluationOn) })] : []),
  ];
  return [
    { kind: 'paragraph', style: 'lead', text: sentences.join(' ') },
    ...(doubts.length > 0
      ? ([
          { kind: 'heading', level: 2, text: t('plain.watch') },
          { kind: 'list', ordered: false, items: doubts.map((texts) => say(texts)) },
        ] satisfies Block[])
      : []),
  ];
}

/** Statements that did not convince everybody: divided, or with a median below the highest zone. */
const unconvincing = (snapshot: EvaluationSnapshot) =>
  closedStatements(snapshot)
    .filter(
      (result) =>
        isDivided(result) || (result.overall.median !== null && result.overall.median < 7),
    )
    .map(({ plainText }) => plainText);
