import type { Block, EntryBlock, TableBlock } from '../blocks';
import { distributionFigure } from '../plots/distribution-plot';
import { heatFigure } from '../plots/heat-table';
import type { SectionContext, SectionDefinition } from '../section';
import type { SnapshotIndices, SnapshotRound, SnapshotStatementResult } from '../snapshot';
import { agreementBadge, field } from './words-of';

export const ratings: SectionDefinition = {
  key: 'ratings',
  order: 100,
  applies: (snapshot) => snapshot.rounds.length > 0,
  build: (snapshot, context) => [
    { kind: 'page-break' },
    { kind: 'heading', level: 1, text: context.t('sections.ratings') },
    { kind: 'paragraph', text: context.t('ratings.intro') },
    ...snapshot.rounds.flatMap((round) => roundBlocks(round, context)),
  ],
};

function roundBlocks(round: SnapshotRound, context: SectionContext): Block[] {
  const { t, format, labels } = context;
  const heading: Block = {
    kind: 'heading',
    level: 2,
    text: t('ratings.round', { number: round.number }),
  };
  // Blind on every surface until the round closes, whatever the snapshot holds.
  if (round.closedAt === null) {
    return [
      heading,
      {
        kind: 'callout',
        tone: 'neutral',
        title: t('ratings.openTitle'),
        lines: [t('ratings.open', { opened: format.instant(round.openedAt) })],
      },
    ];
  }
  return [
    heading,
    {
      kind: 'paragraph',
      text: [
        t('ratings.participation', {
          participated: round.participated,
          invited: round.invited,
          opened: format.day(round.openedAt),
          closed: format.day(round.closedAt),
        }),
        t(`consensus:attributions.${round.attribution}`),
        round.closedReason === null
          ? ''
          : t('ratings.closedReason', { reason: round.closedReason }),
      ]
        .filter((text) => text !== '')
        .join(' '),
    },
    ...withheldFigures(round, context),
    ...(round.statements.length === 0
      ? []
      : [
          overview(round, context),
          heatFigure(
            round.statements.map((result) => ({
              label: labels.statement(result.key),
              overall: result.overall,
              byProfession: result.byProfession,
            })),
            t,
            format,
          ),
          { kind: 'paragraph' as const, style: 'note' as const, text: t('ratings.heatNote') },
        ]),
    ...round.statements.map((result) => statementEntry(result, context)),
  ];
}

/** Statements of which nothing is told any more: a rater was recused since the round closed. */
function withheldFigures({ withheld = [] }: SnapshotRound, { t, labels }: SectionContext): Block[] {
  if (withheld.length === 0) return [];
  return [
    {
      kind: 'callout',
      tone: 'caution',
      title: t('ratings.withheldTitle'),
      lines: [t('ratings.withheldWhy'), withheld.map(labels.statement).join(', ')],
    },
  ];
}

const decimal = (value: number | null, { format }: SectionContext): string =>
  value === null ? '–' : format.number(value);

const band = (indices: SnapshotIndices, context: SectionContext): string =>
  indices.p30 === null || indices.p70 === null
    ? '–'
    : `${decimal(indices.p30, context)} – ${decimal(indices.p70, context)}`;

function overview(round: SnapshotRound, context: SectionContext): TableBlock {
  const { t, labels } = context;
  return {
    kind: 'table',
    caption: t('ratings.overviewCaption', { number: round.number }),
    columns: [
      { header: t('plots.statement'), width: 1.6 },
      { header: t('ratings.n'), width: 0.8, align: 'center' },
      { header: t('ratings.median'), width: 1.4, align: 'center' },
      { header: t('ratings.band'), width: 1.6, align: 'center' },
      { header: t('ratings.di'), width: 1.1, align: 'center' },
      { header: t('ratings.class'), width: 2.8 },
      { header: t('ratings.degree'), width: 2.5 },
      { header: t('ratings.abstentions'), width: 1.9, align: 'center' },
    ],
    rows: round.statements.map((result) => {
      const { overall, abstentions, previousMedian } = result;
      const median =
        previousMedian === null
          ? decimal(overall.median, context)
          : `${decimal(previousMedian, context)} → ${decimal(overall.median, context)}`;
      const badge = agreementBadge(result, context);
      return [
        labels.statement(result.key),
        String(overall.n),
        { text: median, strong: true },
        band(overall, context),
        decimal(overall.disagreementIndex, context),
        { text: badge.text, tone: badge.tone, strong: true },
        overall.hasDegree === null ? '–' : t(`consensus:degrees.${overall.hasDegree}`),
        String(abstentions.outsideCompetence + abstentions.notEnoughInformation),
      ];
    }),
    rowHeaders: true,
  };
}

function statementEntry(result: SnapshotStatementResult, context: SectionContext): EntryBlock {
  const { t, format, labels, say } = context;
  const label = labels.statement(result.key);
  const { overall, abstentions } = result;
  const indices =
    overall.median === null
      ? ''
      : format.series([
          t('ratings.medianIs', { median: decimal(overall.median, context), count: overall.n }),
          ...(overall.p30 === null ? [] : [t('ratings.bandIs', { band: band(overall, context) })]),
          ...(overall.ipras === null || overall.ipr === null || overall.disagreementIndex === null
            ? []
            : [
                t('ratings.indices', {
                  ipr: decimal(overall.ipr, context),
                  ipras: decimal(overall.ipras, context),
                  di: decimal(overall.disagreementIndex, context),
                }),
              ]),
          ...(overall.hasDegree === null
            ? []
            : [t('ratings.degreeIs', { degree: t(`consensus:degrees.${overall.hasDegree}`) })]),
        ]);
  const professions = format.series(
    result.byProfession.map(({ profession, indices: own }) =>
      own.median === null
        ? t('ratings.professionNone', { profession })
        : t('ratings.profession', {
            profession,
            median: format.number(own.median),
            count: own.n,
          }),
    ),
  );
  const left = format.series(
    [
      abstentions.outsideCompetence > 0
        ? t('ratings.outsideCompetence', { count: abstentions.outsideCompetence })
        : '',
      abstentions.notEnoughInformation > 0
        ? t('ratings.notEnoughInformation', { count: abstentions.notEnoughInformation })
        : '',
      result.missing > 0 ? t('ratings.missing', { count: result.missing }) : '',
      result.withheldProfessions > 0
        ? t('consensus:withheld', { count: result.withheldProfessions })
        : '',
      result.excludedRatings > 0 ? t('ratings.excluded', { count: result.excludedRatings }) : '',
    ].filter((text) => text !== ''),
  );
  const moved =
    result.previousMedian === null
      ? ''
      : t('ratings.moved', {
          from: format.number(result.previousMedian),
          to: decimal(overall.median, context),
        });
  return {
    kind: 'entry',
    label,
    title: say(result.text),
    badge: agreementBadge(result, context),
    figure: overall.n > 0 ? distributionFigure(overall, label, t, format) : null,
    fields: [
      ...field(t('ratings.result'), indices),
      ...field(t('ratings.byProfession'), professions),
      ...field(t('ratings.movement'), moved),
      ...field(t('ratings.without'), left),
      ...result.comments.map(({ profession, text }) => ({
        label: profession === null ? t('ratings.comment') : t('ratings.commentBy', { profession }),
        text,
      })),
    ],
  };
}
