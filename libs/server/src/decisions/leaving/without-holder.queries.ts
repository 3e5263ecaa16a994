import type {
  AccountState,
  OrganisationFunction,
  Phase,
  SeatFunction,
} from '@consilium/domain/access';
import type { Id } from '@consilium/domain/kernel';
import { gathers, partApplies, recusedFromFile, seatWithoutHolder } from '../../evaluations';
import {
  accountOpen,
  accountStateOf,
  activeSeat,
  memberIdOf,
  visibleTo,
  type ReadTransaction,
} from '../../platform/database';
import { holderSeatOf } from '../condition-holder';
import { goesOn } from './holdings';

/** A seat that nobody fills. */
export interface EmptySeat {
  readonly seatId: Id;
  readonly displayName: string;
  readonly account: AccountState;
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
}

/** A file where something has no holder. */
export interface FileWithoutHolder {
  readonly evaluationId: Id;
  readonly reference: string;
  readonly title: string;
  readonly phase: Phase;
  readonly seats: readonly EmptySeat[];
  /** Open parts that nobody answers; null for who does not run the file. */
  readonly parts: number | null;
  /** Open conditions that nobody sees to; null likewise. */
  readonly conditions: number | null;
}

/** SQL: the member `$2` runs the file `e`: coordinates or chairs it, and is not recused from it. */
const runs = `(not ${recusedFromFile('$2')} and ${visibleTo('$2')} and (
  exists (select 1 from member w where w.organisation_id = $1 and w.id = $2
    and ${accountOpen('w')} and 'coordinator' = any(w.functions))
  or exists (select 1 from seat x where x.organisation_id = $1 and x.evaluation_id = e.id
    and x.member_id = $2 and ${activeSeat('x')} and x.functions && '{coordinator,chair}'::text[])))`;

/**
 * Files `e` to look at. Who holds a function in the organisation goes through all of them; everybody
 * else starts from her own seats, so that the cost does not grow with files she has no part in.
 */
const starts = {
  all: 'evaluation e',
  own: `(select distinct x.evaluation_id from seat x where x.organisation_id = $1
      and x.member_id = $2 and ${activeSeat('x')} and x.functions && '{coordinator,chair}'::text[]) o
    join evaluation e on e.organisation_id = $1 and e.id = o.evaluation_id`,
};

const statementFrom = (start: keyof typeof starts) => ({
  name: `without-holder-${start}`,
  text: `select * from (
    select e.id as "evaluationId", e.reference, e.title, e.phase,
      (select coalesce(json_agg(json_build_object('seatId', s.id, 'displayName', m.display_name,
          'account', ${accountStateOf('m')}, 'functions', s.functions, 'votes', s.votes)
          order by m.display_name collate "fr-x-icu", s.id), '[]')
        from seat s join member m on m.organisation_id = $1 and m.id = s.member_id
        where s.organisation_id = $1 and s.evaluation_id = e.id and ${seatWithoutHolder}) as seats,
      case when r.runs then (select count(*)::int from part p where p.organisation_id = $1
        and p.evaluation_id = e.id and p.state <> 'submitted' and ${gathers} and ${partApplies}
        and not exists (select 1 from part_assignee a join seat s on s.organisation_id = $1
          and s.id = a.seat_id where a.organisation_id = $1 and a.part_id = p.id
          and ${activeSeat('s')})) end as parts,
      case when r.runs then (select count(*)::int from opinion o
        join opinion_condition c on c.organisation_id = $1 and c.opinion_id = o.id
          and c.state in ('open', 'declared')
        join seat s on s.organisation_id = $1 and s.id = ${holderSeatOf('c')}
        where o.organisation_id = $1 and o.evaluation_id = e.id and o.state = 'adopted'
          and o.superseded_at is null and not ${activeSeat('s')}) end as conditions
    from ${starts[start]}
    cross join lateral (select ${runs} as runs) r
    where e.organisation_id = $1 and ($3::uuid is null or e.id = $3) and e.phase <> 'draft'
      and not e.practice
      and ${goesOn} and (r.runs or $4)) found
  where json_array_length(seats) > 0 or parts > 0 or conditions > 0
  order by "evaluationId" desc`,
});

const ofAll = statementFrom('all');
const ofOwn = statementFrom('own');

/** What has no holder, for those who can give it one. */
export class WithoutHolderQueries {
  /**
   * Files where a seat, a part or a condition has no holder: those that the reader coordinates or
   * chairs; for an administrator, the seats of every running file. One statement.
   */
  files(tx: ReadTransaction, evaluationId: Id | null = null): Promise<FileWithoutHolder[]> {
    const has = (one: OrganisationFunction) => tx.actor.organisationFunctions.includes(one);
    const everywhere = has('administrator') || has('coordinator');
    return tx.rows<FileWithoutHolder & Record<string, unknown>>(everywhere ? ofAll : ofOwn, [
      tx.actor.organisationId,
      memberIdOf(tx.actor),
      evaluationId,
      has('administrator'),
    ]);
  }
}
