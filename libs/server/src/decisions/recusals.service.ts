import { answerLateRecusal } from '@consilium/domain/decisions';
import { isRefusal, parseText, refuse, type Id } from '@consilium/domain/kernel';
import type { Actor, Outcome, UnitOfWork } from '../platform/database';
import { contentOf } from '../platform/events';
import type { TemplateLibrary } from '../templates';
import { loadJudgement } from './judgement';
import { vouchedLateRecusal } from './vouched';

/** Longest reason why a member had no influence, in UTF-16 units. */
export const maxInfluenceReason = 2_000;

/** What two people say of a recusal found late. */
export class RecusalsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /**
   * The chair, and a second member who is not recused, write why a member recused late had no
   * influence. With both the opinion may be adopted on the ballot as it stands.
   */
  async answerLateRecusal(
    actor: Actor,
    input: { readonly operationId: Id; readonly lateRecusalId: Id; readonly reason: string },
  ): Promise<Outcome<{ id: Id; answered: boolean }>> {
    const reason = parseText(input.reason, maxInfluenceReason);
    if (isRefusal(reason)) return reason;
    return this.unitOfWork.act(
      actor,
      'recusal.answer',
      { kind: 'late_recusal', id: input.lateRecusalId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx, { evaluationId, facts }) => {
        const judgement = await loadJudgement(tx, this.templates, evaluationId);
        const late = judgement?.lateRecusals.find(({ id }) => id === input.lateRecusalId);
        const [seat] = facts.seats;
        if (!late || !seat) return refuse('not_permitted');
        const answered = answerLateRecusal(
          late,
          { seat: seat.id, functions: seat.functions },
          reason,
          tx.now,
        );
        if (isRefusal(answered)) return answered;
        const { byChair, bySecond } = answered;
        await tx.rows(
          `update late_recusal set chair_seat = $2, chair_reason = $3, chair_at = $4,
             second_seat = $5, second_reason = $6, second_at = $7 where id = $1`,
          [
            late.id,
            byChair?.seat ?? null,
            byChair?.reason ?? null,
            byChair?.at ?? null,
            bySecond?.seat ?? null,
            bySecond?.reason ?? null,
            bySecond?.at ?? null,
          ],
        );
        tx.record({
          type: 'recusal.answered',
          subject: { kind: 'late_recusal', id: late.id },
          seatId: seat.id,
          data: { as: byChair?.seat === seat.id ? 'chair' : 'second' },
          content: await contentOf(tx, vouchedLateRecusal, late.id),
        });
        tx.signal({ topic: 'decision.changed' });
        return { id: late.id, answered: byChair !== null && bySecond !== null };
      },
    );
  }
}
