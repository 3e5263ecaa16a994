import type { Block, EntryBlock, EntryField } from '../blocks';
import { clearanceInWords } from '../clearance';
import type { SectionContext, SectionDefinition } from '../section';
import { isNothingSince, type ConditionSinceSeal, type Proof, type SinceSeal } from '../since-seal';
import { panelChanges } from './electorate';
import { lateRecusals } from './opinion';
import { conditionTone, field, gateInWords, stepInWords } from './words-of';

/** What was recorded after the seal, apart from what the hash covers. */
export const sinceSeal: SectionDefinition = {
  key: 'sinceSeal',
  order: 145,
  applies: (_snapshot, { since }) => !isNothingSince(since),
  build(_snapshot, context) {
    const { t, since } = context;
    return [
      { kind: 'heading', level: 1, text: t('sections.sinceSeal') },
      { kind: 'paragraph', text: t('sinceSeal.note') },
      ...(since.conditions.length === 0
        ? []
        : [
            { kind: 'heading' as const, level: 2 as const, text: t('opinion.conditions') },
            ...since.conditions.map((one) => condition(one, context)),
            ...fingerprints(since, context),
          ]),
      ...(since.panelChanges.length === 0
        ? []
        : [
            { kind: 'heading' as const, level: 2 as const, text: t('electorate.changes') },
            ...panelChanges(since.panelChanges, context),
          ]),
      ...lateRecusals(since.lateRecusals, context),
    ] satisfies Block[];
  },
};

function condition(one: ConditionSinceSeal, context: SectionContext): EntryBlock {
  const { t } = context;
  return {
    kind: 'entry',
    label: String(one.number),
    title: one.text,
    badge: { text: t(`decisions:conditionStates.${one.state}`), tone: conditionTone[one.state] },
    fields: [
      ...field(t('opinion.owner'), one.owner),
      ...field(t('opinion.deadline'), gateInWords(one, context)),
      ...one.steps.flatMap(({ step, documents, ...taken }) => [
        ...field(t(`decisions:conditionSteps.${step}`), stepInWords(taken, context)),
        ...documents.flatMap((document) => proof(document, context)),
      ]),
    ],
  };
}

const proofsOf = ({ conditions }: SinceSeal): Proof[] => [
  ...new Map(
    conditions
      .flatMap(({ steps }) => steps.flatMap(({ documents }) => documents))
      .map((document) => [document.id, document]),
  ).values(),
];

/** "D2": rank of a document among those that show conditions met. */
const markOf = ({ id }: Proof, { since }: SectionContext): string =>
  `D${proofsOf(since).findIndex((one) => one.id === id) + 1}`;

const proof = (document: Proof, context: SectionContext): EntryField[] => {
  const { t } = context;
  const mark = markOf(document, context);
  return document.title === ''
    ? field(
        `${t('opinion.proofDocument')} ${mark}`,
        t('masks.evidence', { clearance: clearanceInWords(document.clearance, t) }),
        'masked',
      )
    : field(`${t('opinion.proofDocument')} ${mark}`, document.title);
};

/** On lines of their own, as of the documents examined: each can be copied whole. */
function fingerprints(since: SinceSeal, context: SectionContext): Block[] {
  const { t } = context;
  const proofs = proofsOf(since);
  if (proofs.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: t('evidence.hashes'),
      columns: [
        { header: t('evidence.number'), width: 0.7 },
        { header: t('evidence.hash'), width: 10, mono: true },
      ],
      rows: proofs.map((one) => [markOf(one, context), one.sha256]),
      rowHeaders: true,
    },
  ];
}
