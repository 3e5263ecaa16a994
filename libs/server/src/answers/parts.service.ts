import {
  parseReason,
  questionGapsOf,
  submitPart,
  type QuestionGaps,
} from '@consilium/domain/answers';
import type { PartState } from '@consilium/domain/access';
import { isRefusal, type Id, type Refusal } from '@consilium/domain/kernel';
import type { TemplateLibrary } from '../templates';
import type { Actor, Outcome, UnitOfWork, WriteTransaction } from '../platform/database';
import { keptAnswer } from './answer-view';
import { seatOf } from './answers.service';
import { loadContext, type EvaluationContext } from './evaluation-context';
import { settleProgress } from './progress';
import { keepRevisions } from './revisions';

/** A part after its state changed. */
export interface PartStateView {
  readonly id: Id;
  readonly state: PartState;
  readonly submittedAt: string | null;
  readonly gapsReason: string | null;
  readonly returnReason: string | null;
}

/** Handed in, or not because something is missing: then nothing was written. */
export type SubmitPartOutcome =
  | { readonly kind: 'submitted'; readonly part: PartStateView }
  | { readonly kind: 'gaps'; readonly refusal: Refusal; readonly gaps: readonly QuestionGaps[] };

const stateStatement = {
  name: 'part-state',
  text: `update part set state = $2, submitted_at = $3, submitted_by_seat = $4, gaps_reason = $5,
    return_reason = $6 where id = $1`,
};

/** Handing in parts and giving them back. */
export class PartsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /**
   * Hands in a part by one who answers it. What is missing comes back as a list, unless a reason for
   * the gaps is given. Every answer not yet in the history gets its revision.
   */
  async submitPart(
    actor: Actor,
    input: { operationId: Id; partId: Id; gapsReason: string | null },
  ): Promise<Outcome<SubmitPartOutcome>> {
    let gaps: readonly QuestionGaps[] = [];
    const outcome = await this.unitOfWork.act(
      actor,
      'part.submit',
      { kind: 'part', id: input.partId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx, { evaluationId, facts }) => {
        const context = await this.context(tx, evaluationId);
        const seatId = seatOf(facts);
        if (isRefusal(seatId)) return seatId;
        gaps = this.gapsIn(context, input.partId);
        const submission = submitPart(gaps, input.gapsReason);
        if (isRefusal(submission)) return submission;
        const part = await this.handIn(tx, context, evaluationId, input.partId, {
          seatId,
          gapsReason: submission.gapsReason,
        });
        tx.record({
          type: 'part.submitted',
          subject: { kind: 'part', id: input.partId },
          seatId,
          data: { gaps: gaps.length },
        });
        return part;
      },
    );
    if (!isRefusal(outcome)) return { kind: 'submitted', part: outcome };
    return outcome.code === 'part_has_gaps' ? { kind: 'gaps', refusal: outcome, gaps } : outcome;
  }

  /** Ends a part that its people did not hand in, for a reason that the report prints. */
  async closePartWithGaps(
    actor: Actor,
    input: { operationId: Id; partId: Id; reason: string },
  ): Promise<Outcome<PartStateView>> {
    return this.unitOfWork.act(
      actor,
      'part.closeWithGaps',
      { kind: 'part', id: input.partId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx, { evaluationId, facts }) => {
        const reason = parseReason(input.reason);
        if (isRefusal(reason)) return reason;
        const context = await this.context(tx, evaluationId);
        const seatId = facts.seats[0]?.id ?? null;
        const part = await this.handIn(tx, context, evaluationId, input.partId, {
          seatId,
          gapsReason: reason,
        });
        tx.record({
          type: 'part.closed',
          subject: { kind: 'part', id: input.partId },
          seatId,
          data: { gaps: this.gapsIn(context, input.partId).length },
        });
        return part;
      },
    );
  }

  /** Gives a part back to those who answer it, with the reason they will read. */
  async returnPart(
    actor: Actor,
    input: { operationId: Id; partId: Id; reason: string },
  ): Promise<Outcome<PartStateView>> {
    return this.unitOfWork.act(
      actor,
      'part.return',
      { kind: 'part', id: input.partId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx, { evaluationId, facts }) => {
        const reason = parseReason(input.reason);
        if (isRefusal(reason)) return reason;
        const part = await this.write(tx, {
          id: input.partId,
          state: 'returned',
          submittedAt: null,
          gapsReason: null,
          returnReason: reason,
        });
        tx.record({
          type: 'part.returned',
          subject: { kind: 'part', id: input.partId },
          seatId: facts.seats[0]?.id ?? null,
        });
        await settleProgress(tx, this.templates, evaluationId);
        return part;
      },
    );
  }

  private async handIn(
    tx: WriteTransaction,
    context: EvaluationContext,
    evaluationId: Id,
    partId: Id,
    { seatId, gapsReason }: { seatId: Id | null; gapsReason: string | null },
  ): Promise<PartStateView> {
    const unrevised = context.answers
      .filter((answer) => answer.partId === partId && answer.revisedVersion < answer.version)
      .map((answer) => ({ answerId: answer.id, kept: keptAnswer(answer) }));
    await keepRevisions(tx, unrevised, { mark: true });
    const part = await this.write(
      tx,
      {
        id: partId,
        state: 'submitted',
        submittedAt: tx.now.toISOString(),
        gapsReason,
        returnReason: null,
      },
      seatId,
    );
    await settleProgress(tx, this.templates, evaluationId);
    return part;
  }

  private async write(
    tx: WriteTransaction,
    part: PartStateView,
    seatId: Id | null = null,
  ): Promise<PartStateView> {
    await tx.rows(stateStatement, [
      part.id,
      part.state,
      part.submittedAt,
      seatId,
      part.gapsReason,
      part.returnReason,
    ]);
    tx.signal({ topic: 'part.changed', id: part.id });
    return part;
  }

  private gapsIn({ document, facts, parts }: EvaluationContext, partId: Id): QuestionGaps[] {
    const place = parts.find(({ id }) => id === partId);
    if (!place) throw new Error(`the part ${partId} is of another evaluation`);
    return questionGapsOf(document, facts, place);
  }

  private async context(tx: WriteTransaction, evaluationId: Id): Promise<EvaluationContext> {
    const context = await loadContext(tx, this.templates, evaluationId);
    if (!context) throw new Error(`the evaluation ${evaluationId} has no set of answers`);
    return context;
  }
}
