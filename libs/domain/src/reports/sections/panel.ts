import { isPublished } from '../clearance';
import type { Block, EntryBlock, EntryField, TableCell } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type {
  EvaluationSnapshot,
  SnapshotInterest,
  SnapshotRecusal,
  SnapshotSeat,
} from '../snapshot';
import { field, marked, personInWords } from './words-of';

export const panel: SectionDefinition = {
  key: 'panel',
  order: 60,
  applies: (snapshot) => snapshot.panel.seats.length > 0,
  build(snapshot, context) {
    const { t } = context;
    const declared = snapshot.panel.seats.filter(
      ({ declaration }) =>
        declaration !== null && !declaration.nothingToDeclare && isPublished(declaration),
    );
    return [
      { kind: 'heading', level: 1, text: t('sections.panel') },
      members(snapshot, context),
      ...(snapshot.panel.seats.some(({ functions }) => functions.includes('requester'))
        ? [{ kind: 'paragraph' as const, style: 'note' as const, text: t('panel.requesterNote') }]
        : []),
      { kind: 'heading', level: 2, text: t('panel.interests') },
      { kind: 'paragraph', text: t('panel.interestsNote') },
      ...(declared.length === 0
        ? [{ kind: 'paragraph' as const, text: t('panel.noInterests') }]
        : declared.map((seat) => interest(seat, context))),
      { kind: 'heading', level: 2, text: t('panel.recusals') },
      ...(snapshot.panel.recusals.length === 0
        ? [{ kind: 'paragraph' as const, text: t('panel.noRecusals') }]
        : snapshot.panel.recusals.map((recusal) => departure(recusal, context))),
    ];
  },
};

function members(snapshot: EvaluationSnapshot, context: SectionContext): Block {
  const { t, format } = context;
  return {
    kind: 'table',
    caption: t('panel.caption', { count: snapshot.panel.seats.length }),
    columns: [
      { header: t('panel.member'), width: 3.2 },
      { header: t('panel.answersAs'), width: 2.8 },
      { header: t('panel.functions'), width: 2.2 },
      { header: t('panel.votes'), width: 1.1, align: 'center' },
      { header: t('panel.declaration'), width: 2.2 },
    ],
    rows: snapshot.panel.seats.map((seat) => [
      {
        text: [
          seat.name,
          seat.profession,
          ...(seat.seatedTo === null
            ? []
            : [t('panel.seatedTo', { date: format.date(seat.seatedTo) })]),
        ].join('\n'),
      },
      seat.answerRoles.map((role) => t(`common:answerRoles.${role}`)).join(', ') || '–',
      seat.functions.map((name) => t(`common:seatFunctions.${name}`)).join(', ') || '–',
      seat.votes ? t('common:yes') : t('common:no'),
      declarationState(seat, context),
    ]),
    rowHeaders: true,
  };
}

const assessmentTone = { none: 'good', minor: 'caution', major: 'stop' } as const;

function declarationState(seat: SnapshotSeat, { t }: SectionContext): TableCell {
  if (seat.declaration === null) return marked(t('panel.assessment.missing'), 'stop');
  const { assessment } = seat.declaration;
  return assessment === null
    ? marked(t('panel.assessment.pending'), 'caution')
    : marked(t(`panel.assessment.${assessment}`), assessmentTone[assessment]);
}

function interest(seat: SnapshotSeat, context: SectionContext): EntryBlock {
  const { t, format, clearance } = context;
  const { declaration } = seat;
  const state = declarationState(seat, context);
  return {
    kind: 'entry',
    label: '',
    title: personInWords({ seatId: seat.id, name: seat.name, profession: seat.profession }),
    badge: { text: state.text, tone: state.tone ?? 'neutral' },
    fields: declaration
      ? [
          ...(clearance.reads('interests', seat.id)
            ? [
                ...declaration.interests.flatMap((one) => declaredInterest(one, context)),
                ...field(t('panel.assessmentReason'), declaration.assessmentReason),
              ]
            : [{ label: '', text: t('masks.interests'), style: 'masked' as const }]),
          ...field(
            '',
            [
              t('panel.declaredAt', { date: format.day(declaration.declaredAt) }),
              declaration.confirmedAgainst.length === 0 || !clearance.reads('interests', seat.id)
                ? ''
                : t('panel.confirmed', {
                    parties: format.list(
                      declaration.confirmedAgainst.map((party) =>
                        t(`evaluations:screen.interests.confirmParties.${party}`),
                      ),
                    ),
                  }),
              declaration.assessedBy && declaration.assessedAt
                ? t('panel.assessedBy', {
                    name: declaration.assessedBy.name,
                    date: format.day(declaration.assessedAt),
                  })
                : '',
            ]
              .filter((text) => text !== '')
              .join(' '),
            'meta',
          ),
        ]
      : [],
  };
}

function declaredInterest(one: SnapshotInterest, { t }: SectionContext): EntryField[] {
  const { fromYear, toYear } = one;
  const years =
    toYear === null
      ? t('panel.sinceYear', { from: fromYear })
      : fromYear === toYear
        ? String(fromYear)
        : t('panel.years', { from: fromYear, to: toYear });
  return field(
    t(`evaluations:declarations.kinds.${one.kind}`),
    t('panel.interest', {
      party: t(`evaluations:declarations.parties.${one.party}`),
      with: one.with,
      years,
      description: one.description,
    }),
    'main',
  );
}

function departure(recusal: SnapshotRecusal, { t, format, clearance }: SectionContext): EntryBlock {
  return {
    kind: 'entry',
    label: '',
    title: recusal.name,
    badge: {
      text:
        recusal.sections.length === 0
          ? t('panel.recusedAll')
          : t('panel.recusedSections', { sections: recusal.sections.join(', ') }),
      tone: 'stop',
    },
    fields: [
      ...(clearance.reads('interests', recusal.seatId) ? field('', recusal.reason, 'main') : []),
      ...field(
        '',
        [
          recusal.to === null
            ? t('panel.recusedFrom', { from: format.instant(recusal.from) })
            : t('panel.recusedFromTo', {
                from: format.instant(recusal.from),
                to: format.instant(recusal.to),
              }),
          recusal.heardFirst ? t('panel.heardFirst') : '',
        ]
          .filter((text) => text !== '')
          .join(' '),
        'meta',
      ),
    ],
  };
}
