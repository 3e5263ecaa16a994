import { mandateRuns, type RoomFacts } from '../platform/database';
import { mayTakePart } from './declaration-status';
import { weighersOf } from './weighers';

const runs = mandateRuns('x', 'day.today');

/**
 * The member's seats of today, as `mine`, with what their declarations amount to. Found once: a fact
 * asked by itself costs as much as all of them together. A recusal outlives the mandate: who is
 * recused and keeps a function of the organisation gains nothing by the end of the seat.
 */
const mine = `cross join lateral (select json_agg(json_build_object('id', x.id,
      'profession', x.profession, 'answerRoles', x.answer_roles, 'functions', x.functions,
      'votes', x.votes)) filter (where ${runs}) as seats,
    array_agg(x.id) filter (where ${runs}) as ids,
    bool_or(d.assessment = 'major' and cardinality(d.recused_sections) = 0) as recused,
    jsonb_path_query_array(jsonb_agg(d.recused_sections) filter (where d.assessment = 'major'),
      '$[*][*]') as recused_sections,
    bool_or(${mayTakePart('d', 'day.today', 'day.zone')}) filter (where ${runs}) as declared
  from (select o.time_zone as zone, (now() at time zone o.time_zone)::date as today
      from organisation o where o.id = consilium_organisation()) day
  cross join seat x
  left join declaration d on d.organisation_id = x.organisation_id and d.seat_id = x.id
  where x.organisation_id = e.organisation_id and x.evaluation_id = e.id
    and x.member_id = $2::uuid) mine`;

/**
 * What the evaluations room tells the policy table. A seat without a declaration counts as not
 * declared, and so does an interest that nobody has assessed yet; a major interest recuses from the named sections, or from everything when none is named.
 */
export const evaluationsFacts: RoomFacts = {
  facts: {
    phase: 'e.phase',
    paused: 'e.paused_at is not null',
    sealed: 'e.sealed',
    practice: 'e.practice',
    seats: `coalesce(mine.seats, '[]')`,
    assignedParts: `select coalesce(json_agg(a.part_id), '[]') from part_assignee a
      where a.organisation_id = e.organisation_id and a.seat_id = any(mine.ids)`,
    recused: `case when mine.recused then '"all"' else coalesce(mine.recused_sections, '"no"') end`,
    declared: 'coalesce(mine.declared, false)',
  },
  joins: mine,
  seated: 'mine.seats is not null',
  subjects: {
    evaluation: {
      from: 'evaluation e',
      where: 'e.id = $1',
      subject: `'{}'::json`,
      sight: 'evaluation.see',
      locks: 'e',
    },
    part: {
      from: 'part s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id',
      where: 's.id = $1',
      subject: `json_build_object('part', json_build_object('id', s.id, 'section', s.section_key,
        'state', s.state), 'clearance', s.clearance)`,
      sight: 'evaluation.see',
      locks: 'e, s',
    },
    assessment_proposal: {
      from: 'assessment_proposal s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id',
      where: 's.id = $1',
      subject: `json_build_object('drawnSeat', s.drawn_seat, 'weighers', (select
        to_json(${weighersOf('w')}) from seat w where w.organisation_id = s.organisation_id
          and w.id = s.seat_id))`,
      sight: 'declaration.see',
      locks: 'e, s',
    },
    seat: {
      from: 'seat s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id',
      where: 's.id = $1',
      subject: `json_build_object('authorSeat', s.id, 'weighers', to_json(${weighersOf('s')}))`,
      sight: 'evaluation.see',
      locks: 'e, s',
    },
  },
};
