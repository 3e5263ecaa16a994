import {
  checkDecisionDay,
  meetCondition,
  recordDecision,
  waiveCondition,
  type Condition,
  type ConditionState,
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

/** Longest reason of a decision, and longest note that closes a condition, in UTF-16 units. */
export const maxDecisionReason = 10_000;
export const maxConditionNote = 2_000;

export interface DecisionRecorded {
  readonly id: Id;
  /** Null when the file was sent back: nothing is sealed then. */
  readonly hash: string | null;
}

/** The decision-maker's own record, and what is followed after it. */
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
        const wrongDay = checkDecisionDay(input.decidedOn, {
          from: judgement.decidableFrom,
          today: judgement.context.today,
        });
        if (wrongDay) return wrongDay;
        const opinion = judgement.opinion?.state === 'adopted' ? judgement.opinion : null;
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

  /** Records a condition as met, with what shows it, or gives it up with the reason. */
  async closeCondition(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly conditionId: Id;
      readonly state: Exclude<ConditionState, 'open'>;
      readonly note: string;
    },
  ): Promise<Outcome<{ id: Id; state: ConditionState }>> {
    const note = parseText(input.note, maxConditionNote);
    if (isRefusal(note)) return note;
    return this.unitOfWork.act(
      actor,
      'condition.follow',
      { kind: 'condition', id: input.conditionId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx) => {
        const [row] = await tx.rows<Pick<Condition, 'text' | 'state'> & { adopted: boolean }>(
          `select c.text, c.state, o.state = 'adopted' as adopted from opinion_condition c
             join opinion o on o.organisation_id = c.organisation_id and o.id = c.opinion_id
            where c.id = $1`,
          [input.conditionId],
        );
        if (!row) throw new Error('a condition both exists and does not');
        if (!row.adopted) return refuse('opinion_not_adopted');
        const condition: Condition = {
          id: input.conditionId,
          text: row.text,
          state: row.state,
          owner: null,
          dueOn: null,
          proof: '',
          gate: null,
          blockers: [],
        };
        const close = input.state === 'met' ? meetCondition : waiveCondition;
        const closed = close(condition, note, tx.now);
        if (isRefusal(closed)) return closed;
        await tx.rows(
          `update opinion_condition set state = $2, closed_note = $3, closed_at = $4, closed_by = $5
            where id = $1`,
          [condition.id, closed.condition.state, closed.note, tx.now, actor.principal.id],
        );
        tx.record({
          type: closed.events[0].type,
          subject: { kind: 'condition', id: condition.id },
        });
        tx.signal({ topic: 'decision.changed', id: condition.id });
        return { id: condition.id, state: closed.condition.state };
      },
    );
  }
}
