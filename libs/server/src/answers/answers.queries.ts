import {
  decide,
  type AnswerRole,
  type Clearance,
  type Facts,
  type PartState,
  type Phase,
  type SeatFunction,
} from '@consilium/domain/access';
import { decidingQuestions, judgedAnswers, type AnswerContent } from '@consilium/domain/answers';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import {
  activeQuestionsOf,
  partAt,
  progressOf,
  questionsLedBy,
  type AnswersByKey,
  type PartProgress,
  type TemplateFacts,
} from '@consilium/domain/templates';
import type { DeviceProfile } from '../evaluations';
import type { TemplateLibrary } from '../templates';
import { activeSeat, type ReadTransaction, type UnitOfWork } from '../platform/database';
import { answerJson, answerView, type AnswerRecord, type AnswerView } from './answer-view';
import { flagsOf, loadContext } from './evaluation-context';
import { evidenceCountsSql } from './evidence-counts';
import { repliesJson, type SupplierReplyView } from './supplier.service';

/** What the questions of a part need to appear and disappear as people type. */
export interface ConditionFacts {
  /** Answers outside the part on which its questions depend, as far as the reader may know them. */
  readonly answers: AnswersByKey;
  readonly flags: TemplateFacts['flags'];
  readonly addedModules: readonly string[];
  /** Questions on which others depend and whose answers the reader may not know. */
  readonly hidden: readonly string[];
}

/** Everything the answering screen shows of one part, apart from the questions themselves. */
export interface PartPage {
  readonly id: Id;
  readonly evaluationId: Id;
  readonly sectionKey: string;
  readonly leadRole: AnswerRole;
  readonly state: PartState;
  readonly dueOn: string | null;
  readonly submittedAt: string | null;
  readonly submittedBy: string | null;
  readonly gapsReason: string | null;
  readonly returnReason: string | null;
  /** The part is reserved to others: its questions are shown, its answers are not. */
  readonly masked: boolean;
  /** Where the questions are: the template document of this hash. */
  readonly contentHash: string;
  /** Questions that apply now, essential ones first. */
  readonly questionKeys: readonly string[];
  readonly conditionFacts: ConditionFacts;
  readonly answers: readonly AnswerView[];
  readonly evidenceCounts: Readonly<Record<string, number>>;
  readonly supplierReplies: readonly SupplierReplyView[];
  /** The reader's own facts, for deciding in the browser what can be done. */
  readonly facts: Facts;
}

interface DecidingAnswer extends AnswerContent {
  readonly questionKey: string;
  readonly partId: Id;
  readonly sectionKey: string;
  readonly clearance: Clearance;
}

interface PartRow {
  evaluation_id: Id;
  section_key: string;
  lead_role: AnswerRole;
  state: PartState;
  due_on: string | null;
  submitted_at: Date | null;
  submitted_by: string | null;
  gaps_reason: string | null;
  return_reason: string | null;
  clearance: Clearance;
  template_version_id: Id;
  content_hash: string;
  profile: DeviceProfile;
  answers: AnswerRecord[];
  deciding: DecidingAnswer[];
  evidence_counts: Record<string, number>;
  replies: SupplierReplyView[];
}

