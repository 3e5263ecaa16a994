import { decide, type AnswerRole, type Clearance, type PartState } from '@consilium/domain/access';
import {
  overrideScope,
  scopePredicates,
  scopeQuestions,
  settleScope,
  testScope,
  type GuardFacts,
  type MedicalFunction,
  type MoveKey,
  type ScopeAnswer,
  type ScopePredicate,
  type ScopeTest,
} from '@consilium/domain/evaluations';
import {
  isRefusal,
  parseText,
  refuse,
  type Id,
  type Refusal,
  type Texts,
} from '@consilium/domain/kernel';
import { leadRoleOf, summaryOfAnswer } from '@consilium/domain/templates';
import type {
  Actor,
  Outcome,
  ReadTransaction,
  UnitOfWork,
  WriteTransaction,
} from '../platform/database';
import type { TemplateLibrary } from '../templates';
import type { ScopeOutcome } from './evaluations.entities';
import { loadFile } from './file-context';
import type { Neighbours } from './neighbours';
import type { PhasesService } from './phases.service';

/** A predicate with the question it is read from. */
export interface ScopeFinding {
  readonly predicate: ScopePredicate;
  readonly questionKey: string;
}

/** A predicate with what was asked, what was answered and where it is answered. */
export interface ScopeCriterion extends ScopeFinding {
  readonly state: 'holds' | 'fails' | 'open';
  /** Null where the template does not ask. */
  readonly question: Texts | null;
  /** Null before screening has opened. */
  readonly partId: Id | null;
  /** In words; null while nothing is answered, and where the answers are not for the reader. */
  readonly answer: Texts | null;
}

/** The test with, for each finding, where to answer. */
export interface ScopeTestView {
  readonly outcome: ScopeTest['outcome'];
  readonly criteria: readonly ScopeCriterion[];
  readonly failed: readonly ScopeFinding[];
  readonly unknown: readonly ScopeFinding[];
  readonly functions: readonly MedicalFunction[];
}

/** How screening ends, ready to be written. */
interface Ending {
  readonly outcome: ScopeOutcome;
  readonly reason: string | null;
  readonly move: MoveKey;
  readonly scope: GuardFacts['scope'];
}

const maxReasonLength = 2_000;

const scopeKeys = scopePredicates.map((predicate) => scopeQuestions[predicate].key);

interface PartRow {
  id: Id;
  section_key: string;
  lead_role: AnswerRole;
  state: PartState;
  clearance: Clearance;
}

const findings = (predicates: readonly ScopePredicate[]): ScopeFinding[] =>
  predicates.map((predicate) => ({ predicate, questionKey: scopeQuestions[predicate].key }));

