import type { AnswerRole } from '@consilium/domain/access';
import { judgedAnswers, type AnswerContent } from '@consilium/domain/answers';
import type { ScopeAnswers } from '@consilium/domain/evaluations';
import { countedAsRead, settleProgress } from '../answers';
import {
  consensusGuards,
  consensusWarnings,
  ratedAnonymously,
  withholdFigures,
} from '../consensus';
import { decisionsGuards, followRecusalInDecisions } from '../decisions';
import { discussionWarnings, freeThreads } from '../discussion';
import { evaluationsGuards, evaluationsWarnings, type Neighbours } from '../evaluations';
import type { TemplateLibrary } from '../templates';

/** What the evaluations room needs of rooms further right. The one place to add a room's guards. */
export const neighboursOf = (templates: TemplateLibrary): Neighbours => ({
  guards: [evaluationsGuards, consensusGuards(templates), decisionsGuards(templates)],
  warnings: [evaluationsWarnings, discussionWarnings(templates), consensusWarnings(templates)],
  progress: {
    settle: (tx, evaluationId) => settleProgress(tx, templates, evaluationId),
    asRead: (tx, rows) => countedAsRead(tx, templates, rows),
  },
  ratedAnonymously,
  followRecusal: async (tx, evaluationId, wider) => {
    await withholdFigures(tx, evaluationId, wider);
    return followRecusalInDecisions(tx, evaluationId, wider);
  },
  openAnswers: async (tx, evaluationId) => {
    await tx.rows(
      'insert into answer_set (organisation_id, id, evaluation_id) values ($1, $2, $3)',
      [tx.actor.organisationId, tx.newId(), evaluationId],
    );
  },
  reservedRoles: async (tx, evaluationId) => {
    const rows = await tx.rows<{ role: AnswerRole }>(
      `select distinct role from (
         select p.clearance from part p where p.evaluation_id = $1
         union all
         select d.clearance from filed_document f join document d
           on d.organisation_id = f.organisation_id and d.id = f.document_id
          where f.evaluation_id = $1) reserved
       cross join lateral jsonb_array_elements_text(reserved.clearance->'roles') as role
       where reserved.clearance->>'level' = 'roles'`,
      [evaluationId],
    );
    return rows.map(({ role }) => role);
  },
  judging: async (tx, evaluationId) => {
    const [row] = await tx.rows<{ judging: boolean }>(
      `select exists (select 1 from round r where r.organisation_id = $1 and r.state = 'open'
           and ($2::uuid is null or r.evaluation_id = $2))
         or exists (select 1 from opinion o where o.organisation_id = $1 and o.state = 'voting'
           and ($2::uuid is null or o.evaluation_id = $2)) as judging`,
      [tx.actor.organisationId, evaluationId],
    );
    return row?.judging === true;
  },
  hasSpoken: async (tx, seatId) => {
    const [row] = await tx.rows<{ spoken: boolean }>(
      `select exists (select 1 from rating g
           join round r on r.organisation_id = g.organisation_id and r.id = g.round_id
          where g.seat_id = $1 and r.state = 'open')
         or exists (select 1 from vote v
           join opinion o on o.organisation_id = v.organisation_id and o.id = v.opinion_id
          where v.seat_id = $1 and o.state = 'voting') as spoken`,
      [seatId],
    );
    return row?.spoken === true;
  },
  freeThreads,
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
