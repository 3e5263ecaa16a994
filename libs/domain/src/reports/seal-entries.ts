import { isPractice } from '../evaluations';
import { panelReader, sightOf, type ReportReader } from './clearance';
import {
  answeredIn,
  asked,
  describedIn,
  openPanel,
  partIds,
  withoutTitle,
  wordsOf,
} from './entry-contents';
import type { EvaluationSnapshot } from './snapshot';
import { reportWords } from './words';

// How a file is taken apart to be sealed, and put together again. Each entry gets a salt and a digest of
// its own, so that a version with masks can give the digest instead of what it masks.

/**
 * `chapter`: what everyone who reads reports may read, one for each name of the snapshot. The others
 * are read by some: `part` its answers, `document` what is known of one beyond its hash, `thread`,
 * `interests` the words of one seat's declaration and of whoever weighed it. `section`: its questions.
 */
export const entryKinds = [
  'chapter',
  'section',
  'part',
  'document',
  'thread',
  'interests',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface SealEntry {
  readonly kind: EntryKind;
  /** Name, key or id of what it holds. */
  readonly id: string;
  /** Plain JSON. */
  readonly content: unknown;
}

/** What is known of a seal without any entry. */
export interface SealHeader {
  readonly schema: string;
  readonly seal: EvaluationSnapshot['seal'];
  readonly takenAt: string;
  readonly evaluation: string;
  readonly reference: string;
  /** Said of a practice file alone. */
  readonly practice?: true;
  readonly organisation: string;
  /** Last link of the organisation's chain of events at that moment; null before the first. */
  readonly chain: { readonly n: string; readonly digest: string } | null;
}

type Chapters = Omit<EvaluationSnapshot, 'schema' | 'seal' | 'takenAt'>;

export const headerOf = (snapshot: EvaluationSnapshot, chain: SealHeader['chain']): SealHeader => ({
  schema: snapshot.schema,
  seal: snapshot.seal,
  takenAt: snapshot.takenAt,
  evaluation: snapshot.evaluation.id,
  reference: snapshot.evaluation.reference,
  ...(isPractice(snapshot.evaluation.reference) && { practice: true as const }),
  organisation: snapshot.organisation.name,
  chain,
});

/** The snapshot as entries. `fileFrom` is its inverse. */
export function entriesOf(snapshot: EvaluationSnapshot): SealEntry[] {
  const { schema: _schema, seal: _seal, takenAt: _takenAt, ...chapters } = snapshot;
  const open: { readonly [Name in keyof Chapters]: unknown } = {
    ...chapters,
    panel: openPanel(snapshot),
    scopeTest: snapshot.scopeTest && {
      ...snapshot.scopeTest,
      answers: snapshot.scopeTest.answers.map(({ answer: _answer, ...line }) => line),
    },
    blockers: snapshot.blockers.map(({ answer: _answer, ...blocker }) => blocker),
    sections: snapshot.sections.map(({ key }) => key),
    parts: snapshot.parts.map(({ gapsReason: _gaps, returns: _returns, ...part }) => part),
    evidence: snapshot.evidence.map(({ id, sha256, clearance, purgedAt }) => ({
      id,
      sha256,
      clearance,
      purgedAt,
    })),
    // Not even their number is everybody's.
    threads: null,
  };
  return [
    ...Object.entries(open).flatMap(([id, content]): SealEntry[] =>
      // What was not kept when the file was sealed is no chapter of it.
      content === undefined ? [] : [{ kind: 'chapter', id, content }],
    ),
    ...snapshot.sections.map((section): SealEntry => ({
      kind: 'section',
      id: section.key,
      content: { ...section, questions: section.questions.map(asked) },
    })),
    ...partIds(snapshot).map((id): SealEntry => ({
      kind: 'part',
      id,
      content: answeredIn(snapshot, id),
    })),
    ...snapshot.evidence.map((item): SealEntry => ({
      kind: 'document',
      id: item.id,
      content: describedIn(snapshot, item),
    })),
    ...snapshot.threads.map((thread): SealEntry => ({
      kind: 'thread',
      id: thread.id,
      content: withoutTitle(thread),
    })),
    ...snapshot.panel.seats.flatMap(({ id, declaration }): SealEntry[] =>
      declaration === null
        ? []
        : [{ kind: 'interests', id, content: wordsOf(snapshot, id, declaration) }],
    ),
  ];
}

/** Entries whose very existence is known to their readers only: threads on what is reserved. */
export function hiddenEntries(snapshot: EvaluationSnapshot): ReadonlySet<string> {
  const sight = sightOf(snapshot, panelReader, 'fr', reportWords('fr'));
  return new Set(
    snapshot.threads.filter(({ id }) => !sight.reads('thread', id)).map(({ id }) => id),
  );
}

/** Whether a reader may be given an entry. */
export function disclosedTo(
  snapshot: EvaluationSnapshot,
  reader: ReportReader,
): (entry: Pick<SealEntry, 'kind' | 'id'>) => boolean {
  const sight = sightOf(snapshot, reader, 'fr', reportWords('fr'));
  return ({ kind, id }) => {
    if (kind === 'chapter' || kind === 'section') return true;
    return sight.reads(kind === 'document' ? 'evidence' : kind, id);
  };
}
