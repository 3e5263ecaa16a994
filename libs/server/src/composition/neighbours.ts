import { judgedAnswers, type AnswerContent } from '@consilium/domain/answers';
import type { ScopeAnswers } from '@consilium/domain/evaluations';
import { settleProgress } from '../answers';
import { consensusGuards } from '../consensus';
import { decisionsGuards } from '../decisions';
import { evaluationsGuards, type Neighbours } from '../evaluations';
import type { TemplateLibrary } from '../templates';

/** What the evaluations room needs of rooms further right. The one place to add a room's guards. */
export const neighboursOf = (templates: TemplateLibrary): Neighbours => ({
  guards: [evaluationsGuards, consensusGuards(templates), decisionsGuards(templates)],
  progress: { settle: (tx, evaluationId) => settleProgress(tx, templates, evaluationId) },
  openAnswers: async (tx, evaluationId) => {
    await tx.rows(
      'insert into answer_set (organisation_id, id, evaluation_id) values ($1, $2, $3)',
      [tx.actor.organisationId, tx.newId(), evaluationId],
    );
  },
  answersTo: async (tx, evaluationId, questionKeys): Promise<ScopeAnswers> => {
    const rows = await tx.rows<AnswerContent & { questionKey: string }>(
      `select a.question_key as "questionKey", a.state, a.value, a.comment from answer a
         join answer_set x on x.organisation_id = a.organisation_id and x.id = a.answer_set_id
        where x.evaluation_id = $1 and a.question_key = any($2) and a.site_id is null
          and a.respondent_seat_id is null`,
      [evaluationId, questionKeys],
    );
    return judgedAnswers(rows);
  },
});
