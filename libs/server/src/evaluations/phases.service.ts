import { decide, type Phase, type SeatFunction } from '@consilium/domain/access';
import {
  checkPlan,
  isCalendarDate,
  moveOf,
  possibleMoves,
  scopeQuestions,
  testScope,
  type GuardFacts,
  type MoveKey,
  type PlannedDates,
  type PossibleMove,
} from '@consilium/domain/evaluations';
import { isRefusal, parseText, refuse, type Id } from '@consilium/domain/kernel';
import type { TemplateLibrary } from '../templates';
import type {
  Actor,
  Outcome,
  ReadTransaction,
  UnitOfWork,
  WriteTransaction,
} from '../platform/database';
import { daysOf } from './file-days';
import { loadFile } from './file-context';
import { loadGuardFacts, loadWarningCounts } from './guard-facts';
import type { Neighbours } from './neighbours';
import { makeMove, type MadeMove } from './phase-moves';
import { openAfter, writePlan } from './phase-openings';

/** Longest reason of a move, in UTF-16 units. */
const maxReasonLength = 2_000;

/**
 * Moves that stand for something written down at the same time: an opinion, a decision, a settled
 * scope. They are made by recording it.
 */
const recordedMoves: readonly MoveKey[] = [
  'start_collecting',
  'close_out_of_scope',
  'adopt_opinion',
  'decide',
  'send_back',
  'return_for_recusal',
  'refuse_purchase',
  'decide_without_opinion',
];

export const isRecordedElsewhere = (move: MoveKey): boolean => recordedMoves.includes(move);

export type PossibleMoveView = PossibleMove & { readonly recordedElsewhere: boolean };

