import {
  barToTemplateMove,
  parseReason,
  planTemplateMove,
  type MovedAnswer,
  type TemplateMove,
} from '@consilium/domain/answers';
import { isId, isRefusal, refuse, type Id } from '@consilium/domain/kernel';
import { openParts } from '../evaluations';
import type { PinnedTemplate, TemplateLibrary } from '../templates';
import type {
  Actor,
  Outcome,
  ReadTransaction,
  UnitOfWork,
  WriteTransaction,
} from '../platform/database';
import { keptAnswer, type AnswerRecord } from './answer-view';
import { loadContext } from './evaluation-context';
import { settleProgress } from './progress';
import { keepRevisions } from './revisions';

export interface MoveToTemplateVersion {
  readonly operationId: Id;
  readonly evaluationId: Id;
  /** Version from which the person saw the file depart; another means that somebody was faster. */
  readonly fromVersionId: Id;
  readonly toVersionId: Id;
  /** Why; read by those whose parts are given back. */
  readonly reason: string;
}

/** Whether a round was ever opened in a file; the room of rounds knows. */
export type WasRated = (tx: ReadTransaction, evaluationId: Id) => Promise<boolean>;

const answersStatement = {
  name: 'template-move-answers',
  text: `update answer a set part_id = coalesce(p.id, a.part_id), to_confirm = r.fate = 'to_confirm',
    state = case when r.again then 'empty' else a.state end,
    value = case when r.again then null else a.value end,
    version = a.version + r.again::int,
    updated_at = case when r.again then $4 else a.updated_at end,
    author_seat_id = case when r.again then coalesce($5, a.author_seat_id) else a.author_seat_id end,
    author_id = case when r.again and $5 is not null then $6 else a.author_id end,
    on_behalf_of = case when r.again then null else a.on_behalf_of end
  from (select x.*, x.fate = 'asked_again' as again from jsonb_to_recordset($2::jsonb)
      as x(id uuid, fate text, section text, lead_role text)) r
  left join part p on p.organisation_id = $1 and p.evaluation_id = $3
    and p.section_key = r.section and p.lead_role = r.lead_role
  where a.organisation_id = $1 and a.id = r.id`,
};

const returnStatement = {
  name: 'template-move-return',
  text: `update part set state = 'returned', submitted_at = null, submitted_by_seat = null,
    gaps_reason = null, return_reason = $3 where evaluation_id = $1 and id = any($2)`,
};

// What asks nothing can be neither late nor remembered.
const emptyStatement = {
  name: 'template-move-empty',
  text: 'update part set due_on = null where evaluation_id = $1 and id = any($2)',
};

const pinStatement = {
  name: 'template-move-pin',
  text: `with pinned as (
    update evaluation set template_version_id = $4 where id = $3)
  insert into template_move_made (organisation_id, id, evaluation_id, from_version_id, to_version_id,
    reason, moved_by, moved_by_seat, moved_at)
  values ($1, $2, $3, $5, $4, $6, $7, $8, $9)`,
};

/** The version with this id, when it is inside the wall. */
export async function versionOf(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  id: Id,
): Promise<PinnedTemplate | null> {
  const [row] = await tx.rows<{ content_hash: string }>(
    'select content_hash from template_version where id = $1',
    [id],
  );
  return row ? templates.pinned(tx, id, row.content_hash) : null;
}

