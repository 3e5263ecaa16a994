import { decideInOrganisation, phases as allPhases, type Phase } from '@consilium/domain/access';
import { hasEnded, phaseTrack, trackOf } from '@consilium/domain/evaluations';
import { isId, refuse, type Id } from '@consilium/domain/kernel';
import { frontPage, type TemplateLibrary, type TemplateVersionView } from '../templates';
import {
  countedFor,
  memberIdOf,
  visibleTo,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
  today,
} from '../platform/database';
import { recusedFromFile } from './declaration-status';
import { describedElsewhere, purposeOf } from './devices';
import type { DeviceProfile, ScopeOutcome } from './evaluations.entities';
import { latenessView, type LatenessView } from './lateness-view';
import type { ProgressKeeper } from './progress-keeper';
import { withCommittee } from './rules-of-file';
import { latePart, withHolders } from './waiting-parts';

export interface DeviceVersionView {
  readonly id: Id;
  readonly version: string;
  readonly udi: string;
  readonly riskClass: string;
  readonly intendedPurpose: string;
  readonly certificateExpiresOn: string | null;
  readonly personalDataLeavesSite: boolean | null;
  readonly hardwareIncluded: boolean | null;
  readonly ionisingRadiation: boolean | null;
  /** A file past its draft rests on this description. */
  readonly evaluated: boolean;
}

export interface DeviceView {
  readonly id: Id;
  readonly name: string;
  readonly manufacturer: string;
  /** As stated for the newest version. */
  readonly intendedPurpose: string;
  readonly versions: readonly DeviceVersionView[];
  /** Evaluations of any version that the reader can see. */
  readonly evaluations: number;
}

export interface ProgressView {
  readonly questions: number;
  readonly answered: number;
  readonly unknown: number;
  readonly parts: number;
  readonly partsSubmitted: number;
  readonly hardBlockers: number;
  readonly softBlockers: number;
}

/** One file as its readers see it. */
export interface EvaluationView {
  readonly id: Id;
  readonly reference: string;
  readonly practice: boolean;
  readonly title: string;
  readonly need: string;
  readonly specialties: readonly string[];
  /** Counts the changes of what the request and the device's description say. */
  readonly detailsVersion: number;
  readonly phase: Phase;
  readonly phaseSince: string;
  readonly createdAt: string;
  readonly requestedBy: string | null;
  readonly pausedReason: string | null;
  readonly pausedAt: string | null;
  readonly sealed: boolean;
  readonly scopeOutcome: ScopeOutcome | null;
  readonly scopeReason: string | null;
  readonly voluntary: boolean;
  readonly deviceId: Id;
  readonly deviceName: string;
  readonly manufacturer: string;
  readonly intendedPurpose: string;
  readonly deviceVersion: DeviceVersionView;
  /** Another file rests on what is known of the device version: it cannot be changed from this one. */
  readonly describedElsewhere: boolean;
  readonly committee: { readonly id: Id; readonly name: string };
  readonly templateVersion: TemplateVersionView;
  readonly predecessorId: Id | null;
  readonly progress: ProgressView;
  readonly today: string;
}

export interface EvaluationLine {
  readonly id: Id;
  readonly reference: string;
  readonly practice: boolean;
  readonly title: string;
  readonly deviceName: string;
  readonly manufacturer: string;
  readonly deviceVersion: string;
  readonly specialties: readonly string[];
  readonly phase: Phase;
  readonly phaseSince: string;
  readonly daysInPhase: number;
  readonly paused: boolean;
  readonly voluntary: boolean;
  readonly progress: ProgressView;
  readonly lateParts: number;
  readonly nextDate: string | null;
  readonly lateness: LatenessView;
}

export interface PhaseStep {
  readonly phase: Phase;
  readonly plannedOn: string | null;
  readonly enteredAt: string | null;
  readonly leftAt: string | null;
}

type DeviceVersionRow = Omit<
  DeviceVersionView,
  'personalDataLeavesSite' | 'hardwareIncluded' | 'ionisingRadiation'
> & { readonly profile: DeviceProfile };

const versionJson = `json_build_object('id', v.id,
    'version', v.version, 'udi', v.udi, 'riskClass', v.risk_class,
    'intendedPurpose', ${purposeOf}, 'certificateExpiresOn', v.certificate_expires_on,
    'profile', v.profile, 'evaluated', ${describedElsewhere('null::uuid')})`;

const versionView = ({ profile, ...version }: DeviceVersionRow): DeviceVersionView => ({
  ...version,
  personalDataLeavesSite: profile.personal_data_leaves_site,
  hardwareIncluded: profile.hardware_included,
  ionisingRadiation: profile.ionising_radiation,
});

