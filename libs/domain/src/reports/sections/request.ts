import { shownReference } from '../../evaluations';
import type { Block } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type { EvaluationSnapshot } from '../snapshot';
import { personInWords } from './words-of';

export const request: SectionDefinition = {
  key: 'request',
  order: 50,
  applies: () => true,
  build(snapshot, context) {
    const { t } = context;
    return [
      { kind: 'heading', level: 1, text: t('sections.request') },
      ...need(snapshot, context),
      { kind: 'key-values', items: facts(snapshot, context) },
      ...timeline(snapshot, context),
    ];
  },
};

function need(snapshot: EvaluationSnapshot, { t, format }: SectionContext): Block[] {
  const { need: text, requestedBy, requestedAt } = snapshot.request;
  if (text.trim() === '') return [{ kind: 'paragraph', text: t('request.noNeed') }];
  const attribution = requestedBy
    ? requestedAt
      ? t('byAt', { name: personInWords(requestedBy), at: format.day(requestedAt) })
      : personInWords(requestedBy)
    : t('request.need');
  return [{ kind: 'quote', text, attribution }];
}

function facts(snapshot: EvaluationSnapshot, { t, format, say, locale }: SectionContext) {
  const { organisation, evaluation, request: asked } = snapshot;
  const sites = organisation.sites
    .filter(({ id }) => asked.siteIds.length === 0 || asked.siteIds.includes(id))
    .map(({ name }) => name);
  return [
    { key: t('request.title'), value: evaluation.title },
    { key: t('request.specialties'), value: format.list(asked.specialties.map(say)) },
    { key: t('request.sites'), value: format.list(sites) },
    { key: t('cover.committee'), value: evaluation.committee },
    {
      key: t('request.predecessor'),
      value: evaluation.predecessor
        ? `${shownReference(evaluation.predecessor.reference, locale)} – ${evaluation.predecessor.title}`
        : '',
    },
  ].filter(({ value }) => value !== '');
}

function timeline(snapshot: EvaluationSnapshot, context: SectionContext): Block[] {
  const { t, format } = context;
  const { phases, moves, pauses } = snapshot.evaluation;
  const day = (value: string | null): string => (value === null ? '–' : format.day(value));
  const blocks: Block[] = [];
  if (phases.length > 0) {
    blocks.push(
      { kind: 'heading', level: 2, text: t('request.timeline') },
      {
        kind: 'table',
        caption: t('request.timelineCaption'),
        columns: [
          { header: t('request.phase'), width: 3 },
          { header: t('request.planned'), width: 3 },
          { header: t('request.entered'), width: 3 },
          { header: t('request.left'), width: 3 },
        ],
        rows: phases.map((line) => [
          context.t(`evaluations:phases.${line.phase}`),
          line.plannedOn === null ? '–' : format.date(line.plannedOn),
          day(line.enteredAt),
          day(line.leftAt),
        ]),
        rowHeaders: true,
      },
    );
  }
  if (moves.length > 0) {
    blocks.push({
      kind: 'table',
      caption: t('request.movesCaption'),
      columns: [
        { header: t('request.moveAt'), width: 2 },
        { header: t('request.move'), width: 3 },
        { header: t('request.moveBy'), width: 2.6 },
        { header: t('request.moveReason'), width: 4.4 },
      ],
      rows: moves.map(({ at, move, by, reason }) => [
        format.day(at),
        t(`evaluations:moves.${move}`),
        by === null ? t('request.moveByProduct') : by.name,
        reason ?? '–',
      ]),
      rowHeaders: true,
    });
  }
  if (pauses.length > 0) {
    blocks.push({
      kind: 'list',
      ordered: false,
      items: pauses.map((pause) =>
        pause.to === null
          ? t('request.pausedSince', { from: format.day(pause.from), reason: pause.reason })
          : t('request.pausedUntil', {
              from: format.day(pause.from),
              to: format.day(pause.to),
              reason: pause.reason,
            }),
      ),
    });
  }
  return blocks;
}
