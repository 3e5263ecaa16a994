import {
  decide,
  type Action,
  type AnswerRole,
  type Facts,
  type PartState,
  type Phase,
  type SeatFunction,
} from '@consilium/domain/access';
import {
  latePeople,
  stepsOf,
  type LatePerson,
  type PhaseDates,
  type Step,
} from '@consilium/domain/dashboards';
import type { ProgressCounts } from '@consilium/domain/answers';
import type { MoveKey } from '@consilium/domain/evaluations';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import type { TemplateDocument } from '@consilium/domain/templates';
import { countedAsRead, type AnswersQueries, type PartLine } from '../answers';
import { latePart, withHolders } from '../evaluations';
import { openObjections } from '../discussion';
import { purposeOf, withCommittee } from '../evaluations';
import {
  memberIdOf,
  type ReadTransaction,
  type UnitOfWork,
  activeSeat,
  today,
} from '../platform/database';
import type { TemplateLibrary } from '../templates';

export interface OverviewSeat {
  readonly seatId: Id;
  readonly memberId: Id;
  readonly name: string;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  readonly mine: boolean;
}

export interface OverviewPart {
  readonly id: Id;
  readonly sectionKey: string;
  readonly leadRole: AnswerRole;
  readonly state: PartState;
  readonly closedWithGaps: boolean;
  readonly dueOn: string | null;
  readonly late: boolean;
  readonly mine: boolean;
  readonly people: readonly string[];
  readonly total: number;
  readonly answered: number;
}

/** Something that happened in the file. */
export interface OverviewEvent {
  readonly id: Id;
  readonly type: string;
  readonly at: string;
  /** Who did it; null for the product itself. */
  readonly person: string | null;
}

/** A way from phase to phase that was taken, a pause included. */
export interface OverviewMove {
  readonly id: Id;
  readonly move: MoveKey;
  readonly at: string;
  /** Null for the product itself. */
  readonly person: string | null;
  /** Null where none was given. */
  readonly reason: string | null;
}

/** Everything the first page of an evaluation shows. */
export interface Overview {
  readonly id: Id;
  readonly reference: string;
  readonly title: string;
  readonly need: string;
  readonly specialties: readonly string[];
  readonly phase: Phase;
  readonly pausedReason: string | null;
  readonly pausedOn: string | null;
  readonly today: string;
  readonly scopeOutcome: string | null;
  readonly sealed: boolean;
  readonly device: string;
  readonly manufacturer: string;
  readonly version: string;
  readonly intendedPurpose: string;
  readonly udi: string;
  readonly riskClass: string;
  readonly certificateExpiresOn: string | null;
  readonly committee: string;
  readonly requestedBy: string;
  readonly requestedOn: string;
  readonly questions: number;
  readonly answered: number;
  readonly unknown: number;
  readonly parts: number;
  readonly partsSubmitted: number;
  readonly hardBlockers: number;
  readonly softBlockers: number;
  readonly openObjections: number;
  readonly steps: readonly Step[];
  readonly sections: TemplateDocument['sections'];
  readonly partLines: readonly OverviewPart[];
  readonly late: readonly LatePerson[];
  readonly seats: readonly OverviewSeat[];
  /** What happened last, newest first; empty for who may not see it. */
  readonly activity: readonly OverviewEvent[];
  /** How it came from phase to phase, newest first; empty for who may not see it. */
  readonly moves: readonly OverviewMove[];
  /** The reader's own facts, for deciding in the browser what can be done. */
  readonly facts: Facts;
}

interface OverviewRow {
  reference: string;
  title: string;
  need: string;
  specialties: string[];
  paused_reason: string | null;
  paused_on: string | null;
  today: string;
  scope_outcome: string | null;
  sealed: boolean;
  device: string;
  manufacturer: string;
  version: string;
  intended_purpose: string;
  udi: string;
  risk_class: string;
  certificate_expires_on: string | null;
  committee: string;
  requested_by: string;
  requested_on: string;
  counts: ProgressCounts;
  dates: PhaseDates[];
  template_version_id: Id;
  content_hash: string;
  seats: OverviewSeat[];
  /** Who is late with which part. */
  behind: { partId: Id; seatId: Id; name: string }[];
  activity: OverviewEvent[];
  moves: OverviewMove[];
  rounds: boolean;
  pilots: boolean;
}