const partStatement = {
  name: 'part-page',
  text: `select p.evaluation_id, p.section_key, p.lead_role, p.state, p.due_on::text, p.submitted_at,
    p.gaps_reason, p.return_reason, p.clearance, t.id as template_version_id, t.content_hash, v.profile,
    (select m.display_name from seat w
      join member m on m.organisation_id = w.organisation_id and m.id = w.member_id
      where w.organisation_id = p.organisation_id and w.id = p.submitted_by_seat) as submitted_by,
    (select coalesce(jsonb_agg(${answerJson('a')}), '[]') from answer a
      where $3 and a.organisation_id = p.organisation_id and a.part_id = p.id
        and a.respondent_seat_id is null) as answers,
    (select coalesce(jsonb_agg(jsonb_build_object('questionKey', a.question_key, 'state', a.state,
        'value', a.value, 'comment', '', 'partId', q.id, 'sectionKey', q.section_key,
        'clearance', q.clearance)), '[]')
      from answer a join part q on q.organisation_id = a.organisation_id and q.id = a.part_id
      where a.organisation_id = x.organisation_id and a.answer_set_id = x.id and a.part_id <> p.id
        and a.site_id is null and a.respondent_seat_id is null
        and a.question_key = any($2)) as deciding,
    ${evidenceCountsSql('e')} as evidence_counts,
    case when $3 then ${repliesJson('x', "r.question_key like p.section_key || '.%'")}
      else '[]'::jsonb end as replies
  from part p
  join evaluation e on e.organisation_id = p.organisation_id and e.id = p.evaluation_id
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
  join answer_set x on x.organisation_id = e.organisation_id and x.evaluation_id = e.id
  where p.id = $1`,
};

/** A person of the panel, as far as the answering screen names people. */
export interface PanelSeat {
  readonly seatId: Id;
  readonly displayName: string;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
}

/** A part in the list beside the questions. */
export interface PartLine {
  readonly id: Id;
  readonly sectionKey: string;
  readonly leadRole: AnswerRole;
  readonly state: PartState;
  readonly dueOn: string | null;
  readonly late: boolean;
  readonly closedWithGaps: boolean;
  /** Assigned to the reader. */
  readonly mine: boolean;
  readonly masked: boolean;
  readonly assignees: readonly string[];
  readonly progress: PartProgress;
}

/** The frame of the answering screen: the file, its parts, its people. */
export interface AnsweringPage {
  readonly evaluationId: Id;
  readonly reference: string;
  readonly title: string;
  readonly device: string;
  readonly phase: Phase;
  readonly contentHash: string;
  /** Parts with at least one question that applies, in the order of the document. */
  readonly parts: readonly PartLine[];
  readonly seats: readonly PanelSeat[];
  readonly facts: Facts;
}

interface FrameRow {
  reference: string;
  title: string;
  device: string;
  parts: { id: Id; dueOn: string | null; gapsReason: string | null; assignees: string[] | null }[];
  seats: PanelSeat[];
}

const frameStatement = {
  name: 'answering-frame',
  text: `select e.reference, e.title, d.name || ' ' || v.version as device,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'dueOn', p.due_on,
        'gapsReason', p.gaps_reason, 'assignees', (select jsonb_agg(m.display_name order by a.assigned_at)
          from part_assignee a
          join seat w on w.organisation_id = a.organisation_id and w.id = a.seat_id
          join member m on m.organisation_id = w.organisation_id and m.id = w.member_id
          where a.organisation_id = p.organisation_id and a.part_id = p.id))), '[]')
      from part p where p.organisation_id = e.organisation_id and p.evaluation_id = e.id) as parts,
    (select coalesce(jsonb_agg(jsonb_build_object('seatId', w.id, 'displayName', m.display_name,
        'profession', w.profession, 'answerRoles', w.answer_roles, 'functions', w.functions)
        order by m.display_name), '[]')
      from seat w join member m on m.organisation_id = w.organisation_id and m.id = w.member_id
      where w.organisation_id = e.organisation_id and w.evaluation_id = e.id
        and ${activeSeat('w')}) as seats
  from evaluation e
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join device d on d.organisation_id = v.organisation_id and d.id = v.device_id
  where e.id = $1`,
};

/** One version of an answer, with who wrote it. */
export interface AnswerVersion extends AnswerContent {
  /** Null for the answer as it stands, when it has no revision yet. */
  readonly revisionId: Id | null;
  readonly version: number;
  readonly current: boolean;
  readonly authorName: string;
  readonly profession: string;
  readonly onBehalfOfName: string | null;
  readonly writtenAt: string;
}

