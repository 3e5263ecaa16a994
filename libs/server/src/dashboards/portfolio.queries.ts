import { decideInOrganisation, phases, type Phase } from '@consilium/domain/access';
import { isId, refuse, type Id } from '@consilium/domain/kernel';
import type { ProgressCounts } from '@consilium/domain/answers';
import { countedAsRead, hidesFrom } from '../answers';
import { gathers, latePart, partApplies, recusedFromFile, withHolders } from '../evaluations';
import type { TemplateLibrary } from '../templates';
import {
  countedFor,
  memberIdOf,
  type Outcome,
  type ReadTransaction,
  today,
} from '../platform/database';

/** Which files are asked for; nothing given means all that are under way. */
export interface PortfolioFilter {
  /** Empty: every phase that is not an end. */
  readonly phases: readonly string[];
  readonly specialty: string | null;
  /** Part of the title, the number, the device, its maker or a specialty. */
  readonly text: string | null;
  /** Only files in which somebody is late. */
  readonly late: boolean;
  /** Only files with a hard blocker. */
  readonly blocked: boolean;
  /** Practice files, which are never among the others. */
  readonly practice: boolean;
}

/** One file in the list. Counts are those kept beside it, unless some of it is kept from the reader. */
export interface PortfolioLine {
  readonly id: Id;
  readonly reference: string;
  readonly practice: boolean;
  readonly title: string;
  readonly device: string;
  readonly manufacturer: string;
  readonly phase: Phase;
  readonly paused: boolean;
  readonly daysInPhase: number;
  readonly specialties: readonly string[];
  readonly questions: number;
  readonly answered: number;
  readonly parts: number;
  readonly partsSubmitted: number;
  readonly hardBlockers: number;
  readonly softBlockers: number;
  /** People with a part past its day; nobody while the file is paused. */
  readonly latePeople: number;
  /** The earliest of the days still expected: of a part not handed in, or the end of the phase. */
  readonly nextDate: string | null;
}

export interface PortfolioPage {
  readonly items: readonly PortfolioLine[];
  /** Give it as `after` for what follows; null at the end. */
  readonly endCursor: string | null;
  readonly today: string;
}

/** Longest page anybody may ask for. */
export const longestPortfolioPage = 100;

interface PortfolioRow {
  id: Id;
  reference: string;
  practice: boolean;
  title: string;
  device: string;
  manufacturer: string;
  phase: Phase;
  paused: boolean;
  days_in_phase: number;
  specialties: string[];
  progress: ProgressCounts;
  late_people: number;
  next_date: string | null;
  today: string;
}

/**
 * A page is found first, newest file first along the primary key; only its rows are then joined with
 * their aggregates, so that the cost does not grow with the portfolio. The limit on an aggregate, of
 * which there is one, keeps it a look-up for each row: joined plainly, all of them may be read.
 */
const pageStatement = (filtered: boolean) => ({
  name: filtered ? 'dashboards-portfolio-filtered' : 'dashboards-portfolio',
  text: `with page as (
  select e.* from evaluation e
  ${
    filtered
      ? `join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join device d on d.organisation_id = v.organisation_id and d.id = v.device_id`
      : ''
  }
  where e.organisation_id = $1 and ($3::uuid is null or e.id < $3::uuid)
    and e.phase = any($4::text[]) and ${countedFor('$2::uuid', '$6')}
    ${
      filtered
        ? `and ($7::text is null or $7 = any(e.specialties))
    and ($8::text is null or e.title ilike $8 or e.reference ilike $8 or d.name ilike $8
      or d.manufacturer ilike $8 or array_to_string(e.specialties, ' ') ilike $8)
    and (not $9 or exists (select 1 from part p
      ${withHolders}
      where ${latePart} and not ${recusedFromFile('$2::uuid')}))
    and (not $10 or exists (select 1 from evaluation_progress g
        where g.organisation_id = e.organisation_id and g.evaluation_id = e.id
          and g.hard_blockers > 0)
      or ${hidesFrom('$2::uuid')})`
        : ''
    }
  order by e.id desc limit $5
)
select e.id, e.reference, e.practice, e.title, d.name || ' ' || v.version as device, d.manufacturer, e.phase,
  e.paused_at is not null as paused, e.specialties, ${today}::text as today,
  ${today} - (e.phase_since at time zone o.time_zone)::date as days_in_phase,
  json_build_object('questions', coalesce(g.questions, 0), 'answered', coalesce(g.answered, 0),
    'unknown', coalesce(g.unknown, 0), 'parts', coalesce(g.parts, 0),
    'partsSubmitted', coalesce(g.parts_submitted, 0), 'hardBlockers', coalesce(g.hard_blockers, 0),
    'softBlockers', coalesce(g.soft_blockers, 0)) as progress,
  (select count(distinct a.seat_id)::int from part p
    ${withHolders}
    where ${latePart} and not r.recused) as late_people,
  least(
    (select f.planned_on from evaluation_phase f where f.organisation_id = e.organisation_id
      and f.evaluation_id = e.id and f.phase = e.phase),
    case when ${gathers} and not r.recused then (select min(p.due_on) from part p
      where p.organisation_id = e.organisation_id and p.evaluation_id = e.id
        and p.state <> 'submitted' and ${partApplies}) end)::text as next_date
from page e
cross join lateral (select ${recusedFromFile('$2::uuid')} as recused offset 0) r
join organisation o on o.id = e.organisation_id
join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
left join lateral (select * from evaluation_progress k
  where k.organisation_id = e.organisation_id and k.evaluation_id = e.id limit 1) g on true
order by e.id desc`,
});

