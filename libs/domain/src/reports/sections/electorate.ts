import type { Block, EntryBlock, TableCell } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type {
  SnapshotElectorate,
  SnapshotElectoratePlace,
  SnapshotPanelChange,
  SnapshotPower,
  SnapshotSecondPerson,
} from '../snapshot';
import { wentOn } from './since-notes';
import { field, marked, personInWords } from './words-of';

/** Who counted, what changed of it once it was settled, by whom and why. */
export const electorate: SectionDefinition = {
  key: 'electorate',
  order: 65,
  applies: ({ electorate: kept }) =>
    kept !== undefined &&
    (kept.frozenAt !== null || kept.changes.length > 0 || kept.secondPersons.length > 0),
  build({ electorate: kept }, context) {
    if (!kept) return [];
    const { t } = context;
    return [
      { kind: 'heading', level: 1, text: t('sections.electorate') },
      ...places(kept, context),
      { kind: 'heading', level: 2, text: t('electorate.changes') },
      ...panelChanges(kept.changes, context),
      ...wentOn('panelChanges', context),
      ...secondPersons(kept.secondPersons, context),
    ];
  },
};

/** Each change as an entry, or the sentence that there was none. */
export const panelChanges = (
  changes: readonly SnapshotPanelChange[],
  context: SectionContext,
): Block[] =>
  changes.length === 0
    ? [{ kind: 'paragraph', text: context.t('electorate.noChanges') }]
    : changes.map((one) => change(one, context));

function places({ frozenAt, places: all }: SnapshotElectorate, context: SectionContext): Block[] {
  const { t, format } = context;
  if (frozenAt === null) return [{ kind: 'paragraph', text: t('electorate.notFrozen') }];
  return [
    {
      kind: 'paragraph',
      text: t('electorate.frozen', { at: format.instant(frozenAt), count: all.length }),
    },
    {
      kind: 'table',
      caption: t('electorate.caption', { count: all.length }),
      columns: [
        { header: t('electorate.frozenFor'), width: 4 },
        { header: t('electorate.heldBy'), width: 5 },
      ],
      rows: all.map((place) => [
        { text: `${place.frozen.name}\n${place.frozen.profession}` },
        holder(place, context),
      ]),
      rowHeaders: true,
    },
  ];
}

function holder(place: SnapshotElectoratePlace, { t, format }: SectionContext): TableCell {
  const { holder: who, frozen, state, heldUntil } = place;
  const name = who.name === frozen.name ? t('electorate.samePerson') : personInWords(who);
  if (state === 'held') return { text: name };
  const why =
    state === 'account_closed'
      ? t('electorate.accountClosed')
      : heldUntil === null
        ? t('electorate.vacant')
        : t('electorate.vacantSince', { date: format.date(heldUntil) });
  return marked(`${name}\n${why}`, 'caution');
}

function change(one: SnapshotPanelChange, context: SectionContext): EntryBlock {
  const { t, format } = context;
  const { person, replaced, kind, before, after, reason, by, at, self } = one;
  return {
    kind: 'entry',
    label: '',
    title: replaced
      ? t('electorate.inPlaceOf', {
          name: personInWords(person),
          replaced: personInWords(replaced),
        })
      : personInWords(person),
    badge: {
      text: t(`evaluations:panelChanges.kinds.${kind}`),
      tone: self ? 'stop' : kind === 'vacated' ? 'caution' : 'neutral',
    },
    fields: [
      ...field(t('electorate.reason'), reason, 'main'),
      ...(self ? field('', t('evaluations:panelChanges.self')) : []),
      ...(kind === 'vacated'
        ? field(t('electorate.carried'), powerInWords(before ?? after, context))
        : [
            ...(before ? field(t('electorate.before'), powerInWords(before, context)) : []),
            ...field(t('electorate.after'), powerInWords(after, context)),
          ]),
      ...field('', t('byAt', { name: personInWords(by), at: format.instant(at) }), 'meta'),
    ],
  };
}

function powerInWords(power: SnapshotPower, { t, format }: SectionContext): string {
  return format.series([
    ...(power.profession === '' ? [] : [power.profession]),
    ...power.functions.map((name) => t(`common:seatFunctions.${name}`)),
    ...(power.answerRoles.length === 0
      ? []
      : [
          t('electorate.answersAs', {
            roles: power.answerRoles.map((role) => t(`common:answerRoles.${role}`)).join(', '),
          }),
        ]),
    t(power.votes ? 'electorate.votes' : 'electorate.noVote'),
  ]);
}

function secondPersons(all: readonly SnapshotSecondPerson[], context: SectionContext): Block[] {
  if (all.length === 0) return [];
  const { t, format } = context;
  return [
    { kind: 'heading', level: 2, text: t('electorate.secondPersons') },
    { kind: 'paragraph', text: t('electorate.secondPersonsNote') },
    {
      kind: 'table',
      caption: t('electorate.secondPersonsCaption', { count: all.length }),
      columns: [
        { header: t('panel.member'), width: 3 },
        { header: t('electorate.proposed'), width: 3 },
        { header: t('electorate.confirmed'), width: 3 },
      ],
      rows: all.map(({ person, level, drawn, ...one }) => [
        { text: `${person.name}\n${t(`panel.assessment.${level}`)}` },
        { text: `${one.proposedBy.name}\n${format.instant(one.proposedAt)}` },
        {
          text: [
            one.confirmedBy.name,
            format.instant(one.confirmedAt),
            ...(drawn ? [t('electorate.drawn')] : []),
          ].join('\n'),
        },
      ]),
      rowHeaders: true,
    },
  ];
}
