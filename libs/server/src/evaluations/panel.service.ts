import {
  decide,
  opensReserved,
  parseClearance,
  type AccountState,
  type AnswerRole,
  type Clearance,
  type Facts,
  type PartState,
  type SeatFunction,
} from '@consilium/domain/access';
import {
  isCalendarDate,
  isVacant,
  isWithoutHolder,
  labelsOf,
  proposeAssignments,
  warningsOfPanel,
  type Assignment,
  type DeclarationStatus,
  type PanelWarning,
  type SeatLabel,
} from '@consilium/domain/evaluations';
import {
  checkOrder,
  farthestFrom,
  isId,
  isRefusal,
  refuse,
  type Id,
  type Refusal,
  type Texts,
} from '@consilium/domain/kernel';
import { coordinatedByMember } from '../access';
import type { TemplateLibrary } from '../templates';
import { daysOf } from './file-days';
import {
  memberIdOf,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
  type WriteTransaction,
  accountStateOf,
  activeSeat,
} from '../platform/database';
import { assign } from './assignments';
import { loadFile, type FileContext } from './file-context';
import { latenessView, type LatenessView } from './lateness-view';
import { loadChanges, loadSeats, type PanelChangeView, type SeatRecord } from './panel.rows';
import { minutesByPart } from './phase-openings';
import { partApplies } from './waiting-parts';

/** A seat as a reader sees it; what its declaration says only where the reader may know. */
export interface SeatView {
  readonly id: Id;
  readonly memberId: Id;
  readonly displayName: string;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  readonly seatedFrom: string;
  readonly seatedTo: string | null;
  readonly revision: number;
  readonly active: boolean;
  readonly account: AccountState;
  /** It counts in rounds and quorum. */
  readonly elector: boolean;
  /** It counts, and nobody fills it. */
  readonly vacant: boolean;
  /** Nobody fills it, and somebody is to be found for it. */
  readonly withoutHolder: boolean;
  readonly substitute: string | null;
  readonly selfGrantedReason: string | null;
  readonly mine: boolean;
  readonly declarationStatus: DeclarationStatus | null;
  readonly labels: readonly SeatLabel[];
}

export interface PanelView {
  readonly seats: readonly SeatView[];
  readonly warnings: readonly PanelWarning[];
  /** What was changed in the open since the file began, the oldest first. */
  readonly changes: readonly PanelChangeView[];
}

/** Who answers a part. */
export interface Assignee {
  readonly seatId: Id;
  readonly memberId: Id;
  readonly displayName: string;
  readonly account: AccountState;
}

/** A part as the panel sees it. */
export interface PartView {
  readonly id: Id;
  readonly sectionKey: string;
  readonly sectionTitle: Texts;
  readonly leadRole: AnswerRole;
  readonly state: PartState;
  readonly dueOn: string | null;
  readonly lateness: LatenessView;
  readonly submittedAt: string | null;
  readonly returnReason: string | null;
  readonly gapsReason: string | null;
  readonly assignees: readonly Assignee[];
  readonly mine: boolean;
  readonly clearance: Clearance;
  readonly questions: number;
  readonly minutes: number;
}

interface PartRow {
  id: Id;
  section_key: string;
  lead_role: AnswerRole;
  state: PartState;
  due_on: string | null;
  submitted_at: Date | null;
  return_reason: string | null;
  gaps_reason: string | null;
  /** Some question of it applies, or may still apply. */
  applies: boolean;
  clearance: Clearance;
  assignees: Assignee[];
}

const partsStatement = {
  name: 'panel-parts',
  text: `select p.id, p.section_key, p.lead_role, p.state, p.due_on::text, p.submitted_at,
    p.return_reason, p.gaps_reason, p.clearance, ${partApplies} as applies,
    (select coalesce(json_agg(json_build_object('seatId', s.id, 'memberId', m.id,
        'displayName', m.display_name, 'account', ${accountStateOf('m')})
        order by m.display_name collate "fr-x-icu"), '[]')
      from part_assignee a
      join seat s on s.organisation_id = a.organisation_id and s.id = a.seat_id
      join member m on m.organisation_id = s.organisation_id and m.id = s.member_id
      where a.organisation_id = p.organisation_id and a.part_id = p.id) as assignees
  from part p
  join evaluation e on e.organisation_id = p.organisation_id and e.id = p.evaluation_id
  where p.evaluation_id = $1`,
};