const progressJson = `json_build_object('questions', k.questions, 'answered', k.answered,
    'unknown', k.unknown, 'parts', k.parts, 'partsSubmitted', k.parts_submitted,
    'hardBlockers', k.hard_blockers, 'softBlockers', k.soft_blockers)`;

type EvaluationRow = Omit<
  EvaluationView,
  'phaseSince' | 'createdAt' | 'pausedAt' | 'voluntary' | 'deviceVersion' | 'templateVersion'
> & {
  readonly phase_since: Date;
  readonly created_at: Date;
  readonly paused_at: Date | null;
  readonly device_version: DeviceVersionRow;
  readonly template_id: Id;
  readonly template_key: string;
  readonly template_version: string;
  readonly content_hash: string;
  readonly published_at: Date;
};

/** SQL: words of the file, for whoever may read it: the row `evaluation.read` of the policy table. */
const read = (words: string, otherwise: string): string =>
  `case when ${recusedFromFile('$2::uuid')} then ${otherwise} else ${words} end`;

const evaluationStatement = {
  name: 'evaluation-view',
  text: `select e.id, e.reference, e.practice, e.title, ${read('e.need', `''`)} as need, e.specialties,
    e.details_version as "detailsVersion", e.phase, e.phase_since, e.created_at,
    a.display_name as "requestedBy", ${read('e.paused_reason', 'null')} as "pausedReason", e.paused_at, e.sealed,
    e.scope_outcome as "scopeOutcome", ${read('e.scope_reason', 'null')} as "scopeReason", d.id as "deviceId",
    d.name as "deviceName", d.manufacturer, ${purposeOf} as "intendedPurpose",
    ${versionJson} as device_version, ${describedElsewhere('e.id')} as "describedElsewhere",
    json_build_object('id', c.id, 'name', c.name) as committee,
    t.id as template_id, t.template_key, t.version as template_version, t.content_hash, t.published_at,
    e.predecessor_id as "predecessorId", ${progressJson} as progress,
    ${today}::text as today
  from evaluation e
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
  join committee c on c.organisation_id = e.organisation_id and c.id = e.committee_id
  join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
  join evaluation_progress k on k.organisation_id = e.organisation_id and k.evaluation_id = e.id
  left join member a on a.organisation_id = e.organisation_id and a.id = e.created_by
  where e.id = $1 and ${visibleTo('$2::uuid')}`,
};

type LineRow = Omit<EvaluationLine, 'phaseSince' | 'lateness'> & {
  readonly phase_since: Date;
  readonly counted_on: string;
};

const pageStatement = {
  name: 'evaluation-page',
  text: `select e.id, e.reference, e.practice, e.title, d.name as "deviceName", d.manufacturer,
    v.version as "deviceVersion", e.specialties, e.phase, e.phase_since,
    ${today} - (e.phase_since at time zone o.time_zone)::date as "daysInPhase",
    e.paused_at is not null as paused, e.scope_outcome is not distinct from 'overridden' as voluntary,
    ${progressJson} as progress,
    coalesce((e.paused_at at time zone o.time_zone)::date, ${today})::text as counted_on,
    (select count(distinct p.id)::int from part p ${withHolders}
      where ${latePart} and not ${recusedFromFile('$2::uuid')}) as "lateParts",
    (select f.planned_on::text from evaluation_phase f where f.organisation_id = e.organisation_id
      and f.evaluation_id = e.id and f.phase = e.phase) as "nextDate"
  from evaluation e
  join organisation o on o.id = e.organisation_id
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
  join evaluation_progress k on k.organisation_id = e.organisation_id and k.evaluation_id = e.id
  where e.organisation_id = $1 and ${countedFor('$2::uuid', '$7')}
    and ($3::uuid is null or e.id < $3) and ($4::text[] is null or e.phase = any($4))
    and ($5::text is null or e.title ilike $5 or e.reference ilike $5 or d.name ilike $5
      or d.manufacturer ilike $5)
  order by e.id desc limit $6`,
};

/** Most lines of one page. */
const largestPage = 100;

