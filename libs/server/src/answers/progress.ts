import { countProgress, idlePartsOf, type ProgressCounts } from '@consilium/domain/answers';
import type { Id } from '@consilium/domain/kernel';
import type { TemplateLibrary } from '../templates';
import type { ReadTransaction, WriteTransaction } from '../platform/database';
import { loadContext } from './evaluation-context';

interface ProgressRow {
  questions: number;
  answered: number;
  unknown: number;
  parts: number;
  parts_submitted: number;
  hard_blockers: number;
  soft_blockers: number;
}

const lockStatement = {
  name: 'progress-lock',
  text: 'select 1 from evaluation_progress where evaluation_id = $1 for update',
};

const setStatement = {
  name: 'progress-set',
  text: `update evaluation_progress set questions = $2, answered = $3, unknown = $4, parts = $5,
    parts_submitted = $6, hard_blockers = $7, soft_blockers = $8, idle_parts = $9
    where evaluation_id = $1`,
};

/** The counts kept beside an evaluation, for comparison with a recount. */
export async function keptProgress(
  tx: ReadTransaction,
  evaluationId: Id,
): Promise<ProgressCounts | null> {
  const [row] = await tx.rows<ProgressRow>(
    `select questions, answered, unknown, parts, parts_submitted, hard_blockers, soft_blockers
       from evaluation_progress where evaluation_id = $1`,
    [evaluationId],
  );
  return row
    ? {
        questions: row.questions,
        answered: row.answered,
        unknown: row.unknown,
        parts: row.parts,
        partsSubmitted: row.parts_submitted,
        hardBlockers: row.hard_blockers,
        softBlockers: row.soft_blockers,
      }
    : null;
}

/** Counts an evaluation's progress from its answers: what the kept counts must equal. */
export async function recountProgress(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
): Promise<ProgressCounts | null> {
  const context = await loadContext(tx, templates, evaluationId);
  return context && countProgress(context.document, context.facts, context.parts, context.today);
}

/**
 * Counts again and writes the result, after everything else of the transaction. The counts are locked
 * before the answers are read: a save that added its difference earlier is seen, one that comes
 * later waits and adds to the new figures.
 */
export async function settleProgress(
  tx: WriteTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
): Promise<void> {
  await tx.rows(lockStatement, [evaluationId]);
  const context = await loadContext(tx, templates, evaluationId);
  if (!context) throw new Error(`the evaluation ${evaluationId} has no answers to count`);
  const { document, facts, parts, today } = context;
  const counts = countProgress(document, facts, parts, today);
  await tx.rows(setStatement, [
    evaluationId,
    counts.questions,
    counts.answered,
    counts.unknown,
    counts.parts,
    counts.partsSubmitted,
    counts.hardBlockers,
    counts.softBlockers,
    idlePartsOf(document, facts, parts).map(({ id }) => id),
  ]);
  tx.signal({ topic: 'progress.changed' });
}
