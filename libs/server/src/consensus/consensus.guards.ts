import type { GuardProvider, WarningProvider } from '../evaluations';
import { contextAsRead, loadContext } from '../answers';
import type { TemplateLibrary } from '../templates';
import { statementsOf } from './applicable-statements';
import { ratedIn, type RoundResults } from './results';
import { statementsToRateAgain } from '@consilium/domain/consensus';

interface GuardRow {
  readonly state: 'open' | 'closed';
  readonly results: RoundResults | null;
  readonly withheld: readonly string[];
}

const guardStatement = {
  name: 'guard-facts-consensus',
  text: `select r.state, case when r.state = 'closed' then x.results end as results,
    r.withheld_statements as withheld
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
    return {
      rounds: statementsOf(context).length > 0,
      round: latest?.state ?? 'none',
      statementsToRateAgain: statementsToRateAgain(ratedIn(rounds)).length,
    };
  };

interface OwnRating {
  readonly section: string;
  readonly at: string;
}

const ownRatingsStatement = {
  name: 'own-ratings-of-open-round',
  text: `select s->>'section' as section, g.cast_at::text as at
    from round r
    join rating g on g.organisation_id = r.organisation_id and g.round_id = r.id
    join lateral jsonb_array_elements(r.statements) s on s->>'key' = g.statement_key
    where r.evaluation_id = $1 and r.state = 'open' and g.seat_id = any($2)`,
};

/**
 * Ratings of an open round that answers changed since ask to be confirmed: the reader's own. How many
 * others there are would tell how many an open round holds.
 */
export const consensusWarnings =
  (templates: TemplateLibrary): WarningProvider =>
  async (tx, evaluationId, facts) => {
    const own = await tx.rows<OwnRating & Record<string, unknown>>(ownRatingsStatement, [
      evaluationId,
      facts.seats.map(({ id }) => id),
    ]);
    const context = own.length > 0 ? await contextAsRead(tx, templates, evaluationId) : null;
    if (!context) return {};
    const sections = new Map(context.document.questions.map(({ key, section }) => [key, section]));
    const isTouched = ({ section, at }: OwnRating): boolean =>
      context.answers.some(
        (answer) =>
          sections.get(answer.questionKey) === section &&
          Date.parse(answer.updatedAt) > Date.parse(at),
      );
    return { noRatingToConfirm: own.filter(isTouched).length };
  };
