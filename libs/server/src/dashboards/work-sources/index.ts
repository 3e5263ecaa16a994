import { defaultVotingRules } from '@consilium/domain/decisions';
import { frozen, ownSeats, recusedFrom, type WorkSource } from './definition';
import { holderSeatOf } from '../../decisions';
import {
  declarationStatusOf,
  mayTakePart,
  waitsForAssessment,
  weighersOf,
} from '../../evaluations';
import { activeSeat } from '../../platform/database';

/** Parts to answer, while facts are gathered. Screening waits for the parts of its own section only. */
const answer: WorkSource = {
  kind: 'answer',
  select: `select p.id, e.id as evaluation_id, p.due_on, null::text as question_key, null::int as round,
      json_build_object('section', p.section_key, 'leadRole', p.lead_role, 'state', p.state,
        'returnReason', p.return_reason) as data
    from part p
    join part_assignee a on a.organisation_id = p.organisation_id and a.part_id = p.id
    cross join ${ownSeats} and s.id = a.seat_id and p.evaluation_id = e.id and p.state <> 'submitted'
      and (e.phase = 'collecting' or e.phase = 'screening' and p.section_key = 'S00')
      and not ${frozen} and not ${recusedFrom('p.section_key')}`,
};

/** The own declaration of interests: none yet, or older than twelve months. */
const declaration: WorkSource = {
  kind: 'declaration',
  select: `select s.id, e.id as evaluation_id,
      (select min(f.planned_on) from evaluation_phase f where f.organisation_id = e.organisation_id
        and f.evaluation_id = e.id and f.phase = e.phase) as due_on,
      null::text as question_key, null::int as round, '{}'::json as data
    from ${ownSeats}
      and e.phase in ('screening', 'collecting', 'rating', 'deliberating', 're_rating', 'opinion')
      and not ${frozen}
      and not exists (select 1 from declaration d where d.organisation_id = s.organisation_id
        and d.seat_id = s.id and ${declarationStatusOf('d')} <> 'expired')`,
};

/**
 * Declared interests, and later words, which nobody has weighed yet, for who weighs them.
 */
const assess: WorkSource = {
  kind: 'assess',
  // What waits is found first: who weighs it is asked of those few alone.
  select: `select o.declaration as id, e.id as evaluation_id, null::date as due_on,
      null::text as question_key, null::int as round, json_build_object('person', m.display_name) as data
    from (select d.id as declaration, o.organisation_id, o.id, o.evaluation_id, o.member_id,
        o.functions, s.id as own_seat
      from declaration d
      join seat o on o.organisation_id = d.organisation_id and o.id = d.seat_id
      cross join ${ownSeats} and s.evaluation_id = d.evaluation_id and o.member_id <> $2
        and ${waitsForAssessment('d')} and not ${frozen}
      offset 0) o
    join evaluation e on e.organisation_id = o.organisation_id and e.id = o.evaluation_id
    join member m on m.organisation_id = o.organisation_id and m.id = o.member_id
    where o.own_seat = any(${weighersOf('o')})`,
};

/** The word of the security officer and the data protection officer, until it is given. */
const advice: WorkSource = {
  kind: 'advice',
  select: `select s.id, e.id as evaluation_id, null::date as due_on, null::text as question_key,
      null::int as round, json_build_object('leadRole', r.role) as data
    from seat s
    join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
    cross join lateral unnest(s.answer_roles) as r(role)
    where s.organisation_id = $1 and s.member_id = $2
      and ${activeSeat('s')}
      and r.role in ('it_security', 'dpo')
      and e.phase in ('rating', 'deliberating', 're_rating') and not ${frozen}
      and not exists (select 1 from formal_advice f where f.organisation_id = e.organisation_id
        and f.evaluation_id = e.id and f.role = r.role)
      and not ${recusedFrom(`''`)}`,
};

/** The open round, for voting members who may rate and have not said their word on every statement. */
const rate: WorkSource = {
  kind: 'rate',
  select: `select r.id, e.id as evaluation_id, r.closes_on as due_on, null::text as question_key,
      r.number as round, '{}'::json as data
    from round r
    cross join ${ownSeats} and r.evaluation_id = e.id and r.state = 'open' and s.votes
      and e.phase in ('rating', 're_rating') and not ${frozen}
      and exists (select 1 from declaration d where d.organisation_id = s.organisation_id
        and d.seat_id = s.id and ${mayTakePart('d')})
      and exists (select 1 from jsonb_array_elements(r.statements) x
        where not ${recusedFrom(`x->>'section'`)}
          and not exists (select 1 from rating g where g.organisation_id = r.organisation_id
            and g.round_id = r.id and g.seat_id = s.id and g.statement_key = x->>'key'))`,
};

/** SQL: the voting member of the seat aliased may vote, and nobody has voted for that seat yet. */
const unvoted = (seat: string): string => `(${seat}.votes
  and exists (select 1 from declaration d where d.organisation_id = ${seat}.organisation_id
    and d.seat_id = ${seat}.id and ${mayTakePart('d')})
  and not exists (select 1 from vote v where v.organisation_id = o.organisation_id
    and v.opinion_id = o.id and v.seat_id = ${seat}.id))`;

/** SQL: how the seat aliased takes part is one of those given. */
const attends = (seat: string, ways: string): string => `exists (select 1 from meeting_attendance a
  where a.organisation_id = o.organisation_id and a.meeting_id = o.meeting_id
    and a.seat_id = ${seat}.id and a.attendance in (${ways}))`;

