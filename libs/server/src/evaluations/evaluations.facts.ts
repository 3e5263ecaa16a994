import { activeSeat, type RoomFacts } from '../platform/database';
import { mayTakePart } from './declaration-status';

const currentSeat = (alias: string): string =>
  `${alias}.organisation_id = e.organisation_id and ${alias}.evaluation_id = e.id
   and ${alias}.member_id = $2::uuid and ${activeSeat(alias)}`;

/**
 * What the evaluations room tells the policy table. A seat without a declaration counts as not
 * declared, and so does an interest that nobody has assessed yet; a major interest recuses from the named sections, or from everything when none is named.
 */
export const evaluationsFacts: RoomFacts = {
  facts: {
    phase: 'e.phase',
    paused: 'e.paused_at is not null',
    sealed: 'e.sealed',
    seats: `select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'profession', x.profession,
        'answerRoles', x.answer_roles, 'functions', x.functions, 'votes', x.votes)), '[]')
      from seat x where ${currentSeat('x')}`,
    assignedParts: `select coalesce(jsonb_agg(a.part_id), '[]')
      from seat x join part_assignee a on a.organisation_id = x.organisation_id and a.seat_id = x.id
      where ${currentSeat('x')}`,
    recused: `select case
        when bool_or(cardinality(d.recused_sections) = 0) then '"all"'::jsonb
        when count(*) > 0 then jsonb_agg(d.recused_sections)->0
        else '"no"'::jsonb end
      from seat x join declaration d on d.organisation_id = x.organisation_id and d.seat_id = x.id
      where ${currentSeat('x')} and d.assessment = 'major'`,
    declared: `select coalesce(bool_or(${mayTakePart('d')}), false)
      from seat x join declaration d on d.organisation_id = x.organisation_id and d.seat_id = x.id
      where ${currentSeat('x')}`,
  },
  subjects: {
    evaluation: {
      from: 'evaluation e',
      where: 'e.id = $1',
      subject: `'{}'::jsonb`,
      locks: 'e',
    },
    part: {
      from: 'part s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id',
      where: 's.id = $1',
      subject: `jsonb_build_object('part', jsonb_build_object('id', s.id, 'section', s.section_key,
        'state', s.state), 'clearance', s.clearance)`,
      locks: 'e, s',
    },
    seat: {
      from: 'seat s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id',
      where: 's.id = $1',
      subject: `jsonb_build_object('authorSeat', s.id)`,
      locks: 'e, s',
    },
  },
};
