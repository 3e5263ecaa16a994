import type { GuardProvider } from '../evaluations';
import { loadContext } from '../answers';
import type { TemplateLibrary } from '../templates';
import { statementsOf } from './applicable-statements';
import { ratedIn, type RoundResults } from './results';
import { statementsToRateAgain } from '@consilium/domain/consensus';

interface GuardRow {
  readonly state: 'open' | 'closed';
  readonly results: RoundResults | null;
  readonly withheld: readonly string[];
  readonly ratings: { readonly section: string; readonly at: string }[];
}

const guardStatement = {
  name: 'guard-facts-consensus',
  text: `select r.state, case when r.state = 'closed' then x.results end as results,
    r.withheld_statements as withheld,
    (select coalesce(json_agg(json_build_object('section', s->>'section', 'at', g.cast_at)), '[]')
      from rating g join lateral jsonb_array_elements(r.statements) s
        on s->>'key' = g.statement_key
      where r.state = 'open' and g.organisation_id = r.organisation_id
        and g.round_id = r.id) as ratings
  from round r
  left join round_result x on x.organisation_id = r.organisation_id and x.id = r.id
  where r.evaluation_id = $1 order by r.number`,
};

/** What the consensus room tells the guards of the transition table; never a value of an open round. */
export const consensusGuards =
  (templates: TemplateLibrary): GuardProvider =>
  async (tx, evaluationId) => {
    const context = await loadContext(tx, templates, evaluationId);
    const rounds = await tx.rows<GuardRow>(guardStatement, [evaluationId]);
    const latest = rounds.at(-1);
    if (!context) return {};
    const sections = new Map(context.document.questions.map(({ key, section }) => [key, section]));
    const isTouched = ({ section, at }: { section: string; at: string }): boolean =>
      context.answers.some(
        (answer) =>
          sections.get(answer.questionKey) === section &&
          Date.parse(answer.updatedAt) > Date.parse(at),
      );
    return {
      rounds: statementsOf(context).length > 0,
      round: latest?.state ?? 'none',
      ratingsToConfirm: latest?.ratings.filter(isTouched).length ?? 0,
      statementsToRateAgain: statementsToRateAgain(ratedIn(rounds)).length,
    };
  };
