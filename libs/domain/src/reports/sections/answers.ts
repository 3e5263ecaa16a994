import type { Block, EntryBlock, EntryField } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type {
  EvaluationSnapshot,
  SnapshotAnswer,
  SnapshotPart,
  SnapshotQuestion,
  SnapshotSection,
} from '../snapshot';
import { effectInWords, effectTone, field, personInWords } from './words-of';

export const answers: SectionDefinition = {
  key: 'answers',
  order: 70,
  applies: (snapshot) => snapshot.sections.some(({ questions }) => questions.length > 0),
  build: (snapshot, context) => [
    { kind: 'page-break' },
    { kind: 'heading', level: 1, text: context.t('sections.answers') },
    { kind: 'paragraph', text: context.t('answers.intro') },
    ...snapshot.sections
      .filter(({ questions }) => questions.length > 0)
      .flatMap((section) => sectionBlocks(section, snapshot, context)),
  ],
};

function sectionBlocks(
  section: SnapshotSection,
  snapshot: EvaluationSnapshot,
  context: SectionContext,
): Block[] {
  const { t, say, labels } = context;
  const active = section.questions.filter((question) => question.active);
  const inactive = section.questions.filter((question) => !question.active);
  return [
    { kind: 'heading', level: 2, text: `${section.key} – ${say(section.title)}` },
    ...(section.titleStatus === 'reconstructed'
      ? [{ kind: 'paragraph' as const, style: 'note' as const, text: t('answers.reconstructed') }]
      : []),
    ...snapshot.parts
      .filter(({ sectionKey }) => sectionKey === section.key)
      .map((part) => partNote(part, context)),
    ...active.map((question) => questionEntry(question, snapshot, context)),
    ...(inactive.length > 0
      ? [
          {
            kind: 'paragraph' as const,
            style: 'note' as const,
            text: t('answers.inactive', {
              count: inactive.length,
              list: inactive.map(({ key }) => labels.question(key)).join(', '),
            }),
          },
        ]
      : []),
  ];
}

/** Who answered the part, when, with which gaps and after which returns. */
function partNote(part: SnapshotPart, { t, format, clearance }: SectionContext): Block {
  const role = t(`common:answerRoles.${part.leadRole}`);
  const state =
    part.submittedAt && part.submittedBy
      ? t('answers.partSubmitted', {
          role,
          name: part.submittedBy.name,
          date: format.instant(part.submittedAt),
        })
      : t(`answers.partState.${part.state}`, { role });
  const gaps = part.gapsReason ? [t('answers.gaps', { reason: part.gapsReason })] : [];
  const returns = part.returns.map((entry) =>
    t('answers.returned', {
      name: entry.by.name,
      date: format.day(entry.at),
      reason: entry.reason,
    }),
  );
  const words = clearance.reads('part', part.id) ? [...gaps, ...returns] : [];
  return { kind: 'paragraph', style: 'note', text: [state, ...words].join('\n') };
}

/** Marked only where the answer really blocks: a question that could have is no news. */
function badge(question: SnapshotQuestion, snapshot: EvaluationSnapshot, context: SectionContext) {
  const { t } = context;
  const blocker = snapshot.blockers.find(({ questionKey }) => questionKey === question.key);
  if (blocker === undefined) return null;
  if (blocker.override) return { text: t('blockers.overridden'), tone: 'caution' as const };
  return {
    text: effectInWords(blocker, context),
    tone: effectTone[blocker.effect],
  };
}

function questionEntry(
  question: SnapshotQuestion,
  snapshot: EvaluationSnapshot,
  context: SectionContext,
): EntryBlock {
  const { t, say, labels, clearance } = context;
  return {
    kind: 'entry',
    label: labels.question(question.key),
    title: say(question.text),
    badge: badge(question, snapshot, context),
    fields: clearance.readsQuestion(question.key)
      ? [
          ...(question.answers.length === 0
            ? [{ label: '', text: t('answers.unanswered'), style: 'masked' as const }]
            : question.answers.flatMap((answer) => answerFields(answer, snapshot, context))),
          ...question.supplierReplies.flatMap((reply) => supplierFields(reply, context)),
        ]
      : [{ label: '', text: t('masks.answer'), style: 'masked' }],
  };
}

function answerFields(
  answer: SnapshotAnswer,
  snapshot: EvaluationSnapshot,
  context: SectionContext,
): EntryField[] {
  const { t, format, say, labels } = context;
  const site = snapshot.organisation.sites.find(({ id }) => id === answer.siteId);
  const text = answer.state === 'unknown' ? t('answers.unknown') : say(answer.text);
  const role = t(`common:answerRoles.${answer.role}`);
  const meta = [
    answer.onBehalfOf
      ? t('answers.onBehalf', {
          name: personInWords(answer.author),
          other: personInWords(answer.onBehalfOf),
          role,
        })
      : t('answers.by', { name: personInWords(answer.author), role }),
    answer.submittedAt
      ? t('answers.submittedAt', { date: format.instant(answer.submittedAt) })
      : t('answers.draftAt', { date: format.instant(answer.savedAt) }),
    t('answers.version', { version: answer.version }),
    ...(answer.evidenceIds.length > 0
      ? [t('answers.evidence', { list: answer.evidenceIds.map(labels.evidence).join(', ') })]
      : []),
  ].join(' · ');
  return [
    ...field(site ? site.name : '', text === '' ? '–' : text, 'main'),
    ...field(t('answers.comment'), answer.comment),
    ...answer.reservations.map((reservation) => ({
      label: t('answers.reservation', { name: personInWords(reservation.by) }),
      text: reservation.text,
    })),
    ...field('', meta, 'meta'),
  ];
}

const supplierFields = (
  reply: SnapshotQuestion['supplierReplies'][number],
  { t, format }: SectionContext,
): EntryField[] => [
  { label: t('answers.supplier'), text: reply.statement },
  {
    label: '',
    text: t('answers.supplierMeta', {
      date: format.date(reply.statedOn),
      name: reply.recordedBy.name,
    }),
    style: 'meta',
  },
];
