import type { AnswerRole } from '@consilium/domain/access';
import { judgedAnswers, type AnswerContent } from '@consilium/domain/answers';
import { inOrder, type Work, type WorkKind } from '@consilium/domain/dashboards';
import type { Id } from '@consilium/domain/kernel';
import { partAt, progressOf, type Section, type TemplateFacts } from '@consilium/domain/templates';
import type { Membership } from '../access';
import {
  memberIdOf,
  visibleTo,
  type ReadTransaction,
  type UnitOfWork,
  today,
} from '../platform/database';
import { flagsOf } from '../answers';
import type { DeviceProfile } from '../evaluations';
import type { TemplateLibrary } from '../templates';
import { workSources } from './work-sources';

/** What a part still asks of those who answer it. */
export interface PartLeft {
  readonly leadRole: AnswerRole;
  readonly sectionTitle: Section['title'];
  readonly total: number;
  readonly answered: number;
  readonly essentialLeft: number;
  readonly minutesLeft: number;
  /** Why it was given back, when it was. */
  readonly returnReason: string | null;
}

/** A line of "my work". */
export interface WorkLine extends Work {
  readonly reference: string;
  readonly practice: boolean;
  readonly title: string;
  readonly organisation: string;
  readonly organisationSlug: string;
  /** Current day in the organisation's zone. */
  readonly today: string;
  /** The clocks stand: nothing of the file is late. */
  readonly paused: boolean;
  readonly part: PartLeft | null;
  /** Who mentioned, or whose interests are to be weighed. */
  readonly person: string | null;
  /** As what the reader answers or advises: one seat may do so as several. */
  readonly role: AnswerRole | null;
  /** Number of the condition in its opinion. */
  readonly condition: number | null;
}

interface WorkRow {
  kind: WorkKind;
  id: Id;
  evaluation_id: Id;
  reference: string;
  practice: boolean;
  title: string;
  due_on: string | null;
  question_key: string | null;
  round: number | null;
  today: string;
  paused: boolean;
  data: {
    section?: string;
    leadRole?: AnswerRole;
    returnReason?: string | null;
    person?: string | null;
    number?: number;
  };
}

const workStatement = {
  name: 'dashboards-work',
  text: `select w.*, w.due_on::text, e.reference, e.practice, e.title, e.paused_at is not null as paused,
    ${today}::text as today
  from (${workSources
    .map(({ kind, select }) => `select '${kind}' as kind, x.* from (${select}) x`)
    .join('\nunion all\n')}) w
  join evaluation e on e.organisation_id = $1 and e.id = w.evaluation_id
  where ${visibleTo('$2::uuid')}
  order by w.due_on nulls last, w.id limit 500`,
};

interface FileRow {
  evaluation_id: Id;
  template_version_id: Id;
  content_hash: string;
  profile: DeviceProfile;
  answers: (AnswerContent & { questionKey: string })[];
}

/** Answers given together, without their comments: only whether they are there is counted. */
const filesStatement = {
  name: 'dashboards-work-files',
  text: `select e.id as evaluation_id, t.id as template_version_id, t.content_hash, v.profile,
    (select coalesce(json_agg(json_build_object('questionKey', a.question_key, 'state', a.state,
        'value', a.value, 'comment', '')), '[]')
      from answer_set x join answer a on a.organisation_id = x.organisation_id and a.answer_set_id = x.id
      where x.organisation_id = e.organisation_id and x.evaluation_id = e.id
        and a.site_id is null and a.respondent_seat_id is null) as answers
  from evaluation e
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
  where e.organisation_id = $1 and e.id = any($2::uuid[])`,
};

/** What waits for a person: two statements per organisation, however much it is. */
export class WorkQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /**
   * Everything that waits for a person, in all organisations: the one list that crosses the walls, by
   * one read per membership (foundations 3).
   */
  async myWork(memberships: readonly Membership[], correlationId: string): Promise<WorkLine[]> {
    const all: WorkLine[] = [];
    for (const membership of memberships) {
      const actor = {
        principal: { kind: 'person', id: membership.memberId },
        organisationId: membership.organisationId,
        organisationFunctions: membership.functions,
        correlationId,
      } as const;
      all.push(...(await this.unitOfWork.read(actor, (tx) => this.inside(tx, membership))));
    }
    return inOrder(all);
  }

  private async inside(tx: ReadTransaction, membership: Membership): Promise<WorkLine[]> {
    const rows = await tx.rows<WorkRow>(workStatement, [
      tx.actor.organisationId,
      memberIdOf(tx.actor),
    ]);
    const partsLeft = await this.partsLeft(tx, rows);
    return rows.flatMap((row): WorkLine[] => {
      const part = partsLeft.get(row.id) ?? null;
      // None of the part's questions applies any more.
      if (row.kind === 'answer' && (part === null || part.total === 0)) return [];
      return [
        {
          kind: row.kind,
          id: row.id,
          evaluationId: row.evaluation_id,
          dueOn: row.due_on,
          questionKey: row.question_key,
          round: row.round,
          reference: row.reference,
          practice: row.practice,
          title: row.title,
          organisation: membership.name,
          organisationSlug: membership.slug,
          today: row.today,
          paused: row.paused,
          part,
          person: row.data.person ?? null,
          role: row.data.leadRole ?? null,
          condition: row.data.number ?? null,
        },
      ];
    });
  }

  private async partsLeft(
    tx: ReadTransaction,
    rows: readonly WorkRow[],
  ): Promise<ReadonlyMap<Id, PartLeft>> {
    const parts = rows.filter(({ kind }) => kind === 'answer');
    const left = new Map<Id, PartLeft>();
    if (parts.length === 0) return left;
    const files = await tx.rows<FileRow>(filesStatement, [
      tx.actor.organisationId,
      [...new Set(parts.map(({ evaluation_id }) => evaluation_id))],
    ]);
    for (const file of files) {
      const { document } = await this.templates.pinned(
        tx,
        file.template_version_id,
        file.content_hash,
      );
      const facts: TemplateFacts = {
        answers: judgedAnswers(file.answers),
        flags: flagsOf(file.profile),
        addedModules: [],
        evidenceCounts: {},
      };
      for (const row of parts) {
        const { section, leadRole } = row.data;
        const title = document.sections.find(({ key }) => key === section)?.title;
        if (row.evaluation_id !== file.evaluation_id || !section || !leadRole || !title) continue;
        const progress = progressOf(partAt(document, facts, { section, leadRole }), facts);
        left.set(row.id, {
          leadRole,
          sectionTitle: title,
          total: progress.total,
          answered: progress.answered,
          essentialLeft: progress.essential.total - progress.essential.answered,
          minutesLeft: progress.minutesLeft,
          returnReason: row.data.returnReason ?? null,
        });
      }
    }
    return left;
  }
}
