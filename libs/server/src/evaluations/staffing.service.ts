import {
  checkGrant,
  checkVoteChange,
  noPower,
  outlasts,
  parseProfession,
  raises,
  termTakenOver,
  type AnswerRole,
  type Granter,
  type Phase,
  type SeatFunction,
} from '@consilium/domain/access';
import { hasEnded, isCalendarDate, isVacant } from '@consilium/domain/evaluations';
import {
  checkOrder,
  farthestFrom,
  isId,
  isRefusal,
  parseText,
  refuse,
  type Id,
  type Refusal,
} from '@consilium/domain/kernel';
import { isSoleAdministrator } from '../access';
import {
  memberIdOf,
  today,
  type Actor,
  type Outcome,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import { recusedFromFile } from './declaration-status';
import { addPlace, lacksRole } from './electorate';
import { namingFile } from './file-named';
import type { Neighbours } from './neighbours';
import {
  closeSeat,
  leavePlace,
  powerOf,
  writeChange,
  writeSeat,
  type SeatRow,
} from './seat-changes';
import { seatAt, whoTakes } from './seats.service';

/** Longest reason of a change, in UTF-16 units. */
const maxReasonLength = 2_000;

export interface GrantSeat {
  readonly operationId: Id;
  readonly evaluationId: Id;
  readonly memberId: Id;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  /** Last day, null for none; not given, her own, or what remains of the mandate she takes over. */
  readonly seatedTo?: string | null | undefined;
  readonly reason: string;
  /** The vacant seat whose place in the electorate it takes. */
  readonly replacesSeatId?: Id | null | undefined;
  /** The required role that nobody holds, for which it is added to the electorate. */
  readonly forRole?: AnswerRole | null | undefined;
}

interface FileRow {
  readonly phase: Phase;
  /** A draft that is its requester's: no list tells administrators of it. */
  readonly unseen: boolean;
  readonly frozen: boolean;
  readonly today: string;
  readonly acts: boolean;
  readonly decides: boolean;
  readonly recused: boolean;
}

const wide = `'{coordinator,decision_maker}'::text[]`;

/**
 * The file with what ties the member `$2` to it: whoever holds a function or a vote on it, by a seat or
 * for the whole organisation, acts on it. The file stays locked.
 */
const fileStatement = `select e.phase, e.phase = 'draft' and not e.practice as unseen,
    e.electorate_frozen_at is not null as frozen,
    ${today}::text as today,
    exists (select 1 from member m where m.organisation_id = e.organisation_id and m.id = $2
      and m.functions && ${wide})
    or exists (select 1 from seat s where s.organisation_id = e.organisation_id
      and s.evaluation_id = e.id and s.member_id = $2
      and (s.seated_to is null or s.seated_to >= ${today})
      and (s.votes or cardinality(s.functions) > 0)) as acts,
    exists (select 1 from member m where m.organisation_id = e.organisation_id and m.id = $2
      and 'decision_maker' = any(m.functions))
    or exists (select 1 from seat s where s.organisation_id = e.organisation_id
      and s.evaluation_id = e.id and s.member_id = $2
      and (s.seated_to is null or s.seated_to >= ${today})
      and (s.votes or s.functions && '{chair,decision_maker}')) as decides,
    ${recusedFromFile('$2')} as recused
  from evaluation e where e.organisation_id = $3 and e.id = $1 for update of e`;

/** What an administrator does to the panel of a running file, without reading the file. */
export class StaffingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly neighbours: Pick<Neighbours, 'judging' | 'hasSpoken' | 'freeThreads'>,
  ) {}

  /**
   * Gives a member what a seat carries, in the open: with a reason, told to the panel and printed.
   * While the electorate stands a vote comes only with the place of a vacant seat, or for a required
   * role that nobody holds. Refused to whoever acts on the file herself.
   */
  async grantSeat(actor: Actor, input: GrantSeat): Promise<Outcome<{ evaluationId: Id }>> {
    const { operationId, evaluationId, memberId, votes, seatedTo } = input;
    const { replacesSeatId = null, forRole = null } = input;
    const profession = parseProfession(input.profession);
    if (isRefusal(profession)) return profession;
    const reason = readReason(input.reason);
    if (isRefusal(reason)) return reason;
    if (![evaluationId, memberId, replacesSeatId].every((id) => id === null || isId(id))) {
      return refuse('not_found');
    }
    if (seatedTo != null && !isCalendarDate(seatedTo)) return refuse('date_impossible');
    return this.unitOfWork.actInOrganisation(actor, 'panel.grant', { operationId }, async (tx) => {
      const file = await this.file(tx, evaluationId);
      if (isRefusal(file)) return file;
      const own = memberId === memberIdOf(actor);
      // Administrators are locked before who takes the seat, as whoever leaves locks them.
      const granter = await this.granter(tx, evaluationId, file, own);
      const member = await whoTakes(tx, evaluationId, memberId);
      if (!member) return refuse('not_found');
      if (!member.open) return refuse('member_inactive');
      const wrongDay = checkOrder(
        ['today', file.today],
        ['mandate_to', seatedTo ?? null],
        farthestFrom(file.today),
      );
      if (wrongDay) return wrongDay;
      const held = await seatAt(tx, { evaluationId, memberId });
      const before = held?.active ? held : noPower;
      const after = {
        profession,
        answerRoles: [...new Set(input.answerRoles)],
        functions: [...new Set(input.functions)],
        votes,
      };
      const filling = replacesSeatId !== null || forRole !== null;
      // A longer mandate of one's own is given like all that it carries.
      const lengthens =
        own && held?.active && seatedTo !== undefined && outlasts(seatedTo, held.seatedTo);
      const refusal =
        checkGrant(lengthens ? noPower : before, after, granter) ??
        checkVoteChange(
          { before: held?.placed ? held.votes : before.votes, after: votes },
          { frozen: file.frozen, filling },
        );
      if (refusal) return refusal;
      if (member.recused && raises(before, after)) {
        return namingFile(tx, evaluationId, refuse('successor_recused'));
      }
      // Her own place, which she left, is given back: nobody else is in it.
      const returns = held !== null && held.id === replacesSeatId;
      if (filling && held?.placed && !returns) return refuse('place_not_vacant');
      const vacant =
        replacesSeatId === null
          ? null
          : await this.vacant(tx, evaluationId, replacesSeatId, returns);
      if (isRefusal(vacant)) return vacant;
      if (forRole !== null && !(await lacksRole(tx, evaluationId, forRole, after.answerRoles))) {
        return refuse('place_not_vacant');
      }
      const seatId = await writeSeat(tx, evaluationId, memberId, {
        ...after,
        seatedTo: seatedTo === undefined ? termTakenOver(held, vacant) : seatedTo,
        selfGrantedReason: own ? reason : null,
      });
      // Before the electorate stands there is no place to add: it takes in who votes by then.
      const widens = vacant === null && forRole !== null && file.frozen;
      const replaced = returns ? null : vacant;
      if (replaced) {
        await leavePlace(tx, evaluationId, replaced.id, seatId);
        await this.neighbours.freeThreads(tx, evaluationId, replaced.id);
      } else if (widens) await addPlace(tx, evaluationId, seatId);
      await writeChange(tx, evaluationId, {
        kind: replaced ? 'replaced' : widens ? 'added' : 'granted',
        seatId,
        replacedSeatId: replaced?.id ?? null,
        before: held && powerOf(held),
        after,
        reason,
      });
      return { evaluationId };
    });
  }

  /**
   * Ends any seat of a running file, in the open. Its place in a frozen electorate stays: it is
   * neither awaited nor reminded, and counts until somebody is given it.
   */
  async vacateSeat(
    actor: Actor,
    input: { operationId: Id; seatId: Id; reason: string },
  ): Promise<Outcome<{ evaluationId: Id }>> {
    const reason = readReason(input.reason);
    if (isRefusal(reason)) return reason;
    const { operationId, seatId } = input;
    if (!isId(seatId)) return refuse('not_found');
    return this.unitOfWork.actInOrganisation(actor, 'panel.grant', { operationId }, async (tx) => {
      const [found] = await tx.rows<{ evaluation_id: Id }>(
        'select evaluation_id from seat where organisation_id = $1 and id = $2',
        [actor.organisationId, seatId],
      );
      if (!found) return refuse('not_found');
      const file = await this.file(tx, found.evaluation_id);
      if (isRefusal(file)) return file;
      const seat = await seatAt(tx, { seatId });
      if (!seat?.active) return refuse('seat_ended');
      const own = seat.memberId === memberIdOf(actor);
      const granter = await this.granter(tx, found.evaluation_id, file, own);
      const refusal = checkGrant(seat, noPower, granter);
      if (refusal) return refusal;
      await closeSeat(tx, seatId);
      await this.neighbours.freeThreads(tx, found.evaluation_id, seatId);
      await writeChange(tx, found.evaluation_id, {
        kind: 'vacated',
        seatId,
        before: powerOf(seat),
        after: { ...noPower, profession: seat.profession },
        reason,
      });
      return { evaluationId: found.evaluation_id };
    });
  }

  /** Locks the file and says how the actor stands to it; refused once the panel no longer changes. */
  private async file(tx: WriteTransaction, evaluationId: Id): Promise<FileRow | Refusal> {
    const [file] = await tx.rows<FileRow & Record<string, unknown>>(fileStatement, [
      evaluationId,
      memberIdOf(tx.actor),
      tx.actor.organisationId,
    ]);
    if (!file || file.unseen) return refuse('not_found');
    if (file.recused) return refuse('recused');
    return hasEnded(file.phase) ? refuse('closed_file') : file;
  }

  private async granter(
    tx: WriteTransaction,
    evaluationId: Id,
    { acts, decides }: FileRow,
    own: boolean,
  ): Promise<Granter> {
    return {
      own,
      // Asked only where it decides: it locks all administrators.
      sole: (own || acts) && (await isSoleAdministrator(tx, memberIdOf(tx.actor))),
      acts,
      decides,
      judging: await this.neighbours.judging(tx, evaluationId),
    };
  }

  private async vacant(
    tx: WriteTransaction,
    evaluationId: Id,
    seatId: Id,
    returns: boolean,
  ): Promise<SeatRow | Refusal> {
    const vacant = await seatAt(tx, { seatId });
    const [ofFile] = await tx.rows('select 1 from seat where id = $1 and evaluation_id = $2', [
      seatId,
      evaluationId,
    ]);
    if (!vacant || !ofFile) return refuse('not_found');
    if (!isVacant({ elector: vacant.placed, active: vacant.active })) {
      return refuse('place_not_vacant');
    }
    return !returns && (await this.neighbours.hasSpoken(tx, seatId))
      ? refuse('place_has_voted')
      : vacant;
  }
}

const readReason = (given: string): string | Refusal => {
  const reason = parseText(given.trim(), maxReasonLength);
  return isRefusal(reason) || reason !== '' ? reason : refuse('reason_required');
};
