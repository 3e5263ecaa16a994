import type { AnswerRole } from '@consilium/domain/access';
import {
  advisersAmong,
  checkHandingOver,
  confirmMet,
  declareMet,
  waiveCondition,
  type ConditionActor,
  type ConditionState,
  type ConditionStepKind,
  type FollowedCondition,
  type Gate,
} from '@consilium/domain/decisions';
import {
  isId,
  isRefusal,
  parseText,
  refuse,
  type Id,
  type Refusal,
} from '@consilium/domain/kernel';
import { leadRoleOf } from '@consilium/domain/templates';
import { loadContext } from '../answers';
import { functionsOf, namingFile, recusedFromFile } from '../evaluations';
import {
  activeSeat,
  memberIdOf,
  type Actor,
  type Outcome,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import { contentOf } from '../platform/events';
import type { TemplateLibrary } from '../templates';
import { handOver, holderSeatOf } from './condition-holder';
import { vouchedStep } from './vouched';

/** Longest proof or reason, in UTF-16 units, and most documents that show one condition met. */
export const maxConditionNote = 2_000;
export const maxProofs = 20;

export interface ConditionKept {
  readonly id: Id;
  readonly state: ConditionState;
}

interface ConditionRow {
  readonly state: ConditionState;
  readonly gate: Gate | null;
  readonly blockers: readonly string[];
  readonly adopted: boolean;
  readonly owner: Id | null;
  readonly declared_by: Id | null;
}

const conditionStatement = {
  name: 'condition-followed',
  text: `select c.state, c.gate, c.blockers, o.state = 'adopted' as adopted,
    (select s.member_id from seat s where s.organisation_id = c.organisation_id
        and s.id = ${holderSeatOf('c')} and ${activeSeat('s')}) as owner,
    (select k.taken_by from condition_step k where k.organisation_id = c.organisation_id
        and k.condition_id = c.id and k.step = 'declared'
      order by k.taken_at desc, k.id desc limit 1) as declared_by
  from opinion_condition c
  join opinion o on o.organisation_id = c.organisation_id and o.id = c.opinion_id
  where c.id = $1`,
};

type Taken = { state: ConditionState; step: ConditionStepKind; note: string };

/** What becomes of the conditions of an adopted opinion. */
export class ConditionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /**
   * The owner declares a condition met, with what shows it and the documents that do. Before signature
   * and going live it waits for a confirmation by another person.
   */
  declareConditionMet(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly conditionId: Id;
      readonly proof: string;
      /** Documents filed in the evaluation. */
      readonly documents: readonly Id[];
    },
  ): Promise<Outcome<ConditionKept>> {
    const documents = [...new Set(input.documents)];
    if (documents.length > maxProofs || !documents.every(isId)) {
      return Promise.resolve(refuse('invalid_input'));
    }
    return this.take(actor, 'condition.declareMet', input, input.proof, documents, declareMet);
  }

  /** Chair, coordinator or the adviser who asked for it confirms, or returns it with the reason. */
  confirmCondition(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly conditionId: Id;
      readonly accept: boolean;
      readonly note: string;
    },
  ): Promise<Outcome<ConditionKept>> {
    return this.take(actor, 'condition.confirm', input, input.note, [], (condition, by, note) =>
      confirmMet(condition, by, { accept: input.accept, note }),
    );
  }

  /** Chair or decision-maker gives a condition up, with the reason. */
  waiveCondition(
    actor: Actor,
    input: { readonly operationId: Id; readonly conditionId: Id; readonly reason: string },
  ): Promise<Outcome<ConditionKept>> {
    return this.take(actor, 'condition.waive', input, input.reason, [], (condition, _by, reason) =>
      waiveCondition(condition, reason),
    );
  }

  /**
   * Coordinator or chair hand a condition to somebody else on the panel, with the reason: its words and
   * the owner of the adoption stay as they were sealed. Never to oneself.
   */
  handOverCondition(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly conditionId: Id;
      readonly seatId: Id;
      readonly reason: string;
    },
  ): Promise<Outcome<ConditionKept>> {
    const { operationId, conditionId, seatId } = input;
    const reason = parseText(input.reason.trim(), maxConditionNote);
    if (isRefusal(reason)) return Promise.resolve(reason);
    if (!isId(seatId)) return Promise.resolve(refuse('not_found'));
    return this.unitOfWork.act(
      actor,
      'condition.handOver',
      { kind: 'condition', id: conditionId },
      { operationId, lock: 'subject' },
      async (tx, { evaluationId }) => {
        const [row] = await tx.rows<ConditionRow>(conditionStatement, [conditionId]);
        if (!row) throw new Error('a condition both exists and does not');
        if (!row.adopted) return refuse('opinion_not_adopted');
        if (reason === '') return refuse('reason_required');
        const [heir] = await tx.rows<{ member: Id; active: boolean; recused: boolean }>(
          `select s.member_id as member, ${activeSeat('s')} as active,
             ${recusedFromFile('s.member_id')} as recused
           from seat s join evaluation e on e.organisation_id = s.organisation_id
             and e.id = s.evaluation_id where s.id = $1 and e.id = $2`,
          [seatId, evaluationId],
        );
        if (!heir) return refuse('not_found');
        const condition = { state: row.state, ownerMember: row.owner };
        const refusal = checkHandingOver(condition, heir, memberIdOf(actor));
        if (refusal) return namingFile(tx, evaluationId, refusal);
        await handOver(tx, evaluationId, { conditionId, seatId, reason });
        return { id: conditionId, state: row.state };
      },
    );
  }

  private async take(
    actor: Actor,
    action: 'condition.declareMet' | 'condition.confirm' | 'condition.waive',
    input: { readonly operationId: Id; readonly conditionId: Id },
    words: string,
    documents: readonly Id[],
    rule: (condition: FollowedCondition, by: ConditionActor, note: string) => Taken | Refusal,
  ): Promise<Outcome<ConditionKept>> {
    const note = parseText(words, maxConditionNote);
    if (isRefusal(note)) return note;
    return this.unitOfWork.act(
      actor,
      action,
      { kind: 'condition', id: input.conditionId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx, { evaluationId, facts }) => {
        const [row] = await tx.rows<ConditionRow>(conditionStatement, [input.conditionId]);
        if (!row) throw new Error('a condition both exists and does not');
        if (!row.adopted) return refuse('opinion_not_adopted');
        const context = await loadContext(tx, this.templates, evaluationId);
        const questions = context?.document.questions ?? [];
        const condition: FollowedCondition = {
          id: input.conditionId,
          state: row.state,
          gate: row.gate,
          ownerMember: row.owner,
          declaredBy: row.declared_by,
          askedBy: questions.filter(({ key }) => row.blockers.includes(key)).map(leadRoleOf),
        };
        const taken = rule(
          condition,
          {
            member: memberIdOf(actor),
            functions: functionsOf(facts),
            answerRoles: facts.seats.flatMap(({ answerRoles }) => answerRoles),
          },
          note,
        );
        if (isRefusal(taken)) return taken;
        if (!(await areFiled(tx, evaluationId, documents))) return refuse('invalid_input');
        await this.keep(tx, input.conditionId, taken, documents, {
          seatId: facts.seats[0]?.id ?? null,
          askedBy: advisersAmong(condition.askedBy),
        });
        return { id: input.conditionId, state: taken.state };
      },
    );
  }

  private async keep(
    tx: WriteTransaction,
    conditionId: Id,
    { state, step, note }: Taken,
    documents: readonly Id[],
    { seatId, askedBy }: { readonly seatId: Id | null; readonly askedBy: readonly AnswerRole[] },
  ): Promise<void> {
    const member = memberIdOf(tx.actor);
    const stepId = tx.newId();
    await tx.rows(
      `insert into condition_step (organisation_id, id, condition_id, step, note, documents,
         taken_by, taken_at, asked_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.actor.organisationId,
        stepId,
        conditionId,
        step,
        note,
        documents,
        member,
        tx.now,
        step === 'declared' ? askedBy : [],
      ],
    );
    const isClosed = state === 'met' || state === 'waived';
    await tx.rows(
      `update opinion_condition set state = $2, closed_note = $3, closed_at = $4, closed_by = $5
        where id = $1`,
      [
        conditionId,
        state,
        isClosed ? note : null,
        isClosed ? tx.now : null,
        isClosed ? member : null,
      ],
    );
    tx.record({
      type: `condition.${step}`,
      subject: { kind: 'condition', id: conditionId },
      seatId,
      data: { state, stepId },
      content: await contentOf(tx, vouchedStep, stepId),
    });
    tx.signal({ topic: 'decision.changed', id: conditionId });
  }
}

async function areFiled(
  tx: WriteTransaction,
  evaluationId: Id,
  documents: readonly Id[],
): Promise<boolean> {
  if (documents.length === 0) return true;
  const filed = await tx.rows(
    'select 1 from filed_document where evaluation_id = $1 and document_id = any($2)',
    [evaluationId, documents],
  );
  return filed.length === documents.length;
}