/** Whether a file falls under the guide. */
export class ScopeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly phases: PhasesService,
    private readonly neighbours: Neighbours,
    private readonly templates: TemplateLibrary,
  ) {}

  /** The test as the answers of screening now say. */
  async test(tx: ReadTransaction, evaluationId: Id): Promise<ScopeTestView> {
    const answers = await this.neighbours.answersTo(tx, evaluationId, scopeKeys);
    const test = testScope(answers);
    const words = await this.criteria(tx, evaluationId, answers);
    return {
      ...test,
      failed: findings(test.failed),
      unknown: findings(test.unknown),
      criteria: words.map((one) => ({
        ...one,
        state: test.failed.includes(one.predicate)
          ? 'fails'
          : test.unknown.includes(one.predicate)
            ? 'open'
            : 'holds',
      })),
    };
  }

  /** What each predicate was read from, as far as the reader may know the answers. */
  private async criteria(
    tx: ReadTransaction,
    evaluationId: Id,
    answers: Readonly<Record<string, ScopeAnswer | undefined>>,
  ): Promise<Omit<ScopeCriterion, 'state'>[]> {
    const known = await this.unitOfWork.factsFor(tx, { kind: 'evaluation', id: evaluationId });
    if (!known) return [];
    const { document } = await loadFile(tx, this.templates, evaluationId);
    const parts = await tx.rows<PartRow & Record<string, unknown>>(
      'select id, section_key, lead_role, state, clearance from part where evaluation_id = $1',
      [evaluationId],
    );
    return scopePredicates.map((predicate) => {
      const questionKey = scopeQuestions[predicate].key;
      const question = document.questions.find(({ key }) => key === questionKey);
      const part =
        question &&
        parts.find(
          (one) => one.section_key === question.section && one.lead_role === leadRoleOf(question),
        );
      const readable =
        part !== undefined &&
        decide('answer.see', known.facts, {
          part: { id: part.id, section: part.section_key, state: part.state },
          clearance: part.clearance,
        }) === null;
      const answer = answers[questionKey];
      const given = answer && { comment: '', ...answer };
      return {
        predicate,
        questionKey,
        question: question?.text ?? null,
        partId: part?.id ?? null,
        answer:
          question && given && readable
            ? {
                fr: summaryOfAnswer(question, given, 'fr'),
                en: summaryOfAnswer(question, given, 'en'),
              }
            : null,
      };
    });
  }

  /**
   * Ends screening as the test says: in scope opens collecting, out of scope closes the file with the
   * predicates that fail. Refused while the test needs information; then nothing changes.
   */
  async settleScope(
    actor: Actor,
    input: { operationId: Id; evaluationId: Id },
  ): Promise<Outcome<{ evaluationId: Id }>> {
    return this.end(actor, input, (test) => {
      if (test.outcome === 'out_of_scope') {
        return {
          outcome: 'out_of_scope',
          reason: null,
          move: 'close_out_of_scope',
          scope: 'out_of_scope',
        };
      }
      const settled = settleScope(test);
      if (isRefusal(settled)) return settled;
      return { outcome: 'in_scope', reason: null, move: 'start_collecting', scope: 'in_scope' };
    });
  }

  /**
   * Goes on in spite of the test, as a local voluntary evaluation for the reason given; the report
   * carries no HAS label then. Refused for a device that is in scope anyway.
   */
  async overrideScope(
    actor: Actor,
    input: { operationId: Id; evaluationId: Id; reason: string },
  ): Promise<Outcome<{ evaluationId: Id }>> {
    const reason = parseText(input.reason, maxReasonLength);
    if (isRefusal(reason)) return reason;
    return this.end(actor, input, (test) => {
      const settled = overrideScope(test, reason);
      if (isRefusal(settled)) return settled;
      if (settled.kind !== 'voluntary') return refuse('scope_already_in');
      return {
        outcome: 'overridden',
        reason: settled.reason,
        move: 'start_collecting',
        scope: 'voluntary',
      };
    });
  }

  private async end(
    actor: Actor,
    { operationId, evaluationId }: { operationId: Id; evaluationId: Id },
    decide: (test: ScopeTest) => Ending | Refusal,
  ): Promise<Outcome<{ evaluationId: Id }>> {
    return this.unitOfWork.act(
      actor,
      'scope.settle',
      { kind: 'evaluation', id: evaluationId },
      { operationId, lock: 'evaluation' },
      async (tx, { facts }) => {
        const test = await this.now(tx, evaluationId);
        const ending = decide(test);
        if (isRefusal(ending)) return ending;
        await write(tx, evaluationId, ending);
        tx.record({
          type: 'scope.settled',
          subject: { kind: 'evaluation', id: evaluationId },
          seatId: facts.seats[0]?.id ?? null,
          data: { outcome: ending.outcome, failed: test.failed, unknown: test.unknown },
        });
        const moved = await this.phases.make(
          tx,
          evaluationId,
          { move: ending.move, ...(ending.reason ? { reason: ending.reason } : {}) },
          { scope: ending.scope },
        );
        return isRefusal(moved) ? moved : { evaluationId };
      },
    );
  }

  private async now(tx: ReadTransaction, evaluationId: Id): Promise<ScopeTest> {
    return testScope(await this.neighbours.answersTo(tx, evaluationId, scopeKeys));
  }
}

const write = (tx: WriteTransaction, evaluationId: Id, { outcome, reason }: Ending) =>
  tx.rows('update evaluation set scope_outcome = $2, scope_reason = $3 where id = $1', [
    evaluationId,
    outcome,
    reason,
  ]);