/** Taking a file to a later version of its template. */
export class TemplateMovesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
    private readonly wasRated: WasRated,
  ) {}

  /**
   * Moves a file to a later version: answers meet their fates, none is lost; parts handed in that have
   * something to do again are given back with the reason. Nobody saves meanwhile, since the file is
   * locked: a save that waited finds that the template has changed.
   */
  async move(actor: Actor, input: MoveToTemplateVersion): Promise<Outcome<{ evaluationId: Id }>> {
    const { evaluationId, fromVersionId, toVersionId } = input;
    if (!isId(fromVersionId) || !isId(toVersionId)) return refuse('not_found');
    return this.unitOfWork.act(
      actor,
      'template.move',
      { kind: 'evaluation', id: evaluationId },
      { operationId: input.operationId, lock: 'evaluation' },
      async (tx, { facts }) => {
        const reason = parseReason(input.reason);
        if (isRefusal(reason)) return reason;
        const context = await loadContext(tx, this.templates, evaluationId);
        if (!context) throw new Error(`the evaluation ${evaluationId} has no set of answers`);
        const target = await versionOf(tx, this.templates, toVersionId);
        if (!target) return refuse('not_found');
        if (context.templateVersionId !== fromVersionId) return refuse('stale_version');
        const rated = await this.wasRated(tx, evaluationId);
        const bar = barToTemplateMove(context.document, target.document, { rated });
        if (bar) return bar;

        const plan = planTemplateMove(context.document, target.document, {
          phase: facts.phase,
          parts: context.parts,
          answers: context.answers,
          facts: context.facts,
        });
        const seatId = facts.seats[0]?.id ?? null;
        await this.writeParts(tx, evaluationId, plan, reason);
        await this.writeAnswers(tx, evaluationId, plan, context.answers, seatId);
        await tx.rows(pinStatement, [
          tx.actor.organisationId,
          tx.newId(),
          evaluationId,
          toVersionId,
          fromVersionId,
          reason,
          actor.principal.id,
          seatId,
          tx.now,
        ]);
        const count = (fate: MovedAnswer['fate']): number =>
          plan.answers.filter((one) => one.fate === fate).length;
        tx.record({
          type: 'template.moved',
          subject: { kind: 'evaluation', id: evaluationId },
          seatId,
          data: {
            from: fromVersionId,
            to: toVersionId,
            toConfirm: count('to_confirm'),
            askedAgain: count('asked_again'),
            retired: count('retired'),
          },
        });
        for (const id of plan.returned) {
          tx.record({ type: 'part.returned', subject: { kind: 'part', id }, seatId });
        }
        for (const { id } of context.parts) tx.signal({ topic: 'part.changed', id });
        tx.signal({ topic: 'template.moved' });
        await settleProgress(tx, this.templates, evaluationId);
        return { evaluationId };
      },
    );
  }

  /** The words as they stood go into the history before anything about them changes. */
  private async writeAnswers(
    tx: WriteTransaction,
    evaluationId: Id,
    plan: TemplateMove,
    records: readonly AnswerRecord[],
    seatId: Id | null,
  ): Promise<void> {
    const touched = plan.answers.filter(({ fate, moves }) => fate !== 'kept' || moves !== null);
    const changing = new Set(
      touched.filter(({ fate }) => fate !== 'kept').map(({ answer }) => answer.id),
    );
    await keepRevisions(
      tx,
      records
        .filter(({ id, version, revisedVersion }) => changing.has(id) && revisedVersion < version)
        .map((record) => ({ answerId: record.id, kept: keptAnswer(record) })),
      { mark: true },
    );
    if (touched.length === 0) return;
    await tx.rows(answersStatement, [
      tx.actor.organisationId,
      JSON.stringify(
        touched.map(({ answer, fate, moves }) => ({
          id: answer.id,
          fate,
          section: moves?.section ?? null,
          lead_role: moves?.leadRole ?? null,
        })),
      ),
      evaluationId,
      tx.now,
      seatId,
      tx.actor.principal.id,
    ]);
    const partOf = new Map(records.map(({ id, partId }) => [id, partId]));
    for (const { answer } of touched) {
      tx.signal({ topic: 'answer.saved', id: answer.id, partId: partOf.get(answer.id) ?? null });
    }
  }

  private async writeParts(
    tx: WriteTransaction,
    evaluationId: Id,
    { added, returned, emptied }: TemplateMove,
    reason: string,
  ): Promise<void> {
    if (added.length > 0)
      await openParts(tx, evaluationId, added, await this.dueOn(tx, evaluationId));
    if (returned.length > 0) await tx.rows(returnStatement, [evaluationId, returned, reason]);
    if (emptied.length > 0) await tx.rows(emptyStatement, [evaluationId, emptied]);
  }

  /** The day planned for the end of the phase: when parts opened in it are due. */
  private async dueOn(tx: WriteTransaction, evaluationId: Id): Promise<string | null> {
    const [row] = await tx.rows<{ planned_on: string | null }>(
      `select f.planned_on::text from evaluation e
         join evaluation_phase f on f.organisation_id = e.organisation_id
           and f.evaluation_id = e.id and f.phase = e.phase
        where e.id = $1`,
      [evaluationId],
    );
    return row?.planned_on ?? null;
  }
}
