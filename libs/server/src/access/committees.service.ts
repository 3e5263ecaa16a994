import {
  checkCommitteeRules,
  checkGrant,
  decideInOrganisation,
  noPower,
  outlasts,
  parseName,
  parseProfession,
  raises,
  type AccountState,
  type AnswerRole,
  type Power,
  type SeatFunction,
} from '@consilium/domain/access';
import {
  checkOrder,
  farthestFrom,
  isCalendarDate,
  isId,
  isRefusal,
  parseText,
  refuse,
  type Id,
  type Refusal,
} from '@consilium/domain/kernel';
import {
  accountOpen,
  accountStateOf,
  memberIdOf,
  today,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import { Committee, CommitteeSeat } from './access.entities';
import { administersAlone, isSoleAdministrator, maxReasonLength } from './administrators';
import { coordinatedByMember, withoutHolder } from './committees.sql';

export interface CommitteeSeatView {
  readonly id: Id;
  readonly memberId: Id;
  readonly displayName: string;
  readonly account: AccountState;
  readonly substituteId: Id | null;
  readonly substituteName: string | null;
  readonly substituteAccount: AccountState | null;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  readonly mandateFrom: string;
  readonly mandateTo: string | null;
  /** The mandate runs today. */
  readonly current: boolean;
  /**
   * What it carries is nobody's: its holder cannot come in any more, the mandate runs or ended as she
   * left, and no seat given since carries all of it.
   */
  readonly withoutHolder: boolean;
}

export interface CommitteeView {
  readonly id: Id;
  readonly name: string;
  readonly quorumShare: number;
  readonly requiredRoles: readonly AnswerRole[];
  readonly noticeDays: number;
  readonly rounds: boolean;
  readonly pilots: boolean;
  /** The act that created it, and its day; null where nobody said. */
  readonly foundingAct: string | null;
  readonly foundedOn: string | null;
  readonly seats: readonly CommitteeSeatView[];
  /** Keys of what is worth saying about the seats of today. */
  readonly warnings: readonly string[];
}

export interface SaveCommittee {
  readonly operationId: Id;
  readonly committeeId?: Id | null | undefined;
  readonly name: string;
  readonly quorumShare: number;
  readonly requiredRoles: readonly AnswerRole[];
  readonly noticeDays: number;
  readonly rounds: boolean;
  readonly pilots: boolean;
}

export interface SaveCommitteeSeat {
  readonly operationId: Id;
  readonly committeeId: Id;
  readonly seatId?: Id | null | undefined;
  readonly memberId: Id;
  readonly substituteId?: Id | null | undefined;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  readonly mandateFrom?: string | null | undefined;
  readonly mandateTo?: string | null | undefined;
  /** Why a sole administrator gives something to herself. */
  readonly reason?: string | null | undefined;
}

/** A committee's seat as far as it gives power. */
interface KeptSeat extends Power {
  readonly memberId: Id;
  readonly substituteId: Id | null;
  readonly mandateFrom: string;
  readonly mandateTo: string | null;
}

/** What a seat of a committee will let a member do: as its holder, or as the substitute. */
const heldBy = (member: Id, seat: KeptSeat | null): Power =>
  seat !== null && (seat.memberId === member || seat.substituteId === member) ? seat : noPower;

/** The same before a change: that she steps in some day is nothing that its holder has already. */
const heldBefore = (member: Id, kept: KeptSeat | null, after: KeptSeat): Power =>
  after.memberId === member && kept?.memberId !== member ? noPower : heldBy(member, kept);

/**
 * Those of the committees that the actor chairs, votes or decides on, or where she is the substitute of
 * somebody who does: whoever decides chooses neither who decides with her nor by which rules. Who alone
 * administers the organisation and is a substitute only may: nobody else could. Source: decisions 0011,
 * 0023 and 0025.
 */
export async function committeesDecidedOn(
  tx: ReadTransaction,
  committees: readonly Id[],
): Promise<Id[]> {
  const me = memberIdOf(tx.actor);
  const rows = await tx.rows<{ id: Id; holds: boolean }>(
    `select s.committee_id as id, bool_or(s.member_id = $2) as holds from committee_seat s
      where s.organisation_id = $3 and s.committee_id = any($1::uuid[])
       and (s.member_id = $2 or s.substitute_id = $2)
       and (s.mandate_to is null or s.mandate_to >= ${today})
       and (s.votes or s.functions && '{chair,decision_maker}')
      group by 1`,
    [committees, me, tx.actor.organisationId],
  );
  const bySubstitute = rows.some(({ holds }) => !holds) && !(await administersAlone(tx, me));
  return rows.filter(({ holds }) => holds || bySubstitute).map(({ id }) => id);
}

/** Refuses an administrator who decides on the committee. */
async function checkOutsider(tx: WriteTransaction, committeeId: Id): Promise<Refusal | null> {
  const [decides] = await committeesDecidedOn(tx, [committeeId]);
  return decides ? refuse('committee_from_outside') : null;
}

/** Standing committees and their rules. */
export class CommitteesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    /** What is worth saying about a set of seats; the rule belongs to a room further right. */
    private readonly warningsOf: (
      seats: readonly Pick<CommitteeSeatView, 'id' | 'profession' | 'functions' | 'votes'>[],
      coordinated: boolean,
    ) => readonly string[],
  ) {}

  /** Committees in the order in which they were founded. */
  async committees(tx: ReadTransaction, id: Id | null = null): Promise<CommitteeView[]> {
    if (decideInOrganisation('committee.see', tx.actor)) return [];
    const rows = await tx.rows<Omit<CommitteeView, 'warnings'> & { coordinated: boolean }>(
      `select ${coordinatedByMember} as coordinated, c.id, c.name, c.quorum_share as "quorumShare", c.required_roles as "requiredRoles",
         c.notice_days as "noticeDays", c.rounds, c.pilots,
         c.founding_act as "foundingAct", c.founded_on::text as "foundedOn",
         (select coalesce(json_agg(json_build_object('id', s.id, 'memberId', s.member_id,
             'displayName', m.display_name, 'account', ${accountStateOf('m')},
             'substituteId', s.substitute_id, 'substituteName', u.display_name,
             'substituteAccount', case when u.id is not null then ${accountStateOf('u')} end, 'profession', s.profession,
             'answerRoles', s.answer_roles, 'functions', s.functions, 'votes', s.votes,
             'mandateFrom', s.mandate_from, 'mandateTo', s.mandate_to,
             'current', s.mandate_from <= ${today}
               and (s.mandate_to is null or s.mandate_to >= ${today}),
             'withoutHolder', ${withoutHolder})
             order by m.display_name, s.id), '[]')
           from committee_seat s
           join member m on m.organisation_id = s.organisation_id and m.id = s.member_id
           left join member u on u.organisation_id = s.organisation_id and u.id = s.substitute_id
           where s.organisation_id = c.organisation_id and s.committee_id = c.id) as seats
       from committee c where c.organisation_id = $1 and ($2::uuid is null or c.id = $2) order by c.id`,
      [tx.actor.organisationId, id],
    );
    return rows.map(({ coordinated, ...row }) => ({
      ...row,
      warnings: this.warningsOf(
        row.seats.filter(({ current }) => current),
        coordinated,
      ),
    }));
  }

  async committee(tx: ReadTransaction, id: Id): Promise<CommitteeView | null> {
    if (!isId(id)) return null;
    const [committee] = await this.committees(tx, id);
    return committee ?? null;
  }

  /**
   * Founds a committee, or changes its rules, for files begun later. What changed stands in the event.
   */
  async saveCommittee(actor: Actor, input: SaveCommittee): Promise<Outcome<Id>> {
    const name = parseName(input.name);
    if (isRefusal(name)) return name;
    const impossible = checkCommitteeRules(input);
    if (impossible) return impossible;
    const { operationId, committeeId = null, quorumShare, noticeDays, rounds, pilots } = input;
    if (committeeId !== null && !isId(committeeId)) return refuse('not_found');
    return this.unitOfWork.actInOrganisation(
      actor,
      'committee.manage',
      { operationId },
      async (tx) => {
        const { organisationId } = actor;
        const requiredRoles = [...new Set(input.requiredRoles)];
        const inside = committeeId === null ? null : await checkOutsider(tx, committeeId);
        if (inside) return inside;
        const id = committeeId ?? tx.newId();
        const rules = { name, quorumShare, noticeDays, rounds, pilots, requiredRoles };
        const [before] = await tx.rows<typeof rules>(
          `select name, quorum_share as "quorumShare", notice_days as "noticeDays", rounds, pilots,
             required_roles as "requiredRoles" from committee where id = $1 for update`,
          [id],
        );
        if (committeeId === null) {
          await tx.repository(Committee).insert({ organisationId, id, ...rules });
        } else {
          const { affected } = await tx.repository(Committee).update({ organisationId, id }, rules);
          if (!affected) return refuse('not_found');
        }
        tx.record({
          type: 'committee.saved',
          subject: { kind: 'committee', id },
          data: { before: before ?? null, after: rules },
        });
        return id;
      },
    );
  }

  /**
   * Gives a member a seat, or changes it, for files begun later; a last day in the past ends it.
   * Refused for a mandate that ends before it begins, for who can no longer sign in, and where an
   * administrator would widen the own power, as holder or as substitute. Gives the committee's id.
   */
  async saveSeat(actor: Actor, input: SaveCommitteeSeat): Promise<Outcome<Id>> {
    const profession = parseProfession(input.profession);
    if (isRefusal(profession)) return profession;
    const { operationId, committeeId, seatId = null, memberId, substituteId = null } = input;
    const ids = [
      committeeId,
      memberId,
      ...(seatId ? [seatId] : []),
      ...(substituteId ? [substituteId] : []),
    ];
    if (!ids.every(isId)) return refuse('not_found');
    const days = [input.mandateFrom, input.mandateTo].filter((day) => day != null);
    if (!days.every(isCalendarDate)) return refuse('date_impossible');
    return this.unitOfWork.actInOrganisation(
      actor,
      'committee.manage',
      { operationId },
      async (tx) => {
        const { organisationId } = actor;
        const [found] = await tx.rows<{
          committee: boolean;
          foundedOn: string | null;
          members: number;
          today: string;
        }>(
          `select exists (select 1 from committee where id = $1) as committee,
             (select founded_on::text from committee where id = $1) as "foundedOn",
             (select count(*)::int from member m where m.id = any($2::uuid[]) and ${accountOpen('m')}) as members,
             ${today}::text as today`,
          [committeeId, substituteId ? [memberId, substituteId] : [memberId]],
        );
        if (!found?.committee) return refuse('not_found');
        const ended = input.mandateTo != null && input.mandateTo < found.today;
        if (!ended && found.members < (substituteId ? 2 : 1)) return refuse('member_inactive');
        const mandateFrom = input.mandateFrom ?? found.today;
        const mandateTo = input.mandateTo ?? null;
        const wrongDay = checkOrder(
          ['founded_on', found.foundedOn],
          ['mandate_from', mandateFrom],
          ['mandate_to', mandateTo],
          farthestFrom(found.today),
        );
        if (wrongDay) return wrongDay;
        const id = seatId ?? tx.newId();
        const [kept = null] = await tx.rows<KeptSeat & Record<string, unknown>>(
          `select member_id as "memberId", substitute_id as "substituteId", answer_roles as
             "answerRoles", functions, votes, mandate_from::text as "mandateFrom",
             mandate_to::text as "mandateTo"
           from committee_seat where id = $1 and committee_id = $2 for update`,
          [seatId, committeeId],
        );
        const seat = {
          memberId,
          substituteId,
          profession,
          answerRoles: [...new Set(input.answerRoles)],
          functions: [...new Set(input.functions)],
          votes: input.votes,
          mandateFrom,
          mandateTo,
        };
        const me = memberIdOf(actor);
        const leaves =
          kept?.memberId === me && memberId === me && substituteId === kept.substituteId;
        const inside = leaves ? null : await checkOutsider(tx, committeeId);
        if (inside) return inside;
        const longer =
          kept !== null && (mandateFrom < kept.mandateFrom || outlasts(mandateTo, kept.mandateTo));
        const [before, after] = [longer ? noPower : heldBefore(me, kept, seat), heldBy(me, seat)];
        const own = raises(before, after);
        const refusal =
          own &&
          checkGrant(before, after, {
            own,
            sole: await isSoleAdministrator(tx, me),
            acts: false,
            decides: false,
            judging: false,
          });
        if (refusal) return refusal;
        const reason = parseText((input.reason ?? '').trim(), maxReasonLength);
        if (isRefusal(reason)) return reason;
        if (own && reason === '') return refuse('reason_required');
        const granted = own ? { ...seat, selfGrantedReason: reason } : seat;
        if (seatId === null) {
          await tx
            .repository(CommitteeSeat)
            .insert({ organisationId, id, committeeId, ...granted });
        } else {
          const { affected } = await tx
            .repository(CommitteeSeat)
            .update({ organisationId, id, committeeId }, granted);
          if (!affected) return refuse('not_found');
        }
        tx.record({
          type: 'committee.seat_saved',
          subject: { kind: 'committee', id: committeeId },
          data: {
            seatId: id,
            memberId,
            before: kept && { functions: kept.functions, votes: kept.votes },
            after: { functions: seat.functions, votes: seat.votes },
            selfGranted: own,
          },
        });
        return committeeId;
      },
    );
  }
}
