import {
  answerRoles,
  decide,
  type AnswerRole,
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
import type { TemplateLibrary } from '../templates';
import {
  activeSeat,
  memberIdOf,
  type Decision,
  type ReadTransaction,
  type UnitOfWork,
} from '../platform/database';
import { answerJson, answerView, type AnswerRecord, type AnswerView } from './answer-view';
import { contextAsRead, flagsOf, loadContext } from './evaluation-context';
import { evidenceCountsFor } from './evidence-counts';
import type { DecidingAnswer, PartContent } from './part-content';
import { hidesFrom } from './reach';
import type { SupplierReplyView } from './supplier.service';

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
  /** Something of the file is kept from the reader. */
  hides: boolean;
}

const frameStatement = {
  name: 'answering-frame',
  text: `select e.reference, e.title, d.name || ' ' || v.version as device,
    (select coalesce(json_agg(json_build_object('id', p.id, 'dueOn', p.due_on,
        'gapsReason', p.gaps_reason, 'assignees', (select json_agg(m.display_name order by a.assigned_at)
          from part_assignee a
          join seat w on w.organisation_id = a.organisation_id and w.id = a.seat_id
          join member m on m.organisation_id = w.organisation_id and m.id = w.member_id
          where a.organisation_id = p.organisation_id and a.part_id = p.id))), '[]')
      from part p where p.organisation_id = e.organisation_id and p.evaluation_id = e.id) as parts,
    (select coalesce(json_agg(json_build_object('seatId', w.id, 'displayName', m.display_name,
        'profession', w.profession, 'answerRoles', w.answer_roles, 'functions', w.functions)
        order by m.display_name), '[]')
      from seat w join member m on m.organisation_id = w.organisation_id and m.id = w.member_id
      where w.organisation_id = e.organisation_id and w.evaluation_id = e.id
        and ${activeSeat('w')}) as seats,
    ${hidesFrom('$2::uuid')} as hides
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
  text: `select json_agg(h order by (h->>'version')::integer desc) as versions from (
    select json_build_object('revisionId', r.id, 'version', r.version,
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

  /**
   * One part with its answers; masked when it is reserved to others, or the reader is recused from the
   * file; null when not visible.
   */
  async part(tx: ReadTransaction, id: Id): Promise<PartPage | null> {
    let found = await this.partFound(tx, id);
    if (found && !this.deciding.has(found.part.contentHash)) {
      await this.learn(tx, found.part);
      found = await this.partFound(tx, id);
    }
    const refusal = found && decide('answer.see', found.facts, found.subject);
    if (!found || (refusal && !['not_cleared', 'recused'].includes(refusal.code))) {
      this.unitOfWork.missing(tx.actor, 'answer.see');
      return null;
    }
    const { evaluationId, facts, part } = found;
    const masked = refusal !== null;
    const answers = masked ? [] : part.answers;
    const { document } = await this.templates.pinned(tx, part.templateVersionId, part.contentHash);
    const place = { section: part.sectionKey, leadRole: part.leadRole };
    const readable = (answer: DecidingAnswer): boolean =>
      decide('answer.see', facts, {
        part: { id: answer.partId, section: answer.sectionKey, state: 'open' },
        clearance: answer.clearance,
      }) === null;
    const asked = questionsLedBy(document, part.sectionKey, part.leadRole).map(({ key }) => key);
    const needed = new Set(decidingQuestions(document, asked));
    const others = part.deciding.filter(({ questionKey }) => needed.has(questionKey));
    const flags = flagsOf(part.profile);
    const evidenceCounts = evidenceCountsFor(facts, part.evidence);
    const own = answers.filter(({ siteId }) => siteId === null);
    const now = partAt(
      document,
      {
        answers: { ...judgedAnswers(others), ...judgedAnswers(own) },
        flags,
        addedModules: [],
        evidenceCounts,
      },
      place,
    );
    return {
      id,
      evaluationId,
      sectionKey: part.sectionKey,
      leadRole: part.leadRole,
      state: part.state,
      dueOn: part.dueOn,
      submittedAt: part.submittedAt && new Date(part.submittedAt).toISOString(),
      submittedBy: part.submittedBy,
      gapsReason: masked ? null : part.gapsReason,
      returnReason: masked ? null : part.returnReason,
      masked,
      contentHash: part.contentHash,
      questionKeys: now.questions.map(({ key }) => key),
      conditionFacts: {
        answers: judgedAnswers(others.filter(readable)),
        flags,
        addedModules: [],
        hidden: others.filter((answer) => !readable(answer)).map(({ questionKey }) => questionKey),
      },
      answers: answers.map(answerView),
      evidenceCounts,
      supplierReplies: masked ? [] : part.replies,
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
    const [frame] = await tx.rows<FrameRow>(frameStatement, [evaluationId, memberIdOf(tx.actor)]);
    const context = await loadContext(tx, this.templates, evaluationId);
    // Which questions apply follows from all answers; what is counted on them, from those that are read.
    const asRead = frame?.hides ? await contextAsRead(tx, this.templates, evaluationId) : context;
    if (!context || !asRead || !frame) return null;
    const { document, today } = context;
    const active = new Set(activeQuestionsOf(document, context.facts).map((each) => each.key));
    const order = document.sections.map(({ key }) => key);
    const parts = (decide('evaluation.read', facts) === null ? context.parts : [])
      .map((part) => ({ part, now: partAt(document, context.facts, part) }))
      .filter(({ now }) => now.questions.some(({ key }) => active.has(key)))
      .toSorted(
        (a, b) =>
          order.indexOf(a.part.section) - order.indexOf(b.part.section) ||
          answerRoles.indexOf(a.part.leadRole) - answerRoles.indexOf(b.part.leadRole),
      )
      .map(({ part, now }): PartLine => {
        const line = frame.parts.find(({ id }) => id === part.id);
        const dueOn = line?.dueOn ?? null;
        const subject = {
          part: { id: part.id, section: part.section, state: part.state },
          clearance: part.clearance,
        };
        const masked = decide('answer.see', facts, subject) !== null;
        return {
          id: part.id,
          sectionKey: part.section,
          leadRole: part.leadRole,
          state: part.state,
          dueOn,
          late: part.state !== 'submitted' && dueOn !== null && dueOn < today,
          closedWithGaps: part.state === 'submitted' && line?.gapsReason != null,
          mine: facts.assignedParts.includes(part.id),
          masked,
          assignees: line?.assignees ?? [],
          progress: progressOf(masked ? partAt(document, asRead.facts, part) : now, asRead.facts),
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
    const decision = await this.unitOfWork.open(tx, 'answer.see', { kind: 'answer', id });
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
    const decision = await this.unitOfWork.open(tx, 'answer.see', { kind: 'answer', id });
    if (isRefusal(decision)) return null;
    const [row] = await tx.rows<{ versions: AnswerVersion[] | null }>(historyStatement, [id]);
    return (row?.versions ?? []).map((version) => ({
      ...version,
      writtenAt: new Date(version.writtenAt).toISOString(),
    }));
  }

  private async partFound(
    tx: ReadTransaction,
    id: Id,
  ): Promise<(Decision & { part: PartContent }) | null> {
    const keys = [...new Set([...this.deciding.values()].flat())];
    const decision = await this.unitOfWork.factsFor(tx, { kind: 'part_page', id }, [keys]);
    return decision && { ...decision, part: decision.context as PartContent };
  }

  /** Remembers which questions of a document decide about others, so that one statement is enough. */
  private async learn(tx: ReadTransaction, part: PartContent): Promise<void> {
    const { document } = await this.templates.pinned(tx, part.templateVersionId, part.contentHash);
    const keys = decidingQuestions(
      document,
      document.questions.map(({ key }) => key),
    );
    this.deciding.set(part.contentHash, keys);
    const oldest = this.deciding.keys().next().value;
    if (this.deciding.size > rememberedDocuments && oldest !== undefined)
      this.deciding.delete(oldest);
  }
}
