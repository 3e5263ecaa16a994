import { decide, type Action, type Facts } from '@consilium/domain/access';
import {
  isOpen,
  refusalOfConfirming,
  refusalOfDeclaring,
  type FollowedCondition,
} from '@consilium/domain/decisions';
import type { Id } from '@consilium/domain/kernel';
import { leadRoleOf } from '@consilium/domain/templates';
import { functionsOf } from '../evaluations';
import type { ProofView } from './condition-proofs';
import type { ConditionRecord, ConditionStepRecord, Judgement } from './judgement';

/** A condition with what this reader may do about it now. */
export type ConditionView = Omit<ConditionRecord, 'steps'> & {
  readonly steps: readonly (ConditionStepRecord & {
    readonly toName: string | null;
    readonly proofs: readonly ProofView[];
  })[];
  /** By name: of the adoption. */
  readonly owner: string | null;
  /** Who sees to it now, where that is a seat. */
  readonly holder: string | null;
  /** Nobody fills the seat that sees to it, and it still holds something up. */
  readonly withoutHolder: boolean;
  readonly mayHandOver: boolean;
  readonly mayDeclare: boolean;
  readonly mayConfirm: boolean;
  readonly mayWaive: boolean;
};

/** The acts on a condition that are open to this reader now. */
export function whatMayBeDone(
  condition: ConditionRecord,
  adopted: boolean,
  { panel, context }: Judgement,
  facts: Facts,
  reader: Id,
): Pick<
  ConditionView,
  'mayDeclare' | 'mayConfirm' | 'mayWaive' | 'mayHandOver' | 'holder' | 'withoutHolder'
> {
  const may = (action: Action) =>
    adopted && decide(action, facts, { authorSeat: condition.holderSeat }) === null;
  const owner = panel.find(({ seat }) => seat === condition.holderSeat);
  const followed: FollowedCondition = {
    id: condition.id,
    state: condition.state,
    gate: condition.gate,
    ownerMember: owner?.active ? owner.memberId : null,
    declaredBy: condition.steps.findLast(({ step }) => step === 'declared')?.by ?? null,
    askedBy: context.document.questions
      .filter(({ key }) => condition.blockers.includes(key))
      .map(leadRoleOf),
  };
  const by = {
    member: reader,
    functions: functionsOf(facts),
    answerRoles: facts.seats.flatMap(({ answerRoles }) => answerRoles),
  };
  return {
    mayDeclare: may('condition.declareMet') && refusalOfDeclaring(followed, by) === null,
    mayConfirm: may('condition.confirm') && refusalOfConfirming(followed, by) === null,
    mayWaive: may('condition.waive') && isOpen(condition.state),
    mayHandOver: may('condition.handOver') && isOpen(condition.state),
    holder: owner?.name ?? null,
    withoutHolder: adopted && owner?.active === false && isOpen(condition.state),
  };
}
