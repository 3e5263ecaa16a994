import { allowanceOf, openGates, type DecisionKey } from '@consilium/domain/decisions';
import type { GuardFacts } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import type { GuardProvider } from '../evaluations';
import type { ReadTransaction } from '../platform/database';
import type { TemplateLibrary } from '../templates';
import { countOf } from './counting';
import { lateRecusalsOf, loadJudgement, opinionOf, problemsOf, type Judgement } from './judgement';

const decisionStatement = {
  name: 'guard-facts-decisions',
  text: `select consilium_today()::text as today,
    (select d.decision from decision d where d.evaluation_id = $1 and d.decision <> 'sent_back'
      order by d.decided_at desc limit 1) as decision`,
};

/** What the decisions room tells the guards of the transition table, from a judgement at hand. */
export function guardFactsOf(
  judgement: Judgement,
  today: string,
): Pick<
  GuardFacts,
  | 'opinion'
  | 'opinionDeferred'
  | 'opinionProblems'
  | 'barringBlockers'
  | 'lateRecusals'
  | 'votesIn'
  | 'quorumMet'
  | 'voteCarried'
  | 'minutesValidated'
  | 'pilotProtocolReady'
  | 'pilotEnded'
  | 'openGates'
> {
  const { opinion, meeting, panel } = judgement;
  const problems = problemsOf(judgement);
  const { quorum, tally } = countOf(judgement);
  const pilot = opinion?.pilot ?? null;
  return {
    opinion: opinion === null ? 'none' : opinion.state === 'adopted' ? 'adopted' : 'proposed',
    opinionDeferred: opinion?.outcome === 'deferred',
    opinionProblems: problems.length,
    barringBlockers: problems.filter(({ code }) => code === 'outcome_barred').length,
    lateRecusals: lateRecusalsOf(judgement).length,
    votesIn: opinion?.state === 'voting' ? opinion.votes.length : 0,
    quorumMet: quorum.met,
    voteCarried: opinion !== null && opinion.state !== 'draft' && tally.carried,
    minutesValidated: meeting?.validatedAt != null,
    pilotProtocolReady: pilot !== null && pilot.endsOn !== null,
    pilotEnded: pilot?.endsOn != null && pilot.endsOn <= today,
    openGates: opinion ? openGates(opinionOf(opinion, panel).conditions, 'go_live').length : 0,
  };
}

/** What the decisions room tells the guards of the transition table. */
export const decisionsGuards =
  (templates: TemplateLibrary): GuardProvider =>
  async (tx: ReadTransaction, evaluationId: Id) => {
    const judgement = await loadJudgement(tx, templates, evaluationId);
    const [row] = await tx.rows<{
      today: string;
      decision: DecisionKey | null;
    }>(decisionStatement, [evaluationId]);
    if (!judgement || !row) return {};
    return {
      ...guardFactsOf(judgement, row.today),
      decision: row.decision === null ? 'none' : allowanceOf(row.decision),
    };
  };