/** What people read of files. Every query starts from what the reader can see. */
export class EvaluationsQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
    private readonly progress: ProgressKeeper,
  ) {}

  /** One file; null when the reader cannot see it. */
  async evaluation(tx: ReadTransaction, id: Id): Promise<EvaluationView | null> {
    if (!isId(id)) return null;
    const [row] = await tx.rows<EvaluationRow & Record<string, unknown>>(evaluationStatement, [
      id,
      memberIdOf(tx.actor),
    ]);
    const [counted] = await this.progress.asRead(tx, row ? [row] : []);
    if (!counted) return null;
    const {
      phase_since,
      created_at,
      paused_at,
      device_version,
      template_id,
      template_key,
      template_version,
      content_hash,
      published_at,
      ...rest
    } = counted;
    const { document } = await this.templates.pinned(tx, template_id, content_hash);
    return {
      ...rest,
      phaseSince: phase_since.toISOString(),
      createdAt: created_at.toISOString(),
      pausedAt: paused_at?.toISOString() ?? null,
      voluntary: rest.scopeOutcome === 'overridden',
      deviceVersion: versionView(device_version),
      templateVersion: frontPage(
        {
          id: template_id,
          template_key,
          version: template_version,
          content_hash,
          published_at,
        },
        document,
      ),
    };
  }

  /** A page of what the reader can see, the newest first; the cursor is the last file of a page. */
  async evaluations(
    tx: ReadTransaction,
    filter: {
      readonly first: number;
      readonly after: string | null;
      readonly phases: readonly Phase[] | null;
      readonly text: string | null;
      /** Practice files instead of the others. */
      readonly practice: boolean;
    },
  ): Promise<Outcome<{ items: readonly EvaluationLine[]; next: string | null }>> {
    const { first, after, phases, text, practice } = filter;
    if (!Number.isInteger(first) || first < 1 || first > largestPage) {
      return refuse('invalid_input');
    }
    if (after !== null && !isId(after)) return refuse('invalid_input');
    const words =
      text
        ?.trim()
        .slice(0, 200)
        .replaceAll(/[\\%_]/g, '\\$&') ?? '';
    const rows = await tx.rows<LineRow & Record<string, unknown>>(pageStatement, [
      tx.actor.organisationId,
      memberIdOf(tx.actor),
      after,
      phases,
      words === '' ? null : `%${words}%`,
      first + 1,
      practice,
    ]);
    const shown = await this.progress.asRead(tx, rows.slice(0, first));
    const items = shown.map(({ phase_since, counted_on, ...row }) => ({
      ...row,
      phaseSince: phase_since.toISOString(),
      lateness: latenessView(row.nextDate, counted_on),
    }));
    return { items, next: rows.length > first ? (items.at(-1)?.id ?? null) : null };
  }

  /** The steps of a file in their order, without those its committee switched off. */
  async phases(tx: ReadTransaction, evaluationId: Id): Promise<PhaseStep[]> {
    const known = await this.unitOfWork.factsFor(tx, { kind: 'evaluation', id: evaluationId });
    if (!known) return [];
    const rows = await tx.rows<{
      phase: Phase;
      planned_on: string | null;
      entered_at: Date | null;
      left_at: Date | null;
      rounds: boolean;
      pilots: boolean;
    }>(
      `select f.phase, f.planned_on::text, f.entered_at, f.left_at, c.rounds, c.pilots
         from evaluation e
         ${withCommittee('c')}
         left join evaluation_phase f on f.organisation_id = e.organisation_id and f.evaluation_id = e.id
        where e.id = $1`,
      [evaluationId],
    );
    const [first] = rows;
    const entered = new Map(rows.map((row) => [row.phase, row]));
    const track = trackOf({ rounds: first?.rounds ?? true, pilots: first?.pilots ?? true });
    return allPhases
      .filter((phase) => track.includes(phase) || entered.get(phase)?.entered_at != null)
      .filter((phase) => phaseTrack.some((one) => one === phase) || hasEnded(phase))
      .map((phase) => {
        const row = entered.get(phase);
        return {
          phase,
          plannedOn: row?.planned_on ?? null,
          enteredAt: row?.entered_at?.toISOString() ?? null,
          leftAt: row?.left_at?.toISOString() ?? null,
        };
      });
  }

  /** Devices of the register by name, each with its versions and how many files the reader can see. */
  async devices(tx: ReadTransaction): Promise<DeviceView[]> {
    if (decideInOrganisation('device.see', tx.actor)) return [];
    const rows = await tx.rows<
      Omit<DeviceView, 'versions' | 'intendedPurpose'> & { versions: DeviceVersionRow[] }
    >(
      `select d.id, d.name, d.manufacturer,
         (select coalesce(json_agg(${versionJson} order by v.id), '[]') from device_version v
           where v.organisation_id = d.organisation_id and v.device_id = d.id) as versions,
         (select count(*)::int from evaluation e
           join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
           where e.organisation_id = d.organisation_id and v.device_id = d.id
             and ${countedFor('$2::uuid')}) as evaluations
       from device d where d.organisation_id = $1 and not d.practice
       order by d.name collate "fr-x-icu", d.manufacturer collate "fr-x-icu"`,
      [tx.actor.organisationId, memberIdOf(tx.actor)],
    );
    return rows.map(({ versions, ...row }) => ({
      ...row,
      intendedPurpose: versions.at(-1)?.intendedPurpose ?? '',
      versions: versions.map(versionView),
    }));
  }
}
