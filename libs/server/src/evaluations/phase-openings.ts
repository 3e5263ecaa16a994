import type { AnswerRole, SeatFunction } from '@consilium/domain/access';
import {
  planFrom,
  proposeAssignments,
  type MoveKey,
  type PlannedDates,
} from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import {
  estimateSeconds,
  possiblePartsOf,
  type SectionKind,
  type TemplateDocument,
} from '@consilium/domain/templates';
import { accountOpen, memberIdOf, type WriteTransaction, today } from '../platform/database';
import { assign } from './assignments';
import { freezeElectorate } from './electorate';
import type { FileContext } from './file-context';
import { loadSeats } from './panel.rows';
import { keepRules } from './rules-of-file';
import type { ProgressKeeper } from './progress-keeper';
import { stateSeats } from './stated-seats';

/** What a move opens besides its phase; part of the same transaction. */
type Opening = (tx: WriteTransaction, file: FileContext) => Promise<void>;

/** Openings by move. The one place to add one. */
const openings: Partial<Record<MoveKey, Opening>> = {
  submit_request: openScreening,
  start_collecting: openCollecting,
  deliberate_without_rating: freeze,
  return_deferred: unseal,
  return_for_recusal: unseal,
  ask_second_opinion: reopen,
};

/** Does what a move opens, and counts again when it opened parts. */
export async function openAfter(
  tx: WriteTransaction,
  move: MoveKey,
  file: FileContext,
  progress: ProgressKeeper,
): Promise<void> {
  const opening = openings[move];
  if (!opening) return;
  await opening(tx, file);
  await progress.settle(tx, file.id);
}

/** Seats the panel, plans the phases, and gives the screening questions to who holds their role. */
async function openScreening(tx: WriteTransaction, file: FileContext): Promise<void> {
  await keepRules(tx, file.id);
  await seatPanel(tx, file);
  const planned = await plan(tx, file);
  await addParts(tx, file, ['screening'], planned.screening ?? null);
  await giveByRole(tx, file);
}

/** Opens the parts of every section that may come to apply; giving them out is the coordinator's. */
async function openCollecting(tx: WriteTransaction, file: FileContext): Promise<void> {
  const [row] = await tx.rows<{ planned_on: string | null }>(
    `select planned_on::text from evaluation_phase where evaluation_id = $1 and phase = 'collecting'`,
    [file.id],
  );
  await addParts(tx, file, ['core', 'module'], row?.planned_on ?? null);
}

/**
 * The committee takes the file up again: what the last opinion rested on stays in its snapshot, and
 * the file itself can be written again.
 */
async function unseal(tx: WriteTransaction, file: FileContext): Promise<void> {
  await tx.rows('update evaluation set sealed = false where id = $1', [file.id]);
}

/** Where nobody rates, who counts is settled when the committee begins to deliberate. */
async function freeze(tx: WriteTransaction, file: FileContext): Promise<void> {
  await freezeElectorate(tx, file.id);
}

/** A pilot may have been decided without an opinion: then nothing has frozen the electorate yet. */
async function reopen(tx: WriteTransaction, file: FileContext): Promise<void> {
  await unseal(tx, file);
  await freeze(tx, file);
}

interface CommitteeRow {
  member_id: Id;
  profession: string;
  answer_roles: AnswerRole[];
  functions: SeatFunction[];
  votes: boolean;
  substitute_id: Id | null;
  self_granted_reason: string | null;
}

/**
 * Seats who sits on the committee today, the substitute where the titular can no longer sign in. Who
 * has a seat already, such as the requester, keeps it and gains what the committee gives. Where nobody
 * coordinates, who opens the file does.
 */
async function seatPanel(tx: WriteTransaction, file: FileContext): Promise<void> {
  const committee = await tx.rows<CommitteeRow>(
    `select holder.id as member_id,
         case when holder.id = t.id then c.profession else holder.profession end as profession,
         c.answer_roles, c.functions, c.votes,
         nullif(u.id, holder.id) as substitute_id, c.self_granted_reason
       from committee_seat c
       join member t on t.organisation_id = c.organisation_id and t.id = c.member_id
       left join member u on u.organisation_id = c.organisation_id and u.id = c.substitute_id
         and ${accountOpen('u')}
       join member holder on holder.organisation_id = c.organisation_id
         and holder.id = case when ${accountOpen('t')} then t.id else u.id end
      where c.committee_id = $1 and c.mandate_from <= ${today}
        and (c.mandate_to is null or c.mandate_to >= ${today})
      order by c.id`,
    [file.committeeId],
  );
  const opener = memberIdOf(tx.actor);
  if (!committee.some(({ functions }) => functions.includes('coordinator'))) {
    const [own] = await tx.rows<{ profession: string; self_granted_reason: string | null }>(
      `select profession, self_granted_reason from member where id = $1 and 'coordinator' = any(functions)`,
      [opener],
    );
    if (own) {
      committee.push({
        member_id: opener,
        profession: own.profession,
        answer_roles: ['coordinator'],
        functions: ['coordinator'],
        votes: false,
        substitute_id: null,
        self_granted_reason: own.self_granted_reason,
      });
    }
  }
  const byMember = new Map<Id, CommitteeRow>();
  for (const row of committee) {
    const known = byMember.get(row.member_id);
    byMember.set(row.member_id, {
      ...(known ?? row),
      answer_roles: [...new Set([...(known?.answer_roles ?? []), ...row.answer_roles])],
      functions: [...new Set([...(known?.functions ?? []), ...row.functions])],
      votes: (known?.votes ?? false) || row.votes,
    });
  }
  const seated = await tx.rows<{ id: Id }>(
    `insert into seat as s (organisation_id, id, evaluation_id, member_id, profession, answer_roles,
       functions, votes, seated_from, substitute_id, self_granted_reason)
     select $1, r.id, $2, r.member_id, r.profession, r.answer_roles, r.functions, r.votes,
       ${today}, r.substitute_id, r.self_granted_reason
     from jsonb_to_recordset($3::jsonb) as r(id uuid, member_id uuid, profession text,
       answer_roles text[], functions text[], votes boolean, substitute_id uuid,
       self_granted_reason text)
     on conflict (organisation_id, evaluation_id, member_id) do update set
       profession = excluded.profession,
       answer_roles = array(select distinct x from unnest(s.answer_roles || excluded.answer_roles) x),
       functions = array(select distinct x from unnest(s.functions || excluded.functions) x),
       votes = s.votes or excluded.votes, substitute_id = excluded.substitute_id,
       self_granted_reason = excluded.self_granted_reason
     returning s.id`,
    [
      tx.actor.organisationId,
      file.id,
      JSON.stringify([...byMember.values()].map((row) => ({ ...row, id: tx.newId() }))),
    ],
  );
  tx.record({
    type: 'panel.seated',
    subject: { kind: 'evaluation', id: file.id },
    data: { seatIds: seated.map(({ id }) => id) },
  });
  await stateSeats(
    tx,
    file.id,
    seated.map(({ id }) => id),
  );
  tx.signal({ topic: 'panel.changed' });
}

