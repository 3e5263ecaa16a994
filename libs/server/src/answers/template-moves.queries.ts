import { decide, type AnswerRole, type Clearance, type PartState } from '@consilium/domain/access';
import {
  barToTemplateMove,
  isLaterVersion,
  judgedAnswer,
  planTemplateMove,
  type AnswerFate,
  type MovableAnswer,
} from '@consilium/domain/answers';
import { isRefusal, type Id, type Refusal, type Texts } from '@consilium/domain/kernel';
import { summaryOfAnswer, type Question, type TemplateDocument } from '@consilium/domain/templates';
import type { TemplateLibrary, TemplateVersionsService, TemplateVersionView } from '../templates';
import type { Decision, ReadTransaction, UnitOfWork } from '../platform/database';
import type { AnswerRecord } from './answer-view';
import { loadContext, type EvaluationContext } from './evaluation-context';
import { versionOf, type WasRated } from './template-moves.service';

/** An answer that a move would not leave as it is. */
export interface TouchedAnswer {
  readonly questionKey: string;
  readonly siteId: Id | null;
  readonly fate: Exclude<AnswerFate, 'kept'>;
  /** In words, under the question as it was asked. */
  readonly answer: Texts;
}

export interface PlaceOfPart {
  readonly section: string;
  readonly leadRole: AnswerRole;
}

/** What a move would do to this file, as it now stands. */
export interface TemplateMovePreview {
  readonly target: TemplateVersionView;
  /** Answers that stay as they are. */
  readonly kept: number;
  readonly touched: readonly TouchedAnswer[];
  /** Parts handed in that would be given back. */
  readonly returned: readonly PlaceOfPart[];
  /** Parts that would be opened, with nobody to answer them yet. */
  readonly added: readonly PlaceOfPart[];
}

/** A move that was made. */
export interface TemplateMoveView {
  readonly id: Id;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly movedBy: string;
  readonly movedAt: string;
}

/** An answer whose question is asked no more, with the words of the question. */
export interface RetiredAnswer {
  readonly id: Id;
  readonly questionKey: string;
  readonly section: Texts;
  readonly question: Texts;
  readonly answer: Texts;
  readonly comment: string;
  readonly authorName: string;
  readonly updatedAt: string;
}

/** The version of a file's template: which it is on, where it may go, where it came from. */
export interface TemplateOfFile {
  readonly evaluationId: Id;
  readonly current: TemplateVersionView;
  /** Later versions of the same template, the latest first. */
  readonly later: readonly TemplateVersionView[];
  /** Why the reader may not move the file; null when she may, or when there is nowhere to go. */
  readonly refusal: Refusal | null;
  /** Null without a version to go to, or for who may not. */
  readonly preview: TemplateMovePreview | null;
  /** The latest first. */
  readonly moves: readonly TemplateMoveView[];
  readonly retired: readonly RetiredAnswer[];
}

interface MoveRow {
  id: Id;
  from_version_id: Id;
  from_version: string;
  to_version: string;
  reason: string;
  moved_by: string;
  moved_at: Date;
}

const movesStatement = {
  name: 'template-moves',
  text: `select x.id, x.from_version_id, f.version as from_version, t.version as to_version, x.reason,
    m.display_name as moved_by, x.moved_at
  from template_move_made x
  join template_version f on f.organisation_id = x.organisation_id and f.id = x.from_version_id
  join template_version t on t.organisation_id = x.organisation_id and t.id = x.to_version_id
  join member m on m.organisation_id = x.organisation_id and m.id = x.moved_by
  where x.evaluation_id = $1 order by x.moved_at desc, x.id desc`,
};

const inBoth = (question: Question, answer: MovableAnswer): Texts => {
  const judged = judgedAnswer(answer);
  return {
    fr: summaryOfAnswer(question, judged, 'fr'),
    en: summaryOfAnswer(question, judged, 'en'),
  };
};

