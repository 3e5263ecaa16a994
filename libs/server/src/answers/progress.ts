import { countProgress, idlePartsOf, type ProgressCounts } from '@consilium/domain/answers';
import type { Id } from '@consilium/domain/kernel';
import type { TemplateLibrary } from '../templates';
import {
  memberIdOf,
  type ReadTransaction,
  type Signal,
  type WriteTransaction,
} from '../platform/database';
import { recusedFromFile } from '../evaluations';
import { contextsAsRead, loadContext, type EvaluationContext } from './evaluation-context';
import { hidesFrom, readsWholeFiles } from './reach';

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

const nothingRead: ProgressCounts = {
  questions: 0,
  answered: 0,
  unknown: 0,
  parts: 0,
  partsSubmitted: 0,
  hardBlockers: 0,
  softBlockers: 0,
};

const hidingStatement = {
  name: 'progress-hiding',
  text: `select e.id, ${recusedFromFile('$2::uuid')} as recused from evaluation e
    where e.id = any($1::uuid[]) and ${hidesFrom('$2::uuid')}`,
};

/** The same for whoever reads everything but what a recusal keeps from her. */
const recusedStatement = {
  name: 'progress-recused',
  text: `select e.id, true as recused from evaluation e
    where e.id = any($1::uuid[]) and ${recusedFromFile('$2::uuid')}`,
};

/**
 * The kept counts of files as the reader could count them herself. Where something of a file is kept
 * from her they are counted anew on what she reads, and whoever is recused from it counts nothing: two
 * statements, however many files. Parts are told to everybody who reads the file.
 */
export async function countedAsRead<
  Row extends { readonly id: Id; readonly progress: ProgressCounts },
>(tx: ReadTransaction, templates: TemplateLibrary, rows: readonly Row[]): Promise<Row[]> {
  const hiding = await tx.rows<{ id: Id; recused: boolean }>(
    readsWholeFiles(tx.actor) ? recusedStatement : hidingStatement,
    [rows.map(({ id }) => id), memberIdOf(tx.actor)],
  );
  if (hiding.length === 0) return [...rows];
  const partly = hiding.filter(({ recused }) => !recused).map(({ id }) => id);
  const contexts = await contextsAsRead(tx, templates, partly);
  const isOff = new Set(hiding.filter(({ recused }) => recused).map(({ id }) => id));
  return rows.map((row) => {
    if (isOff.has(row.id)) return { ...row, progress: nothingRead };
    const context = contexts.get(row.id);
    const { parts, partsSubmitted } = row.progress;
    return context ? { ...row, progress: { ...countsIn(context), parts, partsSubmitted } } : row;
  });
}

/** Counts of one context as they stand today. */
export const countsIn = ({ document, facts, parts, today }: EvaluationContext): ProgressCounts =>
  countProgress(document, facts, parts, today);

/**
 * Counts again and writes the result, after everything else of the transaction. The counts are locked
 * before the answers are read: a save that added its difference earlier is seen, one that comes
 * later waits and adds to the new figures.
 * @param about the document or part for whose sake it is counted: who may not see it is not told
 */
export async function settleProgress(
  tx: WriteTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
  about: Pick<Signal, 'documentId' | 'partId'> = {},
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
  tx.signal({ topic: 'progress.changed', ...about });
}
