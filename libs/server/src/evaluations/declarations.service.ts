import { decide, type Facts } from '@consilium/domain/access';
import {
  addedBy,
  assessDeclaration,
  assessmentAfter,
  declarationEnds,
  maxInterestLength,
  parseDeclaration,
  refusalOfSecond,
  sameRecusal,
  secondPersonFor,
  type Assessment,
  type Declaration,
  type DeclarationInput,
  type DeclarationStatus,
  type Interest,
  type InterestLevel,
  type InterestParty,
} from '@consilium/domain/evaluations';
import {
  isRefusal,
  parseText,
  refuse,
  RefusedError,
  type Id,
  type Refusal,
} from '@consilium/domain/kernel';
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
import {
  drawAgain,
  propose,
  proposalStatement,
  recusalOf,
  waitingStatement,
  type ProposalRow,
  type WaitingRow,
} from './assessment-proposals';
import { freeOpenParts } from './assignments';
import { loadFile } from './file-context';
import type { Neighbours } from './neighbours';
import { loadSeats, type DeclarationRecord, type SeatRecord } from './panel.rows';
import { functionsOf, type PhasesService } from './phases.service';
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
  /** This reader may weigh it now. */
  readonly mayAssess: boolean;
  /** Any one of whom weighs it, while it waits and neither chair nor ethics lead may. */
  readonly weighedBy: readonly string[];
}

/** An assessment that waits for a second person. */
export interface WaitingAssessment {
  readonly id: Id;
  readonly seatId: Id;
  readonly displayName: string;
  readonly level: InterestLevel;
  readonly recusedFromAll: boolean;
  readonly recusedSections: readonly string[];
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  /** Name of the member drawn to confirm; null where a function confirms. */
  readonly drawn: string | null;
  /** Why this reader may not confirm it; null when she may. */
  readonly refusal: Refusal | null;
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

const viewOf = (
  seat: SeatRecord,
  seats: readonly SeatRecord[],
  reader: Id,
  facts: Facts,
): DeclarationView => {
  const { declared } = seat;
  const changed = declared?.assessedAt != null && declared.declaredAt > declared.assessedAt;
  // That no other chair or ethics lead may tells of their declarations: not to who reads her own alone.
  const reads =
    decide('declaration.see', facts) === null ||
    facts.seats.some(({ id }) => seat.weighers.includes(id));
  const waits = changed || (declared !== null && !declared.nothing && declared.level === null);
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
    changedSinceAssessment: changed,
    mayAssess: declared !== null && decide('declaration.assess', facts, subjectOf(seat)) === null,
    weighedBy:
      waits && reads
        ? seats
            .filter((one) => seat.weighers.includes(one.seat) && !leads(one))
            .map((one) => one.displayName)
        : [],
  };
};

const leads = ({ functions }: SeatRecord): boolean =>
  functions.some((name) => name === 'chair' || name === 'ethics_lead');

