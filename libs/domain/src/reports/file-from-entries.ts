import type { answeredIn, describedIn, openPanel, OpenChapters, wordsOf } from './entry-contents';
import type { EntryKind, SealEntry, SealHeader } from './seal-entries';
import type {
  EvaluationSnapshot,
  SnapshotAnswer,
  SnapshotEvidence,
  SnapshotPart,
  SnapshotQuestion,
  SnapshotSeat,
  SnapshotSection,
  SnapshotThread,
} from './snapshot';

/**
 * The snapshot that was taken apart.
 * @throws Error when an entry is missing that the others name.
 */
export function fileFrom(header: SealHeader, entries: readonly SealEntry[]): EvaluationSnapshot {
  const known = new Map(entries.map(({ kind, id, content }) => [`${kind}:${id}`, content]));
  const entry = <T>(kind: EntryKind, id: string): T => {
    const content = known.get(`${kind}:${id}`);
    if (content === undefined) throw new Error(`the seal holds no ${kind} ${id}`);
    return content as T;
  };
  const chapters = Object.fromEntries(
    entries.filter(({ kind }) => kind === 'chapter').map(({ id, content }) => [id, content]),
  ) as unknown as OpenChapters;
  const parts = new Map(
    entries
      .filter(({ kind }) => kind === 'part')
      .map(({ id, content }) => [id, content as ReturnType<typeof answeredIn>]),
  );
  const all = [...parts.values()];
  const answers = new Map(
    all.flatMap(({ questions }) => questions.map((question) => [question.key, question])),
  );
  const blocked = new Map(
    all.flatMap(({ blockers }) => blockers.map((one) => [one.questionKey, one.answer])),
  );
  const scope = new Map(
    all.flatMap((part) => part.scope.map((one) => [one.predicate, one.answer])),
  );
  const documents = chapters.evidence.map(({ id }) =>
    entry<ReturnType<typeof describedIn>>('document', id),
  );
  const cited = (key: string): string[] =>
    documents.filter(({ questions }) => questions.includes(key)).map(({ id }) => id);
  const empty = { fr: '', en: '' };
  return {
    ...(chapters as unknown as EvaluationSnapshot),
    schema: header.schema as EvaluationSnapshot['schema'],
    seal: header.seal,
    takenAt: header.takenAt,
    panel: wholePanel(chapters.panel, (id) => entry('interests', id)),
    scopeTest: chapters.scopeTest && {
      ...chapters.scopeTest,
      answers: chapters.scopeTest.answers.map((line) => ({
        ...line,
        answer: scope.get(line.predicate) ?? empty,
      })),
    },
    blockers: chapters.blockers.map((blocker) => ({
      ...blocker,
      answer: blocked.get(blocker.questionKey) ?? empty,
    })),
    sections: chapters.sections.map((key) => {
      const section = entry<SnapshotSection>('section', key);
      return {
        ...section,
        questions: section.questions.map((question): SnapshotQuestion => {
          const given = answers.get(question.key);
          if (!given) throw new Error(`the seal holds no answers to ${question.key}`);
          return {
            ...question,
            supplierReplies: given.supplierReplies,
            answers: given.answers.map((answer): SnapshotAnswer => ({
              ...answer,
              evidenceIds: cited(question.key),
            })),
          };
        }),
      };
    }),
    parts: chapters.parts.map((part): SnapshotPart => {
      const { gapsReason, returns } = entry<ReturnType<typeof answeredIn>>('part', part.id);
      return { ...part, gapsReason, returns };
    }),
    evidence: chapters.evidence.map((open, index): SnapshotEvidence => {
      const { questions: _questions, ...document } = documents[index]!;
      return { ...document, ...open };
    }),
    threads: inOrder(
      entries
        .filter(({ kind }) => kind === 'thread')
        .map(({ content }): SnapshotThread => {
          const thread = content as SnapshotThread;
          const { kind, id } = thread.anchor;
          if (kind !== 'evidence') return thread;
          const title = documents.find((document) => document.id === id)?.title ?? '';
          return { ...thread, anchor: { kind, id, label: { fr: title, en: title } } };
        }),
    ),
  };
}

/**
 * Threads in the order in which they began. It is not sealed apart: the places of those that a reader
 * is given would tell of those in between.
 */
const inOrder = (threads: readonly SnapshotThread[]): SnapshotThread[] => {
  const began = ({ messages, id }: SnapshotThread): string => `${messages[0]?.at ?? ''} ${id}`;
  return threads.toSorted((a, b) => (began(a) < began(b) ? -1 : 1));
};

function wholePanel(
  panel: ReturnType<typeof openPanel>,
  interests: (seat: string) => ReturnType<typeof wordsOf>,
): EvaluationSnapshot['panel'] {
  const left = new Map<string, string[]>();
  return {
    ...panel,
    seats: panel.seats.map(({ declaration, ...seat }): SnapshotSeat => {
      if (declaration === null) return { ...seat, declaration };
      const { hasDeclared: _fact, ...weighed } = declaration;
      const { recusalReasons, ...words } = interests(seat.id);
      left.set(seat.id, [...recusalReasons]);
      return { ...seat, declaration: { ...weighed, ...words } };
    }),
    recusals: panel.recusals.map((recusal) => ({
      ...recusal,
      reason: left.get(recusal.seatId)?.shift() ?? '',
    })),
  };
}