/** Who judges a file and who answers what. */
export class PanelService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /** The seats by name, with what is worth saying about them. Empty when the file is not visible. */
  async panel(tx: ReadTransaction, evaluationId: Id): Promise<PanelView> {
    const known = await this.unitOfWork.factsFor(tx, { kind: 'evaluation', id: evaluationId });
    if (!known) return { seats: [], warnings: [], changes: [] };
    const seats = await loadSeats(tx, evaluationId);
    const weighs = decide('declaration.see', known.facts) === null;
    const [row] = await tx.rows<{ coordinated: boolean }>(
      `select ${coordinatedByMember} as coordinated`,
      [tx.actor.organisationId],
    );
    return {
      seats: seats.map((seat) => seatView(seat, known.facts, memberIdOf(tx.actor))),
      // That the chair is taken off the file tells of a declaration.
      warnings: warningsOfPanel(seats, row?.coordinated === true).filter(
        (key) => weighs || key !== 'chair_recused',
      ),
      changes: decide('evaluation.read', known.facts) ? [] : await loadChanges(tx, evaluationId),
    };
  }

  /** The parts in the order of the template: what each is, who has it, how it stands. */
  async parts(tx: ReadTransaction, evaluationId: Id): Promise<PartView[]> {
    const target = { kind: 'evaluation', id: evaluationId };
    if (isRefusal(await this.unitOfWork.mayRead(tx, 'evaluation.read', target))) return [];
    const file = await loadFile(tx, this.templates, evaluationId);
    const rows = await tx.rows<PartRow & Record<string, unknown>>(partsStatement, [evaluationId]);
    return partViews(file, rows, memberIdOf(tx.actor));
  }

  /** Who could answer the parts that apply and that nobody has; nothing is written. */
  async proposedAssignments(
    tx: ReadTransaction,
    evaluationId: Id,
  ): Promise<{ partId: Id; seatIds: readonly Id[] }[]> {
    const known = await this.unitOfWork.mayRead(tx, 'part.assign', {
      kind: 'evaluation',
      id: evaluationId,
    });
    if (isRefusal(known)) return [];
    const file = await loadFile(tx, this.templates, evaluationId);
    const rows = await tx.rows<PartRow & Record<string, unknown>>(partsStatement, [evaluationId]);
    const parts = partViews(
      file,
      rows.filter(({ applies }) => applies),
      memberIdOf(tx.actor),
    );
    const load = new Map<Id, number>();
    for (const { assignees, minutes } of parts) {
      for (const { seatId } of assignees) load.set(seatId, (load.get(seatId) ?? 0) + minutes);
    }
    const seats = (await loadSeats(tx, evaluationId)).filter(({ active }) => active);
    const proposal = proposeAssignments(
      parts
        .filter(({ assignees, state }) => assignees.length === 0 && state !== 'submitted')
        .map((part) => ({
          part: part.id,
          section: part.sectionKey,
          leadRole: part.leadRole,
          minutes: part.minutes,
        })),
      seats.map((seat) => ({
        seat: seat.seat,
        answerRoles: seat.answerRoles,
        recusal: seat.recusal,
        minutes: load.get(seat.seat) ?? 0,
      })),
    );
    return proposal.map(({ part, seats: seatIds }) => ({ partId: part, seatIds }));
  }

  /** Gives many parts to seats at once, with a due date for all of them where one is named. */
  async assignParts(
    actor: Actor,
    input: {
      operationId: Id;
      evaluationId: Id;
      assignments: readonly {
        partId: Id;
        seatIds: readonly Id[];
        /** Who had it, as the person saw; refused when it is no longer so. */
        baseSeatIds?: readonly Id[] | null | undefined;
      }[];
      dueOn?: string | null | undefined;
    },
  ): Promise<Outcome<{ evaluationId: Id }>> {
    const { operationId, evaluationId, dueOn = null } = input;
    if (dueOn !== null && !isCalendarDate(dueOn)) return refuse('date_impossible');
    const assignments: Assignment[] = input.assignments.map(({ partId, seatIds }) => ({
      part: partId,
      seats: [...new Set(seatIds)],
    }));
    return this.unitOfWork.act(
      actor,
      'part.assign',
      { kind: 'evaluation', id: evaluationId },
      { operationId },
      async (tx, { facts }) => {
        const days = dueOn === null ? null : await daysOf(tx, evaluationId);
        const refusal =
          (days &&
            checkOrder(
              ['opened_on', days.openedOn],
              ['due_on', dueOn],
              farthestFrom(days.today),
            )) ??
          (await outsiders(tx, evaluationId, assignments)) ??
          (await handedOn(tx, assignments, facts)) ??
          (await givenSince(tx, input.assignments));
        if (refusal) return refusal;
        if (dueOn !== null) {
          await tx.rows('update part set due_on = $2 where id = any($1::uuid[])', [
            assignments.map(({ part }) => part),
            dueOn,
          ]);
        }
        await assign(tx, assignments);
        return { evaluationId };
      },
    );
  }

  /** Says who reads the answers of parts, beside those who answer them and the coordinator. */
  async reserveParts(
    actor: Actor,
    input: {
      operationId: Id;
      evaluationId: Id;
      partIds: readonly Id[];
      clearance: { level: string; roles?: readonly string[] | null | undefined };
    },
  ): Promise<Outcome<{ evaluationId: Id }>> {
    const { operationId, evaluationId, partIds } = input;
    const clearance = parseClearance(input.clearance);
    if (isRefusal(clearance)) return clearance;
    return this.unitOfWork.act(
      actor,
      'part.reserve',
      { kind: 'evaluation', id: evaluationId },
      { operationId },
      async (tx) => {
        const refusal = await outsiders(
          tx,
          evaluationId,
          partIds.map((part) => ({ part, seats: [] })),
        );
        if (refusal) return refusal;
        const changed = await tx.rows<{ id: Id }>(
          `update part set clearance = $2 where id = any($1::uuid[]) and clearance <> $2
           returning id`,
          [partIds, JSON.stringify(clearance)],
        );
        for (const { id } of changed) {
          tx.record({ type: 'part.reserved', subject: { kind: 'part', id }, data: { clearance } });
          tx.signal({ topic: 'part.changed', id });
        }
        return { evaluationId };
      },
    );
  }
}

