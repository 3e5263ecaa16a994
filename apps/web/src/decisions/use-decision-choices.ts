import { useQuery } from '@apollo/client/react';
import {
  decisionKeys,
  recordDecision,
  type DecisionKey,
  type OutcomeKey,
} from '@consilium/domain/decisions';
import { isRefusal } from '@consilium/domain/kernel';
import { useEvaluation } from '../evaluations';
import { useRefusalText } from '../platform/failure-notice';
import { decisionMovesQuery } from './operations';
import type { DecisionPage } from './use-decision-page';

export interface DecisionChoice {
  readonly key: DecisionKey;
  /** Why it cannot be decided now; null when it can. */
  readonly reason: string | null;
}

/** The outcome of the adopted opinion; null when there is none to follow or to differ from. */
export const adoptedOutcome = ({ opinion }: DecisionPage): OutcomeKey | null =>
  opinion?.state === 'adopted' ? opinion.outcome : null;

/** What can be decided from here, each with the reason where it cannot. Null while it is asked. */
export function useDecisionChoices(page: DecisionPage) {
  const { id, phase } = useEvaluation();
  const refusalText = useRefusalText();
  const { data } = useQuery(decisionMovesQuery, { variables: { id } });
  const moves = data?.evaluation?.possibleMoves;
  const reasonAgainst = (decision: DecisionKey): string | null => {
    const recorded = recordDecision(
      // The reason is asked for later: here only what no reason can open.
      { decision, reason: '–', by: '' },
      adoptedOutcome(page),
      page,
      new Date(0),
    );
    if (isRefusal(recorded)) return refusalText(recorded);
    const move = moves?.find((one) => one.move === recorded.move);
    if (!move) return refusalText({ code: 'move_not_from_here', details: { phase } });
    return move.refusal && refusalText(move.refusal);
  };
  return {
    choices: moves
      ? decisionKeys.map((key): DecisionChoice => ({ key, reason: reasonAgainst(key) }))
      : null,
  };
}
