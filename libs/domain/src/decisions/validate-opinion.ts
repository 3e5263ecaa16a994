import { isCalendarDate, type CalendarDate } from '../evaluations';
import { allowedOutcomes } from './allowed-outcomes';
import { openBlockers, type Blocker, type Override } from './blockers';
import type { Condition } from './conditions';
import type { Opinion } from './opinion';
import { failing, isBlank, problem, type OpinionProblem } from './outcomes/outcome';
import { outcomes } from './outcomes/registry';

export interface OpinionCheck {
  readonly blockers: readonly Blocker[];
  readonly overrides: readonly Override[];
  /** The date in the organisation's zone. */
  readonly today: CalendarDate;
}

const isPast = (date: CalendarDate | null, today: CalendarDate): boolean =>
  date !== null && date < today;

const isMissing = (date: CalendarDate | null): boolean => date === null || !isCalendarDate(date);

const conditionProblems = (
  condition: Condition,
  blockers: readonly Blocker[],
  today: CalendarDate,
): OpinionProblem[] => {
  const { gate } = condition;
  return failing(
    {
      condition_text_missing: isBlank(condition.text),
      condition_owner_missing: condition.owner === null || isBlank(condition.owner),
      condition_date_missing: isMissing(condition.dueOn),
      condition_date_in_the_past: isPast(condition.dueOn, today),
      condition_proof_absent: isBlank(condition.proof),
      condition_gate_missing: gate === null,
      condition_months_wrong:
        gate?.kind === 'within_months' && (!Number.isInteger(gate.months) || gate.months < 1),
      condition_blocker_unknown: condition.blockers.some(
        (id) => !blockers.some((blocker) => blocker.id === id),
      ),
    },
    condition.id,
  );
};

/** A blocker needs a linked condition; one for the DPO must be met before going live. */
const linkProblems = (blocker: Blocker, conditions: readonly Condition[]): OpinionProblem[] => {
  const linked = conditions.filter((condition) => condition.blockers.includes(blocker.id));
  if (linked.length === 0) return [problem('blocker_without_condition', blocker.id)];
  const inTime = linked.some(
    ({ gate }) => gate?.kind === 'before_go_live' || gate?.kind === 'before_signature',
  );
  return blocker.effect === 'dpo_pending' && !inTime
    ? [problem('dpo_condition_gate', blocker.id)]
    : [];
};

/**
 * Everything that keeps an opinion from being adopted, apart from quorum, vote and minutes; an
 * empty list means none. Conditions answer blockers by naming them.
 */
export function validateOpinion(opinion: Opinion, check: OpinionCheck): OpinionProblem[] {
  const { today } = check;
  const blockers = openBlockers(check.blockers, check.overrides);
  const allowance = allowedOutcomes(check.blockers, check.overrides)[opinion.outcome];
  return [
    ...failing({
      reasons_missing: isBlank(opinion.reasons),
      reevaluation_missing: isMissing(opinion.reevaluateOn),
      reevaluation_in_the_past: isPast(opinion.reevaluateOn, today),
    }),
    ...allowance.barredBy.map(({ id }) => problem('outcome_barred', id)),
    ...allowance.needsConditionFor.flatMap((one) => linkProblems(one, opinion.conditions)),
    ...opinion.conditions.flatMap((one) => conditionProblems(one, check.blockers, today)),
    ...outcomes[opinion.outcome].problems(opinion, { blockers, today }),
  ];
}