const plainPage = pageStatement(false);
const filteredPage = pageStatement(true);

const ends: readonly Phase[] = ['closed', 'cancelled', 'withdrawn'];
const underWay = phases.filter((phase) => !ends.includes(phase));

const isPhase = (value: string): value is Phase => (phases as readonly string[]).includes(value);

/** Words typed are looked for as they are: the signs with a meaning in LIKE lose it. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const longestText = 200;

/** The list for those who steer many files. */
export class PortfolioQueries {
  constructor(private readonly templates: TemplateLibrary) {}

  /**
   * A page of the files the actor can see: the same few statements, whatever it shows. Only of files
   * with a hard blocker, where some of them is kept from the reader, these are said again until it is
   * full: whether she reads a blocker is known once what she reads is counted.
   */
  async portfolio(
    tx: ReadTransaction,
    query: { filter: PortfolioFilter; first: number; after: Id | null },
  ): Promise<Outcome<PortfolioPage>> {
    const { filter, first, after } = query;
    const refusal = decideInOrganisation('portfolio.see', tx.actor);
    if (refusal) return refusal;
    if (after !== null && !isId(after)) return refuse('invalid_input');
    if (!Number.isInteger(first) || first < 1 || first > longestPortfolioPage) {
      return refuse('invalid_input');
    }
    if (!filter.phases.every(isPhase)) return refuse('invalid_input');
    const text = filter.text?.trim() || null;
    if ((text?.length ?? 0) > longestText || text?.includes('\u0000')) {
      return refuse('invalid_input');
    }
    const asked = filter.phases.length > 0 ? filter.phases : underWay;
    const { practice } = filter;
    const who = [tx.actor.organisationId, memberIdOf(tx.actor)];
    const filtered = text !== null || filter.specialty !== null || filter.late || filter.blocked;
    const more = [filter.specialty, text && containing(text), filter.late, filter.blocked];
    const wanted = first + 1;
    const rows: PortfolioRow[] = [];
    let from = after;
    let isEnd = false;
    while (rows.length < wanted && !isEnd) {
      const values = [...who, from, asked, wanted, practice];
      const found = await (filtered
        ? tx.rows<PortfolioRow>(filteredPage, [...values, ...more])
        : tx.rows<PortfolioRow>(plainPage, values));
      const counted = await countedAsRead(tx, this.templates, found);
      rows.push(...counted.filter(({ progress }) => !filter.blocked || progress.hardBlockers > 0));
      from = found.at(-1)?.id ?? null;
      isEnd = found.length < wanted;
    }
    const items = rows.slice(0, first).map(lineOf);
    const last = items.at(-1);
    return {
      items,
      endCursor: rows.length > first && last ? last.id : null,
      today: rows[0]?.today ?? (await this.today(tx)),
    };
  }

  /** Specialties named by the files of the organisation, for the filter. */
  async specialties(tx: ReadTransaction): Promise<readonly string[]> {
    if (decideInOrganisation('portfolio.see', tx.actor)) return [];
    const rows = await tx.rows<{ specialty: string }>(
      {
        name: 'dashboards-specialties',
        text: `select specialty from (select distinct unnest(e.specialties) as specialty
            from evaluation e where e.organisation_id = $1 and ${countedFor('$2::uuid')}) named
          order by specialty collate "fr-x-icu" limit 200`,
      },
      [tx.actor.organisationId, memberIdOf(tx.actor)],
    );
    return rows.map(({ specialty }) => specialty);
  }

  private async today(tx: ReadTransaction): Promise<string> {
    const [row] = await tx.rows<{ today: string }>('select consilium_today()::text as today');
    if (!row) throw new Error('the database gave no day');
    return row.today;
  }
}

const lineOf = (row: PortfolioRow): PortfolioLine => ({
  id: row.id,
  reference: row.reference,
  practice: row.practice,
  title: row.title,
  device: row.device,
  manufacturer: row.manufacturer,
  phase: row.phase,
  paused: row.paused,
  daysInPhase: row.days_in_phase,
  specialties: row.specialties,
  questions: row.progress.questions,
  answered: row.progress.answered,
  parts: row.progress.parts,
  partsSubmitted: row.progress.partsSubmitted,
  hardBlockers: row.progress.hardBlockers,
  softBlockers: row.progress.softBlockers,
  latePeople: row.late_people,
  nextDate: row.next_date,
});