const subjectOf = ({ seat, weighers }: SeatRecord) => ({ authorSeat: seat, weighers });

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
    private readonly phases: PhasesService,
    private readonly neighbours: Neighbours,
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
    const seats = await loadSeats(tx, evaluationId);
    return seats
      .filter((seat) => seat.active || seat.declared !== null)
      .filter((seat) => !decide('declaration.see', known.facts, subjectOf(seat)))
      .map((seat) => viewOf(seat, seats, reader, known.facts));
  }

  /** Assessments waiting for a second person, for who may confirm them or sees the declaration. */
  async waitingAssessments(
    tx: ReadTransaction,
    evaluationId: Id,
  ): Promise<readonly WaitingAssessment[]> {
    const known = await this.unitOfWork.mayRead(tx, 'evaluation.see', {
      kind: 'evaluation',
      id: evaluationId,
    });
    if (isRefusal(known)) return [];
    const { facts } = known;
    const rows = await tx.rows<WaitingRow>(waitingStatement, [evaluationId]);
    const reader = memberIdOf(tx.actor);
    return rows.flatMap((row): WaitingAssessment[] => {
      const refusal =
        decide('declaration.confirm', facts, { drawnSeat: row.drawn_seat }) ??
        refusalOfSecond({ proposedBy: row.proposed_by, drawnSeat: row.drawn_seat }, row.member_id, {
          member: reader,
          seats: facts.seats.map(({ id }) => id),
          functions: functionsOf(facts),
        });
      const sees =
        decide('declaration.see', facts, { authorSeat: row.seat_id, weighers: row.weighers }) ===
        null;
      if (refusal !== null && !sees) return [];
      return [
        {
          id: row.id,
          seatId: row.seat_id,
          displayName: row.name,
          level: row.level,
          recusedFromAll: recusalOf(row) === 'all',
          recusedSections: row.recused_sections,
          reason: row.reason,
          proposedBy: row.proposer,
          proposedAt: row.proposed_at.toISOString(),
          drawn: row.drawn,
          refusal,
        },
      ];
    });
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
   * Weighs a declaration: none, minor or major, as the chair or the ethics lead, or for the declaration of
   * one of them in their place; never one's own, nor anybody's while the own waits. A major interest takes
   * the member off the file or off the named sections; parts there that are not handed in are free again.
   * Where it changes who counts in a closed anonymous round, it waits for a
   * second person; where nobody is free to be it, the figures of that round fall.
   */
  async assessInterests(
    actor: Actor,
    input: AssessInterests,
  ): Promise<Outcome<{ evaluationId: Id; seatId: Id; waits: boolean }>> {
    const { operationId, seatId } = input;
    const reason = parseText(input.reason ?? '', maxInterestLength);
    if (isRefusal(reason)) return reason;
    return this.unitOfWork.act(
      actor,
      'declaration.assess',
      { kind: 'seat', id: seatId },
      { operationId, lock: 'evaluation' },
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
            standsIn: facts.seats.some(({ id }) => seat.weighers.includes(id)),
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
        const closed =
          !sameRecusal(seat.recusal, assessment.recusal) &&
          (await this.neighbours.ratedAnonymously(tx, evaluationId, seatId));
        const seats = await loadSeats(tx, evaluationId);
        const proposal = { proposedBy: memberIdOf(actor), seat: seatId };
        const second = closed ? secondPersonFor(proposal, seats) : null;
        if (second && second.kind !== 'nobody') {
          await propose(tx, evaluationId, seat, assessment, second);
          return { evaluationId, seatId, waits: true };
        }
        await this.apply(tx, evaluationId, seat, assessment, {
          seatId: assessorSeatOf(facts, seat),
          unconfirmed: second !== null,
        });
        return { evaluationId, seatId, waits: false };
      },
    );
  }

  /**
   * Confirms an assessment that another person proposed, or refuses it. Void where the member has
   * declared anew since.
   */
  async confirmAssessment(
    actor: Actor,
    input: { readonly operationId: Id; readonly proposalId: Id; readonly accept: boolean },
  ): Promise<Outcome<{ evaluationId: Id; seatId: Id }>> {
    return this.unitOfWork.act(
      actor,
      'declaration.confirm',
      { kind: 'assessment_proposal', id: input.proposalId },
      { operationId: input.operationId, lock: 'evaluation' },
      async (tx, { evaluationId, facts }) => {
        const [proposal] = await tx.rows<ProposalRow>(proposalStatement, [input.proposalId]);
        if (!proposal) throw new Error('a proposal both exists and does not');
        const seat = await seatIn(tx, evaluationId, proposal.seat_id);
        if (proposal.state !== 'waiting') return refuse('assessment_settled');
        const refused = refusalOfSecond(
          { proposedBy: proposal.proposed_by, drawnSeat: proposal.drawn_seat },
          seat.memberId,
          {
            member: memberIdOf(actor),
            seats: facts.seats.map(({ id }) => id),
            functions: functionsOf(facts),
          },
        );
        if (refused) return refused;
        if (input.accept && seat.declared?.version !== proposal.declaration_version) {
          return refuse('declared_since');
        }
        await tx.rows(
          `update assessment_proposal set state = $2, settled_by = $3, settled_at = $4 where id = $1`,
          [input.proposalId, input.accept ? 'confirmed' : 'refused', memberIdOf(actor), tx.now],
        );
        tx.record({
          type: input.accept ? 'assessment.confirmed' : 'assessment.refused',
          subject: { kind: 'assessment_proposal', id: input.proposalId },
          seatId: facts.seats[0]?.id ?? null,
        });
        if (input.accept) {
          const { level, reason, proposed_by: assessor } = proposal;
          await this.apply(
            tx,
            evaluationId,
            seat,
            {
              level,
              recusal: recusalOf(proposal),
              reason,
              assessor,
              at: tx.now.toISOString(),
            },
            { seatId: proposal.proposer_seat, unconfirmed: false },
          );
        }
        tx.signal({ topic: 'declaration.changed', id: proposal.seat_id });
        return { evaluationId, seatId: proposal.seat_id };
      },
    );
  }

  /** Writes an assessment down, with everything a wider recusal brings about. */
  private async apply(
    tx: WriteTransaction,
    evaluationId: Id,
    seat: SeatRecord,
    assessment: Assessment,
    by: { readonly seatId: Id | null; readonly unconfirmed: boolean },
  ): Promise<void> {
    const [row] = await tx.rows<{ id: Id }>(
      `update declaration set assessment = $2, recused_sections = $3, assessment_reason = $4,
         assessed_by_seat = $5, assessed_at = $6 where seat_id = $1 returning id`,
      [
        seat.seat,
        assessment.level,
        assessment.recusal === 'all' ? [] : (assessment.recusal ?? []),
        assessment.reason,
        by.seatId,
        tx.now,
      ],
    );
    if (!row) throw new Error('a declaration ended while it was weighed');
    await tx.rows(
      `update assessment_proposal set state = 'refused', settled_at = $2
        where seat_id = $1 and state = 'waiting'`,
      [seat.seat, tx.now],
    );
    tx.record({
      type: 'declaration.assessed',
      subject: { kind: 'declaration', id: row.id },
      seatId: by.seatId,
      data: { level: assessment.level, recusal: assessment.recusal },
      content: await contentOf(tx, vouchedDeclaration, row.id),
    });
    tx.signal({ topic: 'declaration.changed', id: seat.seat });
    if (assessment.recusal !== null) await freeOpenParts(tx, seat.seat, assessment.recusal);
    if (assessment.recusal === 'all') await drawAgain(tx, seat.seat);
    const added = addedBy(seat.recusal, assessment.recusal);
    if (added === null) return;
    const { opinionReturns } = await this.neighbours.followRecusal(tx, evaluationId, {
      seatId: seat.seat,
      recusal: added,
      unconfirmed: by.unconfirmed,
    });
    if (!opinionReturns) return;
    const returned = await this.phases.make(
      tx,
      evaluationId,
      { move: 'return_for_recusal' },
      { opinion: 'adopted' },
    );
    if (isRefusal(returned)) throw new RefusedError(returned);
  }
}

const assessorSeatOf = ({ seats }: Facts, { weighers }: SeatRecord): Id | null =>
  seats.find(({ id }) => weighers.includes(id))?.id ?? null;

async function seatIn(tx: WriteTransaction, evaluationId: Id, seatId: Id): Promise<SeatRecord> {
  const seat = (await loadSeats(tx, evaluationId)).find((one) => one.seat === seatId);
  if (!seat) throw new Error(`the seat ${seatId} is not of its evaluation`);
  return seat;
}