/** Proposes dates for the phases that have none. */
async function plan(tx: WriteTransaction, file: FileContext): Promise<PlannedDates> {
  const rows = await tx.rows<{ phase: string; planned_on: string }>(
    `select phase, planned_on::text from evaluation_phase
      where evaluation_id = $1 and planned_on is not null`,
    [file.id],
  );
  const planned = planFrom(
    file.today,
    Object.fromEntries(rows.map((row) => [row.phase, row.planned_on])) as PlannedDates,
  );
  await writePlan(tx, file.id, planned);
  return planned;
}

/** Writes planned dates; null takes one away. */
export async function writePlan(
  tx: WriteTransaction,
  evaluationId: Id,
  planned: Readonly<Record<string, string | null>> | PlannedDates,
): Promise<void> {
  await tx.rows(
    `insert into evaluation_phase (organisation_id, evaluation_id, phase, planned_on)
     select $1, $2, p.key, p.value::date from jsonb_each_text($3::jsonb) p
     on conflict (organisation_id, evaluation_id, phase) do update
       set planned_on = excluded.planned_on`,
    [tx.actor.organisationId, evaluationId, JSON.stringify(planned)],
  );
}

/** Adds the parts of the sections of some kinds; parts that are there stay as they are. */
const addParts = (
  tx: WriteTransaction,
  { id, document }: FileContext,
  kinds: readonly SectionKind[],
  dueOn: string | null,
): Promise<void> => openParts(tx, id, possiblePartsOf(document, kinds), dueOn);

/** Opens parts for the whole panel to read; parts that are there stay as they are. */
export async function openParts(
  tx: WriteTransaction,
  evaluationId: Id,
  places: readonly { readonly section: string; readonly leadRole: AnswerRole }[],
  dueOn: string | null,
): Promise<void> {
  const parts = places.map(({ section, leadRole }) => ({
    id: tx.newId(),
    section_key: section,
    lead_role: leadRole,
  }));
  await tx.rows(
    `insert into part (organisation_id, id, evaluation_id, section_key, lead_role, state, due_on, clearance)
     select $1, r.id, $2, r.section_key, r.lead_role, 'open', $3, '{"level": "panel"}'::jsonb
     from jsonb_to_recordset($4::jsonb) as r(id uuid, section_key text, lead_role text)
     on conflict (organisation_id, evaluation_id, section_key, lead_role) do nothing`,
    [tx.actor.organisationId, evaluationId, dueOn, JSON.stringify(parts)],
  );
  tx.signal({ topic: 'part.changed' });
}

/** Estimated minutes of every part the template could open, by section and role. */
export function minutesByPart(document: TemplateDocument): ReadonlyMap<string, PartSize> {
  return new Map(
    possiblePartsOf(document).map(({ section, leadRole, questions }) => {
      const seconds = questions.reduce((sum, question) => sum + estimateSeconds(question), 0);
      return [
        `${section}/${leadRole}`,
        { questions: questions.length, minutes: Math.ceil(seconds / 60) },
      ];
    }),
  );
}

export interface PartSize {
  readonly questions: number;
  readonly minutes: number;
}

/** Gives the parts that nobody has to the seats of their role. */
async function giveByRole(tx: WriteTransaction, file: FileContext): Promise<void> {
  const sizes = minutesByPart(file.document);
  const free = await tx.rows<{ id: Id; section_key: string; lead_role: AnswerRole }>(
    `select p.id, p.section_key, p.lead_role from part p
      where p.evaluation_id = $1 and not exists (select 1 from part_assignee a
        where a.organisation_id = p.organisation_id and a.part_id = p.id)
      order by p.section_key, p.lead_role`,
    [file.id],
  );
  const seats = (await loadSeats(tx, file.id)).filter(({ active }) => active);
  const proposal = proposeAssignments(
    free.map((part) => ({
      part: part.id,
      section: part.section_key,
      leadRole: part.lead_role,
      minutes: sizes.get(`${part.section_key}/${part.lead_role}`)?.minutes ?? 0,
    })),
    seats.map((seat) => ({
      seat: seat.seat,
      answerRoles: seat.answerRoles,
      recusal: seat.recusal,
      minutes: 0,
    })),
  );
  await assign(tx, proposal);
}