const historyStatement = {
  name: 'answer-history',
  text: `select jsonb_agg(h order by (h->>'version')::integer desc) as versions from (
    select jsonb_build_object('revisionId', r.id, 'version', r.version,
      'current', r.version = a.version, 'state', r.state, 'value', r.value, 'comment', r.comment,
      'authorName', m.display_name, 'profession', w.profession, 'writtenAt', r.written_at,
      'onBehalfOfName', (select n.display_name from seat b
        join member n on n.organisation_id = b.organisation_id and n.id = b.member_id
        where b.organisation_id = r.organisation_id and b.id = r.on_behalf_of)) as h
    from answer a
    join lateral (
      select id, version, state, value, comment, author_id, author_seat_id, on_behalf_of, written_at,
          organisation_id
        from answer_revision v where v.organisation_id = a.organisation_id and v.answer_id = a.id
      union all
      select null, a.version, a.state, a.value, a.comment, a.author_id, a.author_seat_id,
          a.on_behalf_of, a.updated_at, a.organisation_id
       where a.revised_version < a.version) r on true
    join member m on m.organisation_id = r.organisation_id and m.id = r.author_id
    join seat w on w.organisation_id = r.organisation_id and w.id = r.author_seat_id
    where a.id = $1) as versions`,
};

/** Documents whose questions can decide about others; more are never in use at once. */
const rememberedDocuments = 50;

/** Reading answers. Every read costs the same number of statements, however much it shows. */
export class AnswersQueries {
  /** By content hash, the questions that conditions of the document read. */
  private readonly deciding = new Map<string, readonly string[]>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /** One part with its answers; masked when it is reserved to others; null when not visible. */
  async part(tx: ReadTransaction, id: Id): Promise<PartPage | null> {
    const decision = await this.unitOfWork.factsFor(tx, { kind: 'part', id });
    if (!decision) return null;
    const { facts, subject } = decision;
    const refusal = decide('answer.see', facts, subject);
    if (refusal && refusal.code !== 'not_cleared') return null;
    const masked = refusal !== null;

    let row = await this.partRow(tx, id, masked);
    if (row && !this.deciding.has(row.content_hash)) {
      await this.learn(tx, row);
      row = await this.partRow(tx, id, masked);
    }
    if (!row) return null;
    const { document } = await this.templates.pinned(tx, row.template_version_id, row.content_hash);
    const place = { section: row.section_key, leadRole: row.lead_role };
    const readable = (answer: DecidingAnswer): boolean =>
      decide('answer.see', facts, {
        part: { id: answer.partId, section: answer.sectionKey, state: 'open' },
        clearance: answer.clearance,
      }) === null;
    const asked = questionsLedBy(document, row.section_key, row.lead_role).map(({ key }) => key);
    const needed = new Set(decidingQuestions(document, asked));
    const others = row.deciding.filter(({ questionKey }) => needed.has(questionKey));
    const flags = flagsOf(row.profile);
    const own = row.answers.filter(({ siteId }) => siteId === null);
    const now = partAt(
      document,
      {
        answers: { ...judgedAnswers(others), ...judgedAnswers(own) },
        flags,
        addedModules: [],
        evidenceCounts: row.evidence_counts,
      },
      place,
    );
    return {
      id,
      evaluationId: row.evaluation_id,
      sectionKey: row.section_key,
      leadRole: row.lead_role,
      state: row.state,
      dueOn: row.due_on,
      submittedAt: row.submitted_at?.toISOString() ?? null,
      submittedBy: row.submitted_by,
      gapsReason: row.gaps_reason,
      returnReason: row.return_reason,
      masked,
      contentHash: row.content_hash,
      questionKeys: now.questions.map(({ key }) => key),
      conditionFacts: {
        answers: judgedAnswers(others.filter(readable)),
        flags,
        addedModules: [],
        hidden: others.filter((answer) => !readable(answer)).map(({ questionKey }) => questionKey),
      },
      answers: row.answers.map(answerView),
      evidenceCounts: row.evidence_counts,
      supplierReplies: row.replies,
      facts,
    };
  }

