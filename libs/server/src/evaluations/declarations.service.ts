import { decide } from '@consilium/domain/access';
import {
  assessDeclaration,
  assessmentAfter,
  declarationEnds,
  maxInterestLength,
  parseDeclaration,
  type Assessment,
  type Declaration,
  type DeclarationInput,
  type DeclarationStatus,
  type Interest,
  type InterestLevel,
  type InterestParty,
} from '@consilium/domain/evaluations';
import { isRefusal, parseText, refuse, type Id } from '@consilium/domain/kernel';
import {
  memberIdOf,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import { contentOf } from '../platform/events';
import type { TemplateLibrary } from '../templates';
import { freeOpenParts } from './assignments';
import { loadFile } from './file-context';
import { loadSeats, type DeclarationRecord, type SeatRecord } from './panel.rows';
import { vouchedDeclaration } from './vouched';

/** A declaration as a reader who may see it does. */
export interface DeclarationView {
  readonly seatId: Id;
  readonly displayName: string;
  readonly profession: string;
  readonly mine: boolean;
  readonly status: DeclarationStatus;
  readonly nothing: boolean;
  readonly interests: readonly Interest[];
  readonly confirmedAgainst: readonly InterestParty[];
  readonly declaredAt: string | null;
  readonly validUntil: string | null;
  readonly level: InterestLevel | null;
  readonly recusedFromAll: boolean;
  readonly recusedSections: readonly string[];
  readonly assessmentReason: string | null;
  readonly assessedBy: string | null;
  readonly assessedAt: string | null;
  readonly changedSinceAssessment: boolean;
}

export interface AssessInterests {
  readonly operationId: Id;
  readonly seatId: Id;
  readonly level: InterestLevel;
  readonly recuseFromAll: boolean;
  readonly recusedSections: readonly string[];
  readonly reason?: string | null | undefined;
}

const instant = (value: string): string => new Date(value).toISOString();

const viewOf = (seat: SeatRecord, reader: Id): DeclarationView => {
  const { declared } = seat;
  return {
    seatId: seat.seat,
    displayName: seat.displayName,
    profession: seat.profession,
    mine: seat.memberId === reader,
    status: seat.declaration,
    nothing: declared?.nothing ?? false,
    interests: declared?.interests ?? [],
    confirmedAgainst: declared?.confirmedAgainst ?? [],
    declaredAt: declared && instant(declared.declaredAt),
    validUntil: declared && declarationEnds(declared.declaredOn),
    level: declared?.level ?? null,
    recusedFromAll: seat.recusal === 'all',
    recusedSections: declared?.recusedSections ?? [],
    assessmentReason: declared?.reason ?? null,
    assessedBy: declared?.assessedBy ?? null,
    assessedAt: declared?.assessedAt ? instant(declared.assessedAt) : null,
    changedSinceAssessment:
      declared?.assessedAt != null && declared.declaredAt > declared.assessedAt,
  };
};

/** The pure rule's view of what is kept. */
const declarationOf = (seat: SeatRecord): Declaration | null => {
  const { declared } = seat;
  return (
    declared && {
      nothing: declared.nothing,
      interests: declared.interests ?? [],
      confirmedAgainst: declared.confirmedAgainst,
      seat: seat.seat,
      declarant: seat.memberId,
      declaredOn: declared.declaredOn,
      declaredAt: declared.declaredAt,
      assessment: assessmentOf(declared, seat.recusal),
    }
  );
};

const assessmentOf = (
  { level, reason, assessedBy, assessedAt }: DeclarationRecord,
  recusal: SeatRecord['recusal'],
): Assessment | null =>
  level && {
    level,
    recusal,
    reason: reason ?? '',
    assessor: assessedBy ?? '',
    at: assessedAt ?? '',
  };

/** Interests of the panel towards one file. */
export class DeclarationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /** The declarations this reader may see, those still missing too; refused when the file is not visible. */
  async declarations(
    tx: ReadTransaction,
    evaluationId: Id,
  ): Promise<Outcome<readonly DeclarationView[]>> {
    const known = await this.unitOfWork.mayRead(tx, 'evaluation.see', {
      kind: 'evaluation',
      id: evaluationId,
    });
    if (isRefusal(known)) return known;
    const reader = memberIdOf(tx.actor);
    return (await loadSeats(tx, evaluationId))
      .filter((seat) => seat.active || seat.declared !== null)
      .filter(({ seat }) => !decide('declaration.see', known.facts, { authorSeat: seat }))
      .map((seat) => viewOf(seat, reader));
  }

  /** Declares interests for the own seat; a later declaration replaces the earlier. */
  async declareInterests(
    actor: Actor,
    input: DeclarationInput & { readonly operationId: Id; readonly seatId: Id },
  ): Promise<Outcome<{ evaluationId: Id; seatId: Id }>> {
    const { operationId, seatId } = input;
    return this.unitOfWork.act(
      actor,
      'declaration.write',
      { kind: 'seat', id: seatId },
      { operationId, lock: 'subject' },
      async (tx, { evaluationId }) => {
        const { today } = await loadFile(tx, this.templates, evaluationId);
        const declared = parseDeclaration(input, Number(today.slice(0, 4)));
        if (isRefusal(declared)) return declared;
        const seat = await seatIn(tx, evaluationId, seatId);
        const before = declarationOf(seat)?.assessment ?? null;
        const kept = assessmentAfter(before, declared) !== null;
        const [row] = await tx.rows<{ id: Id; version: number }>(
          `insert into declaration as d (organisation_id, id, evaluation_id, seat_id,
             nothing_to_declare, interests, confirmed_against, declared_at)
           values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)
           on conflict (organisation_id, evaluation_id, seat_id) do update set
             nothing_to_declare = excluded.nothing_to_declare, interests = excluded.interests,
             confirmed_against = excluded.confirmed_against, declared_at = excluded.declared_at,
             version = d.version + 1,
             assessment = case when $9 then d.assessment end,
             recused_sections = case when $9 then d.recused_sections else '{}' end,
             assessment_reason = case when $9 then d.assessment_reason end,
             assessed_by_seat = case when $9 then d.assessed_by_seat end,
             assessed_at = case when $9 then d.assessed_at end
           returning id, version`,
          [
            actor.organisationId,
            tx.newId(),
            evaluationId,
            seatId,
            declared.nothing,
            JSON.stringify(declared.interests),
            [...new Set(declared.confirmedAgainst)],
            tx.now,
            kept,
          ],
        );
        if (!row) throw new Error('the declaration was not written');
        tx.record({
          type: 'declaration.made',
          subject: { kind: 'declaration', id: row.id },
          seatId,
          data: { version: row.version },
          content: await contentOf(tx, vouchedDeclaration, row.id),
        });
        tx.signal({ topic: 'declaration.changed', id: seatId });
        return { evaluationId, seatId };
      },
    );
  }

  /**
   * Weighs a declaration: none, minor or major, as the chair or the ethics lead, never one's own. A
   * major interest takes the member off the file or off the named sections; parts there that are not
   * handed in are free again.
   */
  async assessInterests(
    actor: Actor,
    input: AssessInterests,
  ): Promise<Outcome<{ evaluationId: Id; seatId: Id }>> {
    const { operationId, seatId } = input;
    const reason = parseText(input.reason ?? '', maxInterestLength);
    if (isRefusal(reason)) return reason;
    return this.unitOfWork.act(
      actor,
      'declaration.assess',
      { kind: 'seat', id: seatId },
      { operationId, lock: 'subject' },
      async (tx, { evaluationId, facts }) => {
        const { document } = await loadFile(tx, this.templates, evaluationId);
        const sections = [...new Set(input.recusedSections)];
        if (!sections.every((key) => document.sections.some((one) => one.key === key))) {
          return refuse('invalid_input');
        }
        const seat = await seatIn(tx, evaluationId, seatId);
        const assessed = assessDeclaration(
          declarationOf(seat),
          {
            person: memberIdOf(actor),
            functions: facts.seats.flatMap(({ functions }) => functions),
          },
          {
            level: input.level,
            recusal: input.recuseFromAll ? 'all' : sections,
            reason,
          },
          tx.now,
        );
        if (isRefusal(assessed)) return assessed;
        const { assessment } = assessed.declaration;
        if (!assessment) throw new Error('an assessment without an assessment');
        const assessorSeat = facts.seats.find(({ functions }) =>
          functions.some((name) => name === 'chair' || name === 'ethics_lead'),
        );
        const [row] = await tx.rows<{ id: Id }>(
          `update declaration set assessment = $2, recused_sections = $3, assessment_reason = $4,
             assessed_by_seat = $5, assessed_at = $6 where seat_id = $1 returning id`,
          [
            seatId,
            assessment.level,
            assessment.recusal === 'all' ? [] : (assessment.recusal ?? []),
            assessment.reason,
            assessorSeat?.id ?? null,
            tx.now,
          ],
        );
        if (!row) throw new Error('a declaration ended while it was weighed');
        if (assessment.recusal !== null) {
          await freeOpenParts(tx, seatId, assessment.recusal);
          tx.signal({ topic: 'part.changed' });
        }
        tx.record({
          type: 'declaration.assessed',
          subject: { kind: 'declaration', id: row.id },
          seatId: assessorSeat?.id ?? null,
          data: { level: assessment.level, recusal: assessment.recusal },
          content: await contentOf(tx, vouchedDeclaration, row.id),
        });
        tx.signal({ topic: 'declaration.changed', id: seatId });
        return { evaluationId, seatId };
      },
    );
  }
}

async function seatIn(tx: WriteTransaction, evaluationId: Id, seatId: Id): Promise<SeatRecord> {
  const seat = (await loadSeats(tx, evaluationId)).find((one) => one.seat === seatId);
  if (!seat) throw new Error(`the seat ${seatId} is not of its evaluation`);
  return seat;
}