/** Where a file is on its way. */
export class PhasesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
    private readonly neighbours: Neighbours,
  ) {}

  /** Every move the table knows from here for this reader, with the reason where it cannot be made. */
  async possibleMoves(tx: ReadTransaction, evaluationId: Id): Promise<PossibleMoveView[]> {
    const known = await this.unitOfWork.factsFor(tx, { kind: 'evaluation', id: evaluationId });
    if (!known) return [];
    const { facts } = known;
    // The reasons why a move cannot be made tell of the file.
    if (decide('evaluation.read', facts) !== null) return [];
    const state = { phase: facts.phase, paused: facts.paused };
    const guardFacts = await this.guardFacts(tx, evaluationId, facts.phase);
    const counts = await loadWarningCounts(tx, evaluationId, facts, this.neighbours.warnings);
    return possibleMoves(state, guardFacts, functionsOf(facts), counts).map((possible) => ({
      ...possible,
      refusal: possible.refusal ?? decide(moveOf(possible.move).action, facts),
      recordedElsewhere: isRecordedElsewhere(possible.move),
    }));
  }

  /**
   * Makes one move of the transition table. Refused where the table, a guard or the policy says so,
   * and for moves that are made by recording an opinion, a decision or the scope.
   */
  async movePhase(
    actor: Actor,
    input: { operationId: Id; evaluationId: Id; move: MoveKey; reason?: string | null | undefined },
  ): Promise<Outcome<{ evaluationId: Id }>> {
    const { operationId, evaluationId, move } = input;
    if (isRecordedElsewhere(move)) return refuse('recorded_elsewhere');
    const reason = parseText(input.reason ?? '', maxReasonLength);
    if (isRefusal(reason)) return reason;
    return this.unitOfWork.act(
      actor,
      moveOf(move).action,
      { kind: 'evaluation', id: evaluationId },
      { operationId, lock: 'evaluation' },
      async (tx, { facts }) => {
        if (!moveOf(move).by.some((name) => functionsOf(facts).includes(name))) {
          return refuse('not_your_move', { functions: moveOf(move).by.join(' ') });
        }
        const made = await this.make(tx, evaluationId, { move, reason });
        return isRefusal(made) ? made : { evaluationId };
      },
    );
  }

  /**
   * The move inside a transaction that already holds the evaluation for update and has asked the
   * policy, with everything it opens. `known` overrides guard facts which the caller is about to
   * make true.
   */
  async make(
    tx: WriteTransaction,
    evaluationId: Id,
    request: { readonly move: MoveKey; readonly reason?: string },
    known: Partial<GuardFacts> = {},
  ): Promise<Outcome<MadeMove>> {
    const guardFacts = await loadGuardFacts(tx, evaluationId, this.neighbours.guards);
    const made = await makeMove(tx, evaluationId, request, { ...guardFacts, ...known });
    if (isRefusal(made)) return made;
    const file = await loadFile(tx, this.templates, evaluationId);
    await openAfter(tx, request.move, file, this.neighbours.progress);
    return made;
  }

  /**
   * Plans the days by which phases should end. Parts not handed in follow the date of their phase,
   * unless somebody gave them one of their own. Refused when a phase would end before an earlier one.
   */
  async schedulePhases(
    actor: Actor,
    input: {
      operationId: Id;
      evaluationId: Id;
      phases: readonly { phase: Phase; plannedOn?: string | null | undefined }[];
    },
  ): Promise<Outcome<{ evaluationId: Id }>> {
    const { operationId, evaluationId } = input;
    const wanted = Object.fromEntries(
      input.phases.map(({ phase, plannedOn }) => [phase, plannedOn ?? null]),
    );
    if (!Object.values(wanted).every((day) => day === null || isCalendarDate(day))) {
      return refuse('date_impossible');
    }
    return this.unitOfWork.act(
      actor,
      'evaluation.schedule',
      { kind: 'evaluation', id: evaluationId },
      { operationId, lock: 'evaluation' },
      async (tx, { facts }) => {
        const days = await daysOf(tx, evaluationId);
        const rows = await tx.rows<{ phase: Phase; planned_on: string }>(
          `select phase, planned_on::text from evaluation_phase
            where evaluation_id = $1 and planned_on is not null`,
          [evaluationId],
        );
        const before = Object.fromEntries(rows.map((row) => [row.phase, row.planned_on]));
        const merged = Object.entries({ ...before, ...wanted }).filter(([, day]) => day !== null);
        const disorder = checkPlan(wanted, Object.fromEntries(merged) as PlannedDates, days);
        if (disorder) return disorder;
        await writePlan(tx, evaluationId, wanted);
        await this.moveDueDates(tx, evaluationId, before, wanted);
        tx.record({
          type: 'phase.scheduled',
          subject: { kind: 'evaluation', id: evaluationId },
          seatId: facts.seats[0]?.id ?? null,
          data: { planned: wanted },
        });
        tx.signal({ topic: 'phase.scheduled' });
        return { evaluationId };
      },
    );
  }

  private async moveDueDates(
    tx: WriteTransaction,
    evaluationId: Id,
    before: Readonly<Record<string, string | null>>,
    wanted: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    const { document } = await loadFile(tx, this.templates, evaluationId);
    const screening = document.sections.filter(({ kind }) => kind === 'screening');
    for (const phase of ['screening', 'collecting'] as const) {
      if (!(phase in wanted)) continue;
      await tx.rows(
        `update part set due_on = $2 where evaluation_id = $1 and state <> 'submitted'
           and (section_key = any($3)) = $4 and (due_on is null or due_on = $5)`,
        [
          evaluationId,
          wanted[phase] ?? null,
          screening.map(({ key }) => key),
          phase === 'screening',
          before[phase] ?? null,
        ],
      );
    }
    tx.signal({ topic: 'part.changed' });
  }

  /** In screening the scope is what the answers now say: it is settled by the move itself. */
  private async guardFacts(
    tx: ReadTransaction,
    evaluationId: Id,
    phase: Phase,
  ): Promise<GuardFacts> {
    const facts = await loadGuardFacts(tx, evaluationId, this.neighbours.guards);
    if (phase !== 'screening') return facts;
    const keys = Object.values(scopeQuestions).map(({ key }) => key);
    const { outcome } = testScope(await this.neighbours.answersTo(tx, evaluationId, keys));
    return { ...facts, scope: outcome === 'needs_info' ? 'unsettled' : outcome };
  }
}

/** Functions a person holds in the file: those of the seats, and those held for the organisation. */
export const functionsOf = (facts: {
  readonly seats: readonly { readonly functions: readonly SeatFunction[] }[];
  readonly organisationFunctions: readonly string[];
}): SeatFunction[] => {
  const wide = (['coordinator', 'decision_maker', 'observer'] as const).filter((name) =>
    facts.organisationFunctions.includes(name),
  );
  return [...new Set([...facts.seats.flatMap(({ functions }) => functions), ...wide])];
};
