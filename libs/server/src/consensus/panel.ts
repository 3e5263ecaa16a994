import type { AnswerRole } from '@consilium/domain/access';
import type { PanelSeat } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import { declarationStatusOf, isElector } from '../evaluations';
import { activeSeat, type ReadTransaction } from '../platform/database';

/** A seat of the panel with who holds it. */
export interface PanelMember extends PanelSeat {
  readonly memberId: Id;
  readonly name: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly seatedFrom: string;
  readonly seatedTo: string | null;
}

const panelStatement = {
  name: 'panel-for-judging',
  text: `select w.id as seat, w.member_id as "memberId", m.display_name as name, w.profession,
    w.answer_roles as "answerRoles", w.functions, w.votes, w.seated_from::text as "seatedFrom",
    w.seated_to::text as "seatedTo",
    ${activeSeat('w')} as active, ${isElector('e', 'w')} as elector,
    ${declarationStatusOf('d')} as declaration,
    case when d.assessment is distinct from 'major' then null
      when cardinality(d.recused_sections) = 0 then '"all"'::json
      else to_json(d.recused_sections) end as recusal
  from seat w
  join evaluation e on e.organisation_id = w.organisation_id and e.id = w.evaluation_id
  join member m on m.organisation_id = w.organisation_id and m.id = w.member_id
  left join declaration d on d.organisation_id = w.organisation_id and d.seat_id = w.id
  where w.evaluation_id = $1
  order by m.display_name, w.id`,
};

/** The panel of an evaluation as rounds, ballots and quorum see it. */
export const loadPanel = (tx: ReadTransaction, evaluationId: Id): Promise<PanelMember[]> =>
  tx.rows<PanelMember>(panelStatement, [evaluationId]);
