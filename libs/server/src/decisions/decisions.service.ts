import {
  checkDecisionDay,
  recordDecision,
  type DecisionKey,
  decisionKeys,
} from '@consilium/domain/decisions';
import { isCalendarDate, type CalendarDate } from '@consilium/domain/evaluations';
import { isRefusal, parseText, refuse, type Id } from '@consilium/domain/kernel';
import type { Actor, Outcome, UnitOfWork } from '../platform/database';
import { contentOf } from '../platform/events';
import type { TemplateLibrary } from '../templates';
import { loadJudgement } from './judgement';
import type { PhaseMoves } from './phase-moves';
import { sealSnapshot, type SnapshotSource } from './snapshots';
import { vouchedDecision } from './vouched';

/** Longest reason of a decision, in UTF-16 units. */
export const maxDecisionReason = 10_000;

export interface DecisionRecorded {
  readonly id: Id;
  /** Null when the file was sent back: nothing is sealed then. */
  readonly hash: string | null;
}

/** The decision-maker's own record. */
export class DecisionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
    private readonly snapshots: SnapshotSource,
    private readonly moves: PhaseMoves,
  ) {}

  /**
   * Records the decision beside the opinion, and makes the move it stands for. A reason is needed to
   * refuse, to send back, to differ from the opinion and to decide without one. Its day is never
   * before the adoption, or before the file without an opinion. Seals the second
   * snapshot, unless the file goes back to the committee.
   */
  async recordDecision(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly evaluationId: Id;
      readonly decision: DecisionKey;
      readonly reason: string | null;
      readonly decidedOn: CalendarDate;
    },
  ): Promise<Outcome<DecisionRecorded>> {
    const text = parseText(input.reason ?? '', maxDecisionReason);
    if (isRefusal(text)) return text;
    const reason = text.trim();
    if (!decisionKeys.includes(input.decision) || !isCalendarDate(input.decidedOn)) {
      return refuse('invalid_input');
    }
    return this.unitOfWork.act(
      actor,
      'decision.record',
      { kind: 'evaluation', id: input.evaluationId },
      { operationId: input.operationId, lock: 'evaluation' },
      async (tx, { evaluationId }) => {
        const judgement = await loadJudgement(tx, this.templates, evaluationId);
        if (!judgement) return refuse('not_found');
        const opinion = judgement.opinion?.state === 'adopted' ? judgement.opinion : null;
        const wrongDay = checkDecisionDay(input.decidedOn, {
          from: [opinion ? 'adopted_on' : 'opened_on', judgement.decidableFrom],
          today: judgement.context.today,
          pilotEndsOn: input.decision === 'pilot' ? opinion?.pilot?.endsOn : null,
        });
        if (wrongDay) return wrongDay;
        const recorded = recordDecision(
          { decision: input.decision, by: actor.principal.id, ...(reason && { reason }) },
          opinion?.outcome ?? null,
          judgement,
          tx.now,
        );
        if (isRefusal(recorded)) return recorded;
        const moved = await this.moves.make(tx, evaluationId, {
          move: recorded.move,
          ...(reason && { reason }),
        });
        if (isRefusal(moved)) return moved;

        const { decision } = recorded;
        const id = tx.newId();
        await tx.rows(
          `insert into decision (organisation_id, id, evaluation_id, opinion_id, decision, reason,
             differs, without_opinion, decided_by, decided_on, decided_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            actor.organisationId,
            id,
            evaluationId,
            opinion?.id ?? null,
            decision.decision,
            decision.reason,
            decision.differs,
            decision.withoutOpinion,
            actor.principal.id,
            input.decidedOn,
            tx.now,
          ],
        );
        const goesBack = decision.decision === 'sent_back';
        await tx.rows('update evaluation set sealed = $2 where id = $1', [evaluationId, !goesBack]);
        if (goesBack || opinion === null) {
          // What was proposed and never adopted ends with the cycle, as does what is sent back.
          await tx.rows(
            `update opinion set superseded_at = $2
              where evaluation_id = $1 and superseded_at is null`,
            [evaluationId, tx.now],
          );
        }
        const snapshot = goesBack
          ? null
          : await sealSnapshot(tx, this.snapshots, evaluationId, {
              kind: 'decision',
              opinionId: opinion?.id ?? null,
              decisionId: id,
            });
        tx.record({
          type: 'decision.recorded',
          subject: { kind: 'decision', id },
          data: {
            decision: decision.decision,
            differs: decision.differs,
            withoutOpinion: decision.withoutOpinion,
            ...(snapshot && {
              snapshot: snapshot.id,
              hash: snapshot.hash,
              hashAlg: snapshot.hashAlg,
            }),
          },
          content: await contentOf(tx, vouchedDecision, id),
        });
        tx.signal({ topic: 'decision.recorded', id });
        return { id, hash: snapshot?.hash ?? null };
      },
    );
  }
}