/** Reading how a file stands to the versions of its template. */
export class TemplateMovesQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
    private readonly versions: TemplateVersionsService,
    private readonly wasRated: WasRated,
  ) {}

  /** Null when the file is not visible. Looks ahead to the version named, else to the latest. */
  async ofFile(
    tx: ReadTransaction,
    evaluationId: Id,
    targetId: Id | null,
  ): Promise<TemplateOfFile | null> {
    const decision = await this.unitOfWork.mayRead(tx, 'evaluation.see', {
      kind: 'evaluation',
      id: evaluationId,
    });
    if (isRefusal(decision)) return null;
    const context = await loadContext(tx, this.templates, evaluationId);
    if (!context) return null;
    const versions = await this.versions.list(tx);
    const current = versions.find(({ id }) => id === context.templateVersionId);
    if (!current) throw new Error(`the evaluation ${evaluationId} has no template`);
    const later = versions
      .filter(
        ({ templateKey, version }) =>
          templateKey === current.templateKey && isLaterVersion(version, current.version),
      )
      .toSorted((a, b) => (isLaterVersion(a.version, b.version) ? -1 : 1));
    const target = targetId === null ? later[0] : later.find(({ id }) => id === targetId);
    const after = target ? await versionOf(tx, this.templates, target.id) : null;
    const refusal =
      after &&
      (decide('template.move', decision.facts) ??
        barToTemplateMove(context.document, after.document, {
          rated: await this.wasRated(tx, evaluationId),
        }));
    const moves = await tx.rows<MoveRow & Record<string, unknown>>(movesStatement, [evaluationId]);
    return {
      evaluationId,
      current,
      later,
      refusal,
      preview:
        target && after && !refusal
          ? { target, ...previewOf(context, after.document, decision) }
          : null,
      moves: moves.map((row) => ({
        id: row.id,
        from: row.from_version,
        to: row.to_version,
        reason: row.reason,
        movedBy: row.moved_by,
        movedAt: row.moved_at.toISOString(),
      })),
      retired: await this.retired(tx, context, decision, moves),
    };
  }

  /** Answers that no question of the pinned version asks for, as far as the reader may see them. */
  private async retired(
    tx: ReadTransaction,
    context: EvaluationContext,
    { facts }: Decision,
    moves: readonly MoveRow[],
  ): Promise<RetiredAnswer[]> {
    const asked = new Set(context.document.questions.map(({ key }) => key));
    const orphans = context.answers.filter(
      (answer) => answer.state !== 'empty' && !asked.has(answer.questionKey),
    );
    if (orphans.length === 0) return [];
    const documents: TemplateDocument[] = [];
    for (const { from_version_id: id } of moves) {
      const version = await versionOf(tx, this.templates, id);
      if (version) documents.push(version.document);
    }
    return orphans
      .filter((answer) => decide('answer.see', facts, subjectOf(context, answer)) === null)
      .flatMap((answer) => retiredAnswer(answer, documents) ?? []);
  }
}

function subjectOf({ parts }: EvaluationContext, { partId }: AnswerRecord) {
  const part = parts.find(({ id }) => id === partId);
  if (!part) throw new Error(`an answer lies in the part ${partId} of another file`);
  const { id, section, state, clearance } = part;
  return { part: { id, section, state }, clearance } satisfies {
    part: { id: Id; section: string; state: PartState };
    clearance: Clearance;
  };
}

/** The answer with its question as the latest version that asked it says it. */
function retiredAnswer(
  answer: AnswerRecord,
  documents: readonly TemplateDocument[],
): RetiredAnswer | null {
  const document = documents.find(({ questions }) =>
    questions.some(({ key }) => key === answer.questionKey),
  );
  const question = document?.questions.find(({ key }) => key === answer.questionKey);
  const section = document?.sections.find(({ key }) => key === question?.section);
  if (!question || !section) return null;
  return {
    id: answer.id,
    questionKey: answer.questionKey,
    section: section.title,
    question: question.text,
    answer: inBoth(question, answer),
    comment: answer.comment,
    authorName: answer.authorName,
    updatedAt: new Date(answer.updatedAt).toISOString(),
  };
}

function previewOf(
  { document, parts, answers, facts }: EvaluationContext,
  after: TemplateDocument,
  { facts: viewer }: Decision,
): Omit<TemplateMovePreview, 'target'> {
  const plan = planTemplateMove(document, after, { phase: viewer.phase, parts, answers, facts });
  const given = plan.answers.filter(({ answer }) => answer.state !== 'empty');
  const questions = new Map(document.questions.map((question) => [question.key, question]));
  return {
    kept: given.filter(({ fate }) => fate === 'kept').length,
    touched: given.flatMap(({ answer, fate }): TouchedAnswer[] => {
      const question = questions.get(answer.questionKey);
      // Without its question here it is read among the answers that are asked for no more.
      if (fate === 'kept' || !question) return [];
      const { questionKey, siteId } = answer;
      return [{ questionKey, siteId, fate, answer: inBoth(question, answer) }];
    }),
    returned: parts
      .filter(({ id }) => plan.returned.includes(id))
      .map(({ section, leadRole }) => ({ section, leadRole })),
    added: plan.added,
  };
}