/** SQL: `k` is represented by the seat `s`, which may hold only so many proxies, in order of seat. */
const represented = `exists (select 1 from (
    select k.*, row_number() over (order by k.id) as place from meeting_attendance a
      join seat k on k.organisation_id = a.organisation_id and k.id = a.seat_id
      join declaration d on d.organisation_id = k.organisation_id and d.seat_id = k.id
      where a.organisation_id = o.organisation_id and a.meeting_id = o.meeting_id
        and a.attendance = 'represented' and a.represented_by = s.id and k.id <> s.id
        and k.votes and ${activeSeat('k')} and ${mayTakePart('d')}) k
    where k.place <= coalesce((o.rules->>'maxProxies')::int, ${defaultVotingRules.maxProxies})
      and ${unvoted('k')})`;

/**
 * The opinion under vote, for voting members who take part and have not voted, themselves or for whom
 * they represent. In a written consultation voting is taking part: it waits for everybody who may.
 */
const vote: WorkSource = {
  kind: 'vote',
  select: `select o.id, e.id as evaluation_id, null::date as due_on, null::text as question_key,
      null::int as round, '{}'::json as data
    from opinion o
    cross join ${ownSeats} and o.evaluation_id = e.id and o.state = 'voting' and s.votes
      and e.phase = 'opinion' and not ${frozen}
      and exists (select 1 from declaration d where d.organisation_id = s.organisation_id
        and d.seat_id = s.id and ${mayTakePart('d')})
      and (${unvoted('s')} and (${attends('s', `'present', 'remote', 'written'`)}
          or exists (select 1 from meeting m where m.organisation_id = o.organisation_id
              and m.id = o.meeting_id and m.mode = 'written_consultation')
            and not ${attends('s', `'represented', 'absent'`)})
        or ${attends('s', `'present', 'remote'`)} and ${represented})`,
};

/** SQL: the number under which the opinion shows its condition `c`. */
const conditionNumber = `(select count(*)::int from opinion_condition b
  where b.organisation_id = c.organisation_id and b.opinion_id = c.opinion_id and b.position <= c.position)`;

/** Conditions of an adopted opinion that the member sees to; the sealed file leaves them open. */
const condition: WorkSource = {
  kind: 'condition',
  select: `select c.id, e.id as evaluation_id, c.due_on, null::text as question_key,
      null::int as round, json_build_object('number', ${conditionNumber}) as data
    from opinion_condition c
    join opinion o on o.organisation_id = c.organisation_id and o.id = c.opinion_id
    cross join ${ownSeats} and o.evaluation_id = e.id and ${holderSeatOf('c')} = s.id and c.state = 'open'
      and o.state = 'adopted' and e.phase in ('decided', 'pilot', 'in_use')
      and not ${recusedFrom(`''`)}`,
};

/**
 * Conditions declared met that wait for somebody else: chair, coordinator or the adviser who asked for
 * one, never its owner nor who declared it.
 */
const confirm: WorkSource = {
  kind: 'confirm',
  select: `select c.id, e.id as evaluation_id, c.due_on, null::text as question_key,
      null::int as round, json_build_object('number', ${conditionNumber}) as data
    from opinion_condition c
    join opinion o on o.organisation_id = c.organisation_id and o.id = c.opinion_id
    cross join lateral (select k.taken_by, k.asked_by from condition_step k
      where k.organisation_id = c.organisation_id and k.condition_id = c.id and k.step = 'declared'
      order by k.taken_at desc, k.id desc limit 1) last
    cross join ${ownSeats} and o.evaluation_id = e.id and c.state = 'declared'
      and o.state = 'adopted' and o.superseded_at is null
      and e.sealed and e.phase not in ('closed', 'cancelled', 'withdrawn')
      and ${holderSeatOf('c')} is distinct from s.id and last.taken_by <> s.member_id
      and (s.functions && '{chair,coordinator}'::text[] or last.asked_by && s.answer_roles)
      and not ${recusedFrom(`''`)}`,
};

/** Open threads that were given to the member. */
const thread: WorkSource = {
  kind: 'thread',
  select: `select t.id, e.id as evaluation_id, null::date as due_on,
      case when t.anchor_kind = 'question' then t.anchor_id end as question_key, null::int as round,
      json_build_object('section', t.section_key) as data
    from thread t
    cross join ${ownSeats} and t.organisation_id = s.organisation_id and t.assigned_seat = s.id
      and t.state = 'open' and not ${frozen} and not ${recusedFrom('t.section_key')}`,
};

/** Mentions that the member has not read in the inbox. */
const mention: WorkSource = {
  kind: 'mention',
  select: `select i.id, i.evaluation_id, null::date as due_on, i.data->>'questionKey' as question_key,
      null::int as round, json_build_object('person', m.display_name) as data
    from inbox_item i
    join evaluation e on e.organisation_id = i.organisation_id and e.id = i.evaluation_id
    left join member m on m.organisation_id = i.organisation_id and m.id = i.actor_id
    where i.organisation_id = $1 and i.member_id = $2 and i.kind = 'mentioned' and i.read_at is null`,
};

/** Everything that can wait for a member. The one place to add another reason. */
export const workSources: readonly WorkSource[] = [
  answer,
  declaration,
  assess,
  advice,
  rate,
  vote,
  condition,
  confirm,
  thread,
  mention,
];
