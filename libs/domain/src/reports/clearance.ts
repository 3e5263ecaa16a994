import type { Mask } from './blocks';
import { labelsOf } from './labels';
import { scopeQuestionOf } from './scope-answers';
import type {
  EvaluationSnapshot,
  SnapshotAnswerRole,
  SnapshotClearance,
  SnapshotScopePredicate,
  SnapshotSeat,
} from './snapshot';
import { say, type Translate } from './words';
import type { Locale } from '../kernel';

/** For whom a report is made, as far as clearance goes. */
export interface ReportReader {
  /** Seats of the reader on this panel: an author always reads the own work. */
  readonly seatIds: readonly string[];
  readonly answerRoles: readonly SnapshotAnswerRole[];
  readonly coordinator: boolean;
}

/** The common version: what every member of the panel may read. */
export const panelReader: ReportReader = { seatIds: [], answerRoles: [], coordinator: false };

/** The whole file. */
export const coordinatorReader: ReportReader = { seatIds: [], answerRoles: [], coordinator: true };

/** Source: product design, evidence: "panel / named roles / author and coordinator". */
export function isCleared(
  clearance: SnapshotClearance,
  authorSeatIds: readonly (string | null)[],
  reader: ReportReader,
): boolean {
  if (reader.coordinator || clearance.level === 'panel') return true;
  if (authorSeatIds.some((id) => id !== null && reader.seatIds.includes(id))) return true;
  return (
    clearance.level === 'roles' && clearance.roles.some((role) => reader.answerRoles.includes(role))
  );
}

/** What one reader may see of a snapshot, and the log of what is masked. */
export interface Sight {
  reads(kind: 'evidence' | 'part' | 'thread' | 'interests', id: string): boolean;
  /** Question keys of parts that the reader is not cleared for read false. */
  readsQuestion(key: string): boolean;
  /** Likewise of the question that a line of the scope test is read from. */
  readsScope(predicate: SnapshotScopePredicate): boolean;
  readonly masks: readonly Mask[];
}

export function sightOf(
  snapshot: EvaluationSnapshot,
  reader: ReportReader,
  locale: Locale,
  t: Translate,
): Sight {
  const labels = labelsOf(snapshot);
  const hidden = new Set<string>();
  const hiddenQuestions = new Set<string>();
  const masks: Mask[] = [];
  const hide = (kind: Mask['kind'], id: string, label: string, clearance: string): void => {
    hidden.add(`${kind}:${id}`);
    masks.push({ kind, label, clearance });
  };

  for (const item of snapshot.evidence) {
    if (!isCleared(item.clearance, [item.addedBy.seatId], reader)) {
      hide('evidence', item.id, labels.evidence(item.id), clearanceInWords(item.clearance, t));
    }
  }
  const sections = new Map(snapshot.sections.map((section) => [section.key, section]));
  for (const part of snapshot.parts) {
    const authors = part.assignees.map((person) => person.seatId);
    if (isCleared(part.clearance, authors, reader)) continue;
    const section = sections.get(part.sectionKey);
    const label = t('masks.partLabel', {
      section: section ? `${section.key} – ${say(section.title, locale)}` : part.sectionKey,
      role: t(`common:answerRoles.${part.leadRole}`),
    });
    hide('part', part.id, label, clearanceInWords(part.clearance, t));
    for (const question of section?.questions ?? []) {
      if (question.partId === part.id) hiddenQuestions.add(question.key);
    }
  }
  // What is said about them is for the same readers, and so is whether anything is said.
  for (const { id, anchor } of snapshot.threads) {
    const follows =
      (anchor.kind === 'question' && hiddenQuestions.has(anchor.id)) ||
      (anchor.kind === 'evidence' && hidden.has(`evidence:${anchor.id}`));
    if (follows) hidden.add(`thread:${id}`);
  }
  for (const { id, name, declaration } of snapshot.panel.seats) {
    if (declaration === null || reader.coordinator || reader.seatIds.includes(id)) continue;
    if (isPublished(declaration) && hasWords(declaration)) {
      hide('interests', id, name, t('masks.readersOfInterests'));
    } else {
      hidden.add(`interests:${id}`);
    }
  }

  return {
    reads: (kind, id) => !hidden.has(`${kind}:${id}`),
    readsQuestion: (key) => !hiddenQuestions.has(key),
    readsScope: (predicate) => !hiddenQuestions.has(scopeQuestionOf(predicate)),
    masks,
  };
}

type Declaration = NonNullable<SnapshotSeat['declaration']>;

/** That something was declared is published once it has been judged, not before; nor what came after. */
export const isPublished = ({ assessment, assessedAt, declaredAt }: Declaration): boolean =>
  assessment !== null && (assessedAt === null || declaredAt <= assessedAt);

const hasWords = ({ nothingToDeclare, assessmentReason }: Declaration): boolean =>
  !nothingToDeclare || assessmentReason !== '';

/** Without the threads that the reader may not know of. */
export const withoutHiddenThreads = (
  snapshot: EvaluationSnapshot,
  sight: Sight,
): EvaluationSnapshot => ({
  ...snapshot,
  threads: snapshot.threads.filter(({ id }) => sight.reads('thread', id)),
});

/** Who may read it, as the report says. */
export function clearanceInWords(clearance: SnapshotClearance, t: Translate): string {
  if (clearance.level === 'roles') {
    const roles = clearance.roles.map((role) => t(`common:answerRoles.${role}`)).join(', ');
    return t('clearance.roles', { roles });
  }
  return t(`clearance.${clearance.level}`);
}