const overviewStatement = {
  name: 'dashboards-overview',
  text: `select e.reference, e.title, e.need, e.specialties, e.paused_reason,
    (e.paused_at at time zone o.time_zone)::date::text as paused_on, ${today}::text as today,
    e.scope_outcome, e.sealed, d.name as device, d.manufacturer, v.version,
    ${purposeOf} as intended_purpose, v.udi,
    v.risk_class, v.certificate_expires_on::text, c.name as committee, m.display_name as requested_by,
    (e.created_at at time zone o.time_zone)::date::text as requested_on,
    json_build_object('questions', coalesce(g.questions, 0), 'answered', coalesce(g.answered, 0),
      'unknown', coalesce(g.unknown, 0), 'parts', coalesce(g.parts, 0),
      'partsSubmitted', coalesce(g.parts_submitted, 0), 'hardBlockers', coalesce(g.hard_blockers, 0),
      'softBlockers', coalesce(g.soft_blockers, 0)) as counts,
    (select coalesce(json_agg(json_build_object('phase', f.phase, 'plannedOn', f.planned_on,
        'enteredOn', (f.entered_at at time zone o.time_zone)::date,
        'leftOn', (f.left_at at time zone o.time_zone)::date)), '[]')
      from evaluation_phase f where f.organisation_id = e.organisation_id and f.evaluation_id = e.id) as dates,
    t.id as template_version_id, t.content_hash,
    (select coalesce(json_agg(json_build_object('seatId', s.id, 'memberId', s.member_id,
        'name', n.display_name, 'profession', s.profession, 'answerRoles', s.answer_roles,
        'functions', s.functions, 'votes', s.votes, 'mine', s.member_id = $2::uuid)
        order by n.display_name), '[]')
      from seat s join member n on n.organisation_id = s.organisation_id and n.id = s.member_id
      where s.organisation_id = e.organisation_id and s.evaluation_id = e.id
        and ${activeSeat('s')}) as seats,
    (select coalesce(json_agg(json_build_object('partId', a.part_id, 'seatId', a.seat_id,
        'name', n.display_name) order by a.assigned_at), '[]')
      from part p ${withHolders}
      join member n on n.organisation_id = s.organisation_id and n.id = s.member_id
      where ${latePart}) as behind,
    case when $3 then (select coalesce(json_agg(y.one order by y.at desc, y.id desc), '[]') from (
      select x.id, x.occurred_at as at, json_build_object('id', x.id, 'type', x.type,
          'at', to_char(x.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'person', n.display_name) as one
      from (select l.*, lag((l.type, l.principal_id)) over (order by l.occurred_at desc, l.id desc)
          is not distinct from (l.type, l.principal_id) as repeated
        from (select r.* from event r where r.organisation_id = e.organisation_id
            and r.evaluation_id = e.id and r.type = any($4::text[])
          order by r.occurred_at desc, r.id desc limit 200) l) x
      left join member n on n.organisation_id = x.organisation_id
        and n.id = case when x.principal_kind = 'person' then x.principal_id::uuid end
      where not x.repeated
      order by x.occurred_at desc, x.id desc limit 20) y) else '[]'::json end as activity,
    case when $3 then (select coalesce(json_agg(json_build_object('id', k.id, 'move', k.move,
        'at', to_char(k.moved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'person', n.display_name, 'reason', k.reason) order by k.moved_at desc, k.id desc), '[]')
      from phase_move_made k
      left join member n on n.organisation_id = k.organisation_id and n.id = k.moved_by
      where k.organisation_id = e.organisation_id and k.evaluation_id = e.id)
      else '[]'::json end as moves,
    c.rounds, c.pilots
  from evaluation e
  join organisation o on o.id = e.organisation_id
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
  ${withCommittee('c')}
  join member m on m.organisation_id = e.organisation_id and m.id = e.created_by
  join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
  left join evaluation_progress g on g.organisation_id = e.organisation_id and g.evaluation_id = e.id
  where e.id = $1`,
};

/**
 * What is told in the activity of a file, each with its sentence in the catalogue. Closed: what is not
 * named, above all what a single person rated or voted, is not shown.
 */
export const activityTypes = [
  'evaluation.requested',
  'phase.moved',
  'evaluation.edited',
  'phase.scheduled',
  'scope.settled',
  'template.moved',
  'panel.seated',
  'panel.seat_ended',
  'panel.power_changed',
  'electorate.frozen',
  'part.assigned',
  'part.reserved',
  'part.submitted',
  'part.returned',
  'part.closed',
  'part.reminded',
  'declaration.made',
  'declaration.assessed',
  'advice.given',
  'round.opened',
  'round.closed',
  'opinion.adopted',
  'decision.recorded',
] as const;
export type ActivityType = (typeof activityTypes)[number];

