import {
  decideInOrganisation,
  type AccountState,
  type AnswerRole,
  type Phase,
  type SeatFunction,
} from '@consilium/domain/access';
import { isVacant, isWithoutHolder } from '@consilium/domain/evaluations';
import { isId, type Id } from '@consilium/domain/kernel';
import { accountOpen, activeSeat, type ReadTransaction } from '../platform/database';
import { recusedFromFile } from './declaration-status';
import { roleIsHeld } from './electorate';
import { seatWithoutHolder } from './left-seats';
import { withCommittee } from './rules-of-file';
import { loadChanges, loadSeats, type PanelChangeView } from './panel.rows';

/** A running file as an administrator finds it in the list: who is missing, nothing of its content. */
export interface StaffedLine {
  readonly id: Id;
  readonly reference: string;
  readonly title: string;
  readonly committee: string;
  readonly phase: Phase;
  readonly frozen: boolean;
  /** Seats without a holder, those of the electorate among them. */
  readonly vacant: number;
  /** Functions without which the file stands still, and that nobody unrecused holds. */
  readonly missingFunctions: readonly SeatFunction[];
  /** Roles the committee requires that nobody in the electorate holds; none once the opinion is adopted. */
  readonly missingRoles: readonly AnswerRole[];
}

export interface StaffedSeat {
  readonly id: Id;
  readonly memberId: Id;
  readonly displayName: string;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  readonly seatedTo: string | null;
  /** How long its mandate was given for, if that day is to come: whoever takes it over sits for as long. */
  readonly remainsTo: string | null;
  readonly active: boolean;
  readonly account: AccountState;
  readonly elector: boolean;
  readonly vacant: boolean;
  /** Nobody fills it, and somebody is to be found for it. */
  readonly withoutHolder: boolean;
  readonly substitute: string | null;
  readonly selfGrantedReason: string | null;
}

/** The panel of one file for an administrator. */
export interface StaffedFile extends StaffedLine {
  readonly seats: readonly StaffedSeat[];
  readonly changes: readonly PanelChangeView[];
}

const unrecused = `(d.assessment is distinct from 'major' or cardinality(d.recused_sections) > 0)`;

const linesStatement = {
  name: 'staffed-files',
  // Of a sealed file no quorum is to be met any more: it is listed while somebody is to be found for it.
  text: `select * from (select e.id, e.reference, e.title, c.name as committee, e.phase,
    e.electorate_frozen_at is not null as frozen,
    (select count(*)::int from seat s where s.organisation_id = e.organisation_id
      and s.evaluation_id = e.id and ${seatWithoutHolder}) as vacant,
    array_remove(array[
      case when not held.functions @> '{chair}' then 'chair' end,
      case when not (held.functions @> '{coordinator}' or exists (select 1 from member m
          where m.organisation_id = e.organisation_id and ${accountOpen('m')}
            and 'coordinator' = any(m.functions) and not ${recusedFromFile('m.id')}))
        then 'coordinator' end], null) as "missingFunctions",
    array(select r from unnest(c.required_roles) r
      where not e.sealed and not ${roleIsHeld('r')}) as "missingRoles", e.sealed
  from evaluation e
  ${withCommittee('c')}
  cross join lateral (
    select coalesce(array_agg(distinct f) filter (where f is not null), '{}') as functions
    from seat s
    left join declaration d on d.organisation_id = s.organisation_id and d.seat_id = s.id
    left join lateral unnest(s.functions) f on true
    where s.organisation_id = e.organisation_id and s.evaluation_id = e.id
      and ${activeSeat('s')} and ${unrecused}) held
  where e.organisation_id = $1 and ($2::uuid is null or e.id = $2) and ($3::boolean is null or e.practice = $3)
    and (e.practice or e.phase not in ('draft', 'closed', 'cancelled', 'withdrawn'))) line
  where $2::uuid is not null or not sealed or vacant > 0 or cardinality("missingFunctions") > 0
  order by id desc`,
};

/** What an administrator sees of running files: their panels. Practice files go on being listed: she may delete them. */
export class StaffingQueries {
  /**
   * Running files, or practice files instead, the newest first; empty for who is no administrator. Those
   * whose opinion is adopted are among them while a seat has no holder or a function is missing.
   */
  files(tx: ReadTransaction, practice: boolean): Promise<StaffedLine[]> {
    return this.lines(tx, null, practice);
  }

  private async lines(
    tx: ReadTransaction,
    id: Id | null,
    practice: boolean | null,
  ): Promise<StaffedLine[]> {
    if (decideInOrganisation('panel.grant', tx.actor)) return [];
    return tx.rows<StaffedLine & Record<string, unknown>>(linesStatement, [
      tx.actor.organisationId,
      id,
      practice,
    ]);
  }

  /** One of them with its seats; null when there is none, or for who is no administrator. */
  async file(tx: ReadTransaction, id: Id): Promise<StaffedFile | null> {
    if (!isId(id)) return null;
    const [line] = await this.lines(tx, id, null);
    if (!line) return null;
    const seats = await loadSeats(tx, id);
    return {
      ...line,
      seats: seats.map((seat) => ({
        id: seat.seat,
        memberId: seat.memberId,
        displayName: seat.displayName,
        profession: seat.profession,
        answerRoles: seat.answerRoles,
        functions: seat.functions,
        votes: seat.votes,
        seatedTo: seat.seatedTo,
        remainsTo: seat.remainsTo,
        active: seat.active,
        account: seat.account,
        elector: seat.elector,
        vacant: isVacant(seat),
        withoutHolder: isWithoutHolder(seat),
        substitute: seat.active ? null : seat.substitute,
        selfGrantedReason: seat.selfGrantedReason,
      })),
      changes: await loadChanges(tx, id),
    };
  }
}