/** Refuses parts and seats of another file, parts named twice, and seats nobody holds any more. */
async function outsiders(
  tx: WriteTransaction,
  evaluationId: Id,
  assignments: readonly Assignment[],
): Promise<Refusal | null> {
  const parts = assignments.map(({ part }) => part);
  const seats = [...new Set(assignments.flatMap((one) => one.seats))];
  if (![...parts, ...seats].every(isId)) return refuse('not_found');
  if (new Set(parts).size !== parts.length) return refuse('invalid_input');
  const [found] = await tx.rows<{ parts: number; seats: number; active: number }>(
    `select
       (select count(*)::int from part where evaluation_id = $1 and id = any($2::uuid[])) as parts,
       count(*)::int as seats, count(*) filter (where ${activeSeat('s')})::int as active
     from seat s where s.evaluation_id = $1 and s.id = any($3::uuid[])`,
    [evaluationId, parts, seats],
  );
  if (found?.parts !== parts.length || found.seats !== seats.length) return refuse('not_found');
  return found.active < seats.length ? refuse('seat_ended') : null;
}

/**
 * Refuses whoever hands on a reserved part that she may not read herself to somebody who may not either:
 * herself, or a friend whom she seated for it. Those whom the clearance names, and who had it, keep it.
 */
async function handedOn(
  tx: WriteTransaction,
  assignments: readonly Assignment[],
  facts: Facts,
): Promise<Refusal | null> {
  const parts = await tx.rows<
    Pick<PartRow, 'id' | 'section_key' | 'state' | 'clearance'> & {
      had: Id[];
    } & Record<string, unknown>
  >(
    `select p.id, p.section_key, p.state, p.clearance,
       array(select a.seat_id from part_assignee a
         where a.organisation_id = p.organisation_id and a.part_id = p.id) as had
     from part p where p.id = any($1::uuid[]) and p.clearance->>'level' <> 'panel'`,
    [assignments.map(({ part }) => part)],
  );
  const closed = parts.filter(
    ({ id, section_key: section, state, clearance }) =>
      decide('answer.see', facts, { part: { id, section, state }, clearance }) !== null,
  );
  if (closed.length === 0) return null;
  const seats = await tx.rows<{ id: Id; roles: AnswerRole[] }>(
    'select id, answer_roles as roles from seat where id = any($1::uuid[])',
    [assignments.flatMap((one) => one.seats)],
  );
  const rolesOf = new Map(seats.map(({ id, roles }) => [id, roles]));
  const opens = (part: (typeof closed)[number], seatId: Id): boolean =>
    opensReserved(part, { seatId, answerRoles: rolesOf.get(seatId) ?? [] });
  return closed.some((part) =>
    assignments.some((one) => one.part === part.id && one.seats.some((seat) => opens(part, seat))),
  )
    ? refuse('own_clearance')
    : null;
}