/** What is shown in a room of its own is told of to whom that room shows it. */
const sightOf = (type: ActivityType): Action =>
  type.startsWith('declaration.')
    ? 'declaration.see'
    : /^(opinion|decision)\./.test(type)
      ? 'opinion.see'
      : 'activity.see';

/** What stands above every page of an evaluation. */
export interface Frame {
  readonly id: Id;
  readonly reference: string;
  readonly practice: boolean;
  readonly title: string;
  readonly device: string;
  readonly version: string;
  readonly manufacturer: string;
  readonly phase: Phase;
  readonly paused: boolean;
  /** The reader's own facts, for deciding in the browser what can be done. */
  readonly facts: Facts;
}

const frameStatement = {
  name: 'dashboards-frame',
  text: `select e.id, e.reference, e.practice, e.title, d.name as device, v.version, d.manufacturer, e.phase,
    e.paused_at is not null as paused
  from evaluation e
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
  where e.id = $1`,
};

/** The first page of an evaluation: the same few statements, however large the file. */
export class OverviewQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
    private readonly answers: AnswersQueries,
  ) {}

  /** Null when the file does not exist or is not the actor's to see. */
  async frame(tx: ReadTransaction, id: Id): Promise<Frame | null> {
    const decision = await this.unitOfWork.open(tx, 'evaluation.see', {
      kind: 'evaluation',
      id,
    });
    if (isRefusal(decision)) return null;
    const [row] = await tx.rows<Omit<Frame, 'facts'>>(frameStatement, [id]);
    return row ? { ...row, facts: decision.facts } : null;
  }

  /** Null when the file does not exist or is not the actor's to see. */
  async overview(tx: ReadTransaction, id: Id): Promise<Overview | null> {
    const decision = await this.unitOfWork.open(tx, 'evaluation.see', {
      kind: 'evaluation',
      id,
    });
    if (isRefusal(decision)) return null;
    const { facts } = decision;
    const seesActivity = decide('activity.see', facts) === null;
    const reads = decide('evaluation.read', facts) === null;
    const [row] = await tx.rows<OverviewRow>(overviewStatement, [
      id,
      memberIdOf(tx.actor),
      seesActivity,
      activityTypes.filter((type) => decide(sightOf(type), facts) === null),
    ]);
    if (!row) return null;
    const { document } = await this.templates.pinned(tx, row.template_version_id, row.content_hash);
    const answering = await this.answers.answeringPage(tx, id);
    const objections = await openObjections(tx, this.templates, id, facts);
    const parts = answering?.parts ?? [];
    const paused = row.paused_on !== null;
    const [counted] = await countedAsRead(tx, this.templates, [{ id, progress: row.counts }]);
    return {
      id,
      reference: row.reference,
      title: row.title,
      need: reads ? row.need : '',
      specialties: row.specialties,
      phase: facts.phase,
      pausedReason: reads ? row.paused_reason : null,
      pausedOn: row.paused_on,
      today: row.today,
      scopeOutcome: row.scope_outcome,
      sealed: row.sealed,
      device: row.device,
      manufacturer: row.manufacturer,
      version: row.version,
      intendedPurpose: row.intended_purpose,
      udi: row.udi,
      riskClass: row.risk_class,
      certificateExpiresOn: row.certificate_expires_on,
      committee: row.committee,
      requestedBy: row.requested_by,
      requestedOn: row.requested_on,
      ...(counted?.progress ?? row.counts),
      openObjections: objections.length,
      steps: stepsOf(
        { phase: facts.phase, paused },
        { rounds: row.rounds, pilots: row.pilots },
        row.dates,
        row.today,
      ),
      sections: document.sections,
      partLines: parts.map((part) => partOf(part, paused || !gathering.includes(facts.phase))),
      late: latePeople(
        parts.map((part) => ({
          id: part.id,
          submitted: part.state === 'submitted',
          dueOn: part.dueOn,
          assignees: row.behind.filter(({ partId }) => partId === part.id),
        })),
        { paused, today: row.today },
      ),
      seats: row.seats,
      activity: row.activity,
      moves: row.moves,
      facts,
    };
  }
}

/** Phases in which parts can be answered: outside them none is late. */
const gathering: readonly Phase[] = ['screening', 'collecting'];

const partOf = (part: PartLine, standing: boolean): OverviewPart => ({
  id: part.id,
  sectionKey: part.sectionKey,
  leadRole: part.leadRole,
  state: part.state,
  closedWithGaps: part.closedWithGaps,
  dueOn: part.dueOn,
  late: part.late && !standing,
  mine: part.mine,
  people: part.assignees,
  total: part.progress.total,
  answered: part.progress.answered,
});
