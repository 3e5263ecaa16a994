import type { Mask } from './blocks';
import { labelsOf, type ReportLabelsOf } from './labels';
import type { EvaluationSnapshot, SnapshotAnswerRole, SnapshotClearance } from './snapshot';
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
  reads(kind: 'evidence' | 'part' | 'thread', id: string): boolean;
  /** Question keys of parts that the reader is not cleared for read false. */
  readsQuestion(key: string): boolean;
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
  snapshot.threads.forEach((thread, index) => {
    const { kind, id } = thread.anchor;
    const masked =
      (kind === 'question' && hiddenQuestions.has(id)) ||
      (kind === 'evidence' && hidden.has(`evidence:${id}`));
    if (masked) {
      const label = t('masks.threadLabel', {
        number: index + 1,
        anchor: anchorLabel(labels, kind, id),
      });
      hide('thread', thread.id, label, t('masks.followsAnchor'));
    }
  });

  return {
    reads: (kind, id) => !hidden.has(`${kind}:${id}`),
    readsQuestion: (key) => !hiddenQuestions.has(key),
    masks,
  };
}

const anchorLabel = (labels: ReportLabelsOf, kind: string, id: string): string =>
  kind === 'question' ? labels.question(id) : labels.evidence(id);

/** Who may read it, as the report says. */
export function clearanceInWords(clearance: SnapshotClearance, t: Translate): string {
  if (clearance.level === 'roles') {
    const roles = clearance.roles.map((role) => t(`common:answerRoles.${role}`)).join(', ');
    return t('clearance.roles', { roles });
  }
  return t(`clearance.${clearance.level}`);
}