/** Refuses when a part was given to others since the person looked; the parts stay locked. */
async function givenSince(
  tx: WriteTransaction,
  assignments: readonly { partId: Id; baseSeatIds?: readonly Id[] | null | undefined }[],
): Promise<Refusal | null> {
  const ids = assignments.map(({ partId }) => partId);
  await tx.rows('select 1 from part where id = any($1::uuid[]) order by id for update', [ids]);
  const rows = await tx.rows<{ part_id: Id; seat_id: Id }>(
    'select part_id, seat_id from part_assignee where part_id = any($1::uuid[])',
    [ids],
  );
  const changed = assignments.some(({ partId, baseSeatIds }) => {
    if (!baseSeatIds) return false;
    const now = rows.filter((row) => row.part_id === partId).map((row) => row.seat_id);
    return now.length !== new Set(baseSeatIds).size || now.some((id) => !baseSeatIds.includes(id));
  });
  return changed ? refuse('stale_version') : null;
}

function seatView(seat: SeatRecord, facts: Facts, reader: Id): SeatView {
  const open = decide('declaration.see', facts, { authorSeat: seat.seat }) === null;
  return {
    id: seat.seat,
    memberId: seat.memberId,
    displayName: seat.displayName,
    profession: seat.profession,
    answerRoles: seat.answerRoles,
    functions: seat.functions,
    votes: seat.votes,
    seatedFrom: seat.seatedFrom,
    seatedTo: seat.seatedTo,
    revision: seat.revision,
    active: seat.active,
    account: seat.account,
    elector: seat.elector,
    vacant: isVacant(seat),
    withoutHolder: isWithoutHolder(seat),
    substitute: seat.active ? null : seat.substitute,
    selfGrantedReason: seat.selfGrantedReason,
    mine: seat.memberId === reader,
    declarationStatus: open ? seat.declaration : null,
    labels: labelsOf(seat).filter((label) => open || label === 'requester'),
  };
}

function partViews(file: FileContext, rows: readonly PartRow[], reader: Id): PartView[] {
  const sizes = minutesByPart(file.document);
  const places = [...sizes.keys()];
  const titles = new Map(file.document.sections.map(({ key, title }) => [key, title]));
  const placeOf = (row: PartRow): string => `${row.section_key}/${row.lead_role}`;
  return rows
    .toSorted((a, b) => places.indexOf(placeOf(a)) - places.indexOf(placeOf(b)))
    .map((row) => {
      const handedIn = row.state === 'submitted';
      return {
        id: row.id,
        sectionKey: row.section_key,
        sectionTitle: titles.get(row.section_key) ?? { fr: row.section_key, en: row.section_key },
        leadRole: row.lead_role,
        state: row.state,
        dueOn: row.due_on,
        lateness: latenessView(handedIn ? null : row.due_on, file.countedOn),
        submittedAt: row.submitted_at?.toISOString() ?? null,
        returnReason: row.return_reason,
        gapsReason: row.gaps_reason,
        assignees: row.assignees,
        mine: row.assignees.some(({ memberId }) => memberId === reader),
        clearance: row.clearance,
        questions: sizes.get(placeOf(row))?.questions ?? 0,
        minutes: sizes.get(placeOf(row))?.minutes ?? 0,
      };
    });
}