  /** The frame around the parts of one evaluation; null when not visible. */
  async answeringPage(tx: ReadTransaction, evaluationId: Id): Promise<AnsweringPage | null> {
    const decision = await this.unitOfWork.mayRead(tx, 'evaluation.see', {
      kind: 'evaluation',
      id: evaluationId,
    });
    if (isRefusal(decision)) return null;
    const { facts } = decision;
    const context = await loadContext(tx, this.templates, evaluationId);
    const [frame] = await tx.rows<FrameRow>(frameStatement, [evaluationId]);
    if (!context || !frame) return null;
    const { document, today } = context;
    const active = new Set(activeQuestionsOf(document, context.facts).map((each) => each.key));
    const order = document.sections.map(({ key }) => key);
    const parts = context.parts
      .map((part) => ({ part, now: partAt(document, context.facts, part) }))
      .filter(({ now }) => now.questions.some(({ key }) => active.has(key)))
      .toSorted((a, b) => order.indexOf(a.part.section) - order.indexOf(b.part.section))
      .map(({ part, now }): PartLine => {
        const line = frame.parts.find(({ id }) => id === part.id);
        const dueOn = line?.dueOn ?? null;
        const subject = {
          part: { id: part.id, section: part.section, state: part.state },
          clearance: part.clearance,
        };
        return {
          id: part.id,
          sectionKey: part.section,
          leadRole: part.leadRole,
          state: part.state,
          dueOn,
          late: part.state !== 'submitted' && dueOn !== null && dueOn < today,
          closedWithGaps: part.state === 'submitted' && line?.gapsReason != null,
          mine: facts.assignedParts.includes(part.id),
          masked: decide('answer.see', facts, subject) !== null,
          assignees: line?.assignees ?? [],
          progress: progressOf(now, context.facts),
        };
      });
    return {
      evaluationId,
      reference: frame.reference,
      title: frame.title,
      device: frame.device,
      phase: facts.phase,
      contentHash: context.contentHash,
      parts,
      seats: frame.seats,
      facts,
    };
  }

  /** One answer, when its part may be read. */
  async answer(tx: ReadTransaction, id: Id): Promise<AnswerView | null> {
    const decision = await this.unitOfWork.mayRead(tx, 'answer.see', { kind: 'answer', id });
    if (isRefusal(decision)) return null;
    const [row] = await tx.rows<{ answer: AnswerRecord }>(
      {
        name: 'answer-one',
        text: `select ${answerJson('a')} as answer from answer a where a.id = $1`,
      },
      [id],
    );
    return row ? answerView(row.answer) : null;
  }

  /** The versions of an answer, the latest first; null when its part may not be read. */
  async answerHistory(tx: ReadTransaction, id: Id): Promise<AnswerVersion[] | null> {
    const decision = await this.unitOfWork.mayRead(tx, 'answer.see', { kind: 'answer', id });
    if (isRefusal(decision)) return null;
    const [row] = await tx.rows<{ versions: AnswerVersion[] | null }>(historyStatement, [id]);
    return (row?.versions ?? []).map((version) => ({
      ...version,
      writtenAt: new Date(version.writtenAt).toISOString(),
    }));
  }

  private async partRow(
    tx: ReadTransaction,
    id: Id,
    masked: boolean,
  ): Promise<PartRow | undefined> {
    const keys = [...new Set([...this.deciding.values()].flat())];
    const [row] = await tx.rows<PartRow>(partStatement, [id, keys, !masked]);
    return row;
  }

  /** Remembers which questions of a document decide about others, so that one statement is enough. */
  private async learn(tx: ReadTransaction, row: PartRow): Promise<void> {
    const { document } = await this.templates.pinned(tx, row.template_version_id, row.content_hash);
    const keys = decidingQuestions(
      document,
      document.questions.map(({ key }) => key),
    );
    this.deciding.set(row.content_hash, keys);
    const oldest = this.deciding.keys().next().value;
    if (this.deciding.size > rememberedDocuments && oldest !== undefined)
      this.deciding.delete(oldest);
  }
}
