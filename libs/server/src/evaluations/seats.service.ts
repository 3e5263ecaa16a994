import {
  checkEnding,
  checkStaffing,
  parseProfession,
  type AnswerRole,
  type SeatBefore,
  type SeatFunction,
} from '@consilium/domain/access';
import { isCalendarDate } from '@consilium/domain/evaluations';
import {
  checkOrder,
  farthestFrom,
  isId,
  isRefusal,
  refuse,
  type Id,
} from '@consilium/domain/kernel';
import {
  accountOpen,
  activeSeat,
  memberIdOf,
  today,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import { freeOpenParts } from './assignments';
import { recusedFromFile } from './declaration-status';
import { namingFile } from './file-named';
import type { Neighbours } from './neighbours';
import { remainsTo } from './panel.rows';
import { withCommittee } from './rules-of-file';
import { takeOver, type SeatRow } from './seat-changes';
import { stateSeats } from './stated-seats';

export interface SaveSeat {
  readonly operationId: Id;
  readonly evaluationId: Id;
  readonly memberId: Id;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  readonly seatedTo?: string | null | undefined;
  /** Revision of the seat the person was looking at, 0 for none; refused when it is another one. */
  readonly baseRevision?: number | null | undefined;
}

const seatColumns = `s.id, s.member_id as "memberId", s.profession, s.answer_roles as "answerRoles",
  s.functions, s.votes, s.seated_to::text as "seatedTo", s.substitute_id as "substituteId",
  ${remainsTo} as "remainsTo",
  ${activeSeat('s')} as active, exists (select 1 from electorate_place p
    where p.organisation_id = s.organisation_id and p.seat_id = s.id) as placed`;

/** A seat of a file as rules about power take it; by its id, or by file and member. */
export async function seatAt(
  tx: ReadTransaction,
  where: { readonly seatId: Id } | { readonly evaluationId: Id; readonly memberId: Id },
): Promise<SeatRow | null> {
  const byId = 'seatId' in where;
  const [row] = await tx.rows<SeatRow & Record<string, unknown>>(
    `select ${seatColumns} from seat s
      where ${byId ? 's.id = $1' : 's.evaluation_id = $1 and s.member_id = $2'}`,
    byId ? [where.seatId] : [where.evaluationId, where.memberId],
  );
  return row ?? null;
}

/**
 * A member who is to take something on a file: whether she can sign in, which stays so until the end of
 * the transaction, and whether she is taken off the file. Null when there is no such member.
 */
export async function whoTakes(
  tx: WriteTransaction,
  evaluationId: Id,
  memberId: Id,
): Promise<{ readonly open: boolean; readonly recused: boolean } | null> {
  const [member] = await tx.rows<{ open: boolean; recused: boolean }>(
    `select ${accountOpen('m')} as open,
       exists (select 1 from evaluation e where e.id = $2 and ${recusedFromFile('m.id')}) as recused
     from member m where m.id = $1 for key share of m`,
    [memberId, evaluationId],
  );
  return member ?? null;
}

/** Answer roles without which the quorum of the file is not met. */
async function requiredRoles(tx: ReadTransaction, evaluationId: Id): Promise<AnswerRole[]> {
  const [row] = await tx.rows<{ roles: AnswerRole[] }>(
    `select c.required_roles as roles from evaluation e ${withCommittee('c')} where e.id = $1`,
    [evaluationId],
  );
  return row?.roles ?? [];
}

/** What coordinator and chair may do to the panel of a running file: nothing that carries power. */
export class SeatsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly neighbours: Pick<Neighbours, 'reservedRoles' | 'hasSpoken' | 'freeThreads'>,
  ) {}

  /**
   * Seats a contributor from today, changes what carries no power, or gives back a seat that had
   * ended. Refused on the own seat, and for functions, votes and roles that clear what is reserved.
   */
  async saveSeat(actor: Actor, input: SaveSeat): Promise<Outcome<{ evaluationId: Id }>> {
    const { operationId, evaluationId, memberId, votes, seatedTo = null } = input;
    const profession = parseProfession(input.profession);
    if (isRefusal(profession)) return profession;
    if (!isId(memberId)) return refuse('not_found');
    if (seatedTo !== null && !isCalendarDate(seatedTo)) return refuse('date_impossible');
    return this.unitOfWork.act(
      actor,
      'panel.edit',
      { kind: 'evaluation', id: evaluationId },
      { operationId, lock: 'evaluation' },
      async (tx, { facts }) => {
        const [member] = await tx.rows<{ open: boolean; today: string }>(
          `select ${accountOpen('m')} as open, ${today}::text as today from member m where m.id = $1
           for key share`,
          [memberId],
        );
        if (!member) return refuse('not_found');
        if (!member.open) return refuse('member_inactive');
        const wrongDay = checkOrder(
          ['today', member.today],
          ['mandate_to', seatedTo],
          farthestFrom(member.today),
        );
        if (wrongDay) return wrongDay;
        const after = {
          profession,
          answerRoles: [...new Set(input.answerRoles)],
          functions: [...new Set(input.functions)],
          votes,
          seatedTo,
        };
        const before: SeatBefore | null = await seatAt(tx, { evaluationId, memberId });
        const reserved = await this.neighbours.reservedRoles(tx, evaluationId);
        const own = memberId === memberIdOf(actor);
        const required = await requiredRoles(tx, evaluationId);
        const refusal = checkStaffing(before, after, { own, reserved, required });
        if (refusal) return refusal;
        const [seat] = await tx.rows<{ id: Id }>(
          `insert into seat as s (organisation_id, id, evaluation_id, member_id, profession,
             answer_roles, functions, votes, seated_from, seated_to)
           values ($1, $2, $3, $4, $5, $6, $7, $8, ${today}, $9)
           on conflict (organisation_id, evaluation_id, member_id) do update set
             profession = excluded.profession, answer_roles = excluded.answer_roles,
             functions = excluded.functions, votes = excluded.votes, seated_to = excluded.seated_to,
             mandate_to = null, revision = s.revision + 1,
             seated_from = case when s.seated_to < ${today} then excluded.seated_from
               else s.seated_from end
           where s.revision = coalesce($10, s.revision) or $10 = 0 and s.seated_to < ${today}
           returning id`,
          [
            actor.organisationId,
            tx.newId(),
            evaluationId,
            memberId,
            after.profession,
            after.answerRoles,
            after.functions,
            votes,
            seatedTo,
            input.baseRevision ?? null,
          ],
        );
        if (!seat) return refuse('stale_version');
        tx.record({
          type: 'panel.seated',
          subject: { kind: 'seat', id: seat.id },
          seatId: facts.seats[0]?.id ?? null,
          data: { seatIds: [seat.id] },
        });
        await stateSeats(tx, evaluationId, [seat.id]);
        tx.signal({ topic: 'panel.changed', id: seat.id });
        return { evaluationId };
      },
    );
  }

  /**
   * Ends the seat of a contributor at once. What it answered stays; parts it has not handed in are
   * free again. A seat that carries power is ended by an administrator.
   */
  async endSeat(
    actor: Actor,
    { operationId, seatId }: { operationId: Id; seatId: Id },
  ): Promise<Outcome<{ evaluationId: Id }>> {
    return this.unitOfWork.act(
      actor,
      'panel.edit',
      { kind: 'seat', id: seatId },
      { operationId, lock: 'evaluation' },
      async (tx, { evaluationId, facts }) => {
        const seat = await seatAt(tx, { seatId });
        if (!seat) return refuse('not_found');
        const refusal = checkEnding(seat, await this.neighbours.reservedRoles(tx, evaluationId));
        if (refusal) return refusal;
        const [ended] = await tx.rows<{ id: Id }>(
          `update seat s set seated_to = ${today} - 1, mandate_to = s.seated_to, revision = s.revision + 1
            where s.id = $1 and ${activeSeat('s')} returning id`,
          [seatId],
        );
        if (!ended) return refuse('seat_ended');
        await freeOpenParts(tx, seatId, 'all');
        await this.neighbours.freeThreads(tx, evaluationId, seatId);
        tx.record({
          type: 'panel.seat_ended',
          subject: { kind: 'seat', id: seatId },
          seatId: facts.seats[0]?.id ?? null,
        });
        tx.signal({ topic: 'panel.changed', id: seatId });
        return { evaluationId };
      },
    );
  }

  /**
   * Lets the substitute, named when the file began, take over a vacant seat with all it carries, its
   * place in the electorate too. Never oneself: whoever runs the file would give herself a vote.
   */
  async seatSubstitute(
    actor: Actor,
    { operationId, seatId }: { operationId: Id; seatId: Id },
  ): Promise<Outcome<{ evaluationId: Id }>> {
    return this.unitOfWork.act(
      actor,
      'panel.edit',
      { kind: 'seat', id: seatId },
      { operationId, lock: 'evaluation' },
      async (tx, { evaluationId }) => {
        const vacant = await seatAt(tx, { seatId });
        if (!vacant) return refuse('not_found');
        if (vacant.active) return refuse('place_not_vacant');
        const memberId = vacant.substituteId;
        const substitute = memberId && (await whoTakes(tx, evaluationId, memberId));
        if (!memberId || !substitute || !substitute.open) return refuse('no_substitute');
        if (memberId === memberIdOf(actor)) return refuse('own_power');
        if (substitute.recused) {
          return namingFile(tx, evaluationId, refuse('successor_recused'));
        }
        const held = await seatAt(tx, { evaluationId, memberId });
        const twice = held !== null && (held.placed || (held.active && held.votes));
        if (twice && (vacant.placed || vacant.votes)) return refuse('no_substitute');
        if (await this.neighbours.hasSpoken(tx, seatId)) return refuse('place_has_voted');
        await takeOver(tx, evaluationId, {
          kind: 'substituted',
          vacant,
          memberId,
          held,
          reason: '',
        });
        await this.neighbours.freeThreads(tx, evaluationId, vacant.id);
        return { evaluationId };
      },
    );
  }
}
