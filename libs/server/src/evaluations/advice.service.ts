import type { AnswerRole } from '@consilium/domain/access';
import { parseAdvice, type AdvicePosition, type AdvisingRole } from '@consilium/domain/evaluations';
import { isRefusal, refuse, type Id } from '@consilium/domain/kernel';
import { digestContent } from '../platform/events';
import type { Actor, Outcome, ReadTransaction, UnitOfWork } from '../platform/database';
import { FormalAdvice } from './evaluations.entities';

/** A formal advice as written. */
export interface AdviceView {
  readonly id: Id;
  readonly seatId: Id;
  readonly role: AdvisingRole;
  readonly position: AdvicePosition;
  readonly body: string;
  readonly givenBy: string;
  readonly givenAt: string;
  /** A later advice of the same role takes its place; both are printed. */
  readonly superseded: boolean;
}

interface AdviceRow extends Omit<AdviceView, 'givenAt' | 'seatId' | 'givenBy' | 'superseded'> {
  seat_id: Id;
  given_by: string;
  given_at: Date;
  superseded: boolean;
}

/** The security officer's and the data protection officer's word. */
export class AdviceService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** All advice on a file, the oldest first. */
  async advice(tx: ReadTransaction, evaluationId: Id): Promise<AdviceView[]> {
    const target = { kind: 'evaluation', id: evaluationId };
    if (isRefusal(await this.unitOfWork.mayRead(tx, 'evaluation.read', target))) return [];
    const rows = await tx.rows<AdviceRow & Record<string, unknown>>(
      `select a.id, a.seat_id, a.role, a.position, a.body, m.display_name as given_by, a.given_at,
         exists (select 1 from formal_advice l where l.organisation_id = a.organisation_id
           and l.evaluation_id = a.evaluation_id and l.role = a.role
           and (l.given_at, l.id) > (a.given_at, a.id)) as superseded
       from formal_advice a
       join seat s on s.organisation_id = a.organisation_id and s.id = a.seat_id
       join member m on m.organisation_id = s.organisation_id and m.id = s.member_id
       where a.evaluation_id = $1 order by a.given_at, a.id`,
      [evaluationId],
    );
    return rows.map(({ seat_id, given_by, given_at, ...row }) => ({
      ...row,
      seatId: seat_id,
      givenBy: given_by,
      givenAt: given_at.toISOString(),
    }));
  }

  /** Gives advice in the role of the own seat. It is kept as written; a later one stands beside it. */
  async giveAdvice(
    actor: Actor,
    input: {
      operationId: Id;
      evaluationId: Id;
      role: AnswerRole;
      position: AdvicePosition;
      body: string;
    },
  ): Promise<Outcome<{ evaluationId: Id; adviceId: Id }>> {
    const { operationId, evaluationId } = input;
    return this.unitOfWork.act(
      actor,
      'advice.give',
      { kind: 'evaluation', id: evaluationId },
      { operationId },
      async (tx, { facts }) => {
        const seat = facts.seats.find(({ answerRoles }) => answerRoles.includes(input.role));
        const advice = parseAdvice(input, seat?.answerRoles ?? []);
        if (isRefusal(advice)) return advice;
        if (!seat) return refuse('not_assigned');
        const id = tx.newId();
        const { salt, digest } = digestContent(advice);
        await tx.repository(FormalAdvice).insert({
          organisationId: actor.organisationId,
          id,
          evaluationId,
          seatId: seat.id,
          ...advice,
          givenAt: tx.now,
          salt,
        });
        tx.record({
          type: 'advice.given',
          subject: { kind: 'formal_advice', id },
          seatId: seat.id,
          data: { role: advice.role, position: advice.position },
          contentDigest: digest,
        });
        tx.signal({ topic: 'advice.given', id });
        return { evaluationId, adviceId: id };
      },
    );
  }
}
