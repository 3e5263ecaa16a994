import type { Facts } from '@consilium/domain/access';
import {
  judgedAnswer,
  opensOthers,
  parseAnswerInput,
  progressAfter,
  saveDraft,
  type AnswerContent,
  type AnswerInput,
  type ProgressDelta,
  type SaveOccasion,
} from '@consilium/domain/answers';
import { isId, isRefusal, refuse, type Id, type Refusal } from '@consilium/domain/kernel';
import { leadRoleOf, type Question } from '@consilium/domain/templates';
import type { TemplateLibrary } from '../templates';
import type {
  Actor,
  KeptResult,
  Outcome,
  UnitOfWork,
  WriteTransaction,
} from '../platform/database';
import { answerView, keptAnswer, type AnswerRecord, type AnswerView } from './answer-view';
import { settleProgress } from './progress';
import { keepRevisions, type RevisedAnswer } from './revisions';

/** One save of one answer, as a client sends it. */
export interface SaveAnswer extends AnswerInput {
  readonly operationId: Id;
  readonly partId: Id;
  readonly questionKey: string;
  readonly siteId: Id | null;
  /** Version the person was looking at; 0 when there was none. */
  readonly baseVersion: number;
  /** Seat whose answer is written down by somebody else, when that is so. */
  readonly onBehalfOf: Id | null;
  /** Member under whose session the words were written; another session may not send them. */
  readonly writtenBy?: Id | null;
  /** Template version the words answer to, by its hash. */
  readonly contentHash?: string | null;
}

/** Takes an answer back to a version of its history. */
export interface RestoreRevision {
  readonly operationId: Id;
  readonly partId: Id;
  readonly questionKey: string;
  readonly siteId: Id | null;
  readonly revisionId: Id;
  readonly baseVersion: number;
}

export type SaveAnswerOutcome =
  | { readonly kind: 'saved'; readonly answer: AnswerView }
  | { readonly kind: 'conflict'; readonly current: AnswerView };

/** The context of the subject `part_answer`. */
interface SaveContext {
  readonly answerSetId: Id;
  readonly templateVersionId: Id;
  readonly contentHash: string;
  readonly sectionKey: string;
  readonly leadRole: string;
  /** The site answered for is one of the organisation's, or none is named. */
  readonly site: boolean;
  /** Display name of who writes. */
  readonly writer: string;
  /** Display name of the seat written for, when it is of this evaluation. */
  readonly behalf: string | null;
  readonly answer: AnswerRecord | null;
}

/** A change of one answer, whatever its occasion. */
interface AnswerChange {
  readonly operationId: Id;
  readonly partId: Id;
  readonly questionKey: string;
  readonly siteId: Id | null;
  readonly baseVersion: number;
  readonly onBehalfOf: Id | null;
  readonly contentHash: string | null;
  readonly occasion: SaveOccasion;
  readonly restoredFrom?: Id;
  /** The words as they were sent, when they were: a repeat brings them again. */
  readonly sent?: AnswerInput;
  content(
    tx: WriteTransaction,
    question: Question,
    current: AnswerRecord | null,
  ): Promise<AnswerContent | Refusal>;
}

// One statement for the answer and, when its weight changed, the kept counts, which come last.
const writeStatement = {
  name: 'answer-write',
  text: `with written as (
  insert into answer as a (organisation_id, id, answer_set_id, part_id, question_key, site_id,
    respondent_seat_id, state, value, comment, version, revised_version, author_seat_id, author_id,
    on_behalf_of, updated_at)
  values ($1, $2, $3, $4, $5, $6, null, $7, $8::jsonb, $9, $10, $11, $12, $13, $14, $15)
  on conflict (organisation_id, answer_set_id, question_key, site_id, respondent_seat_id) do update
    set state = excluded.state, value = excluded.value, comment = excluded.comment,
      version = excluded.version, revised_version = excluded.revised_version,
      author_seat_id = excluded.author_seat_id, author_id = excluded.author_id,
      on_behalf_of = excluded.on_behalf_of, updated_at = excluded.updated_at,
      to_confirm = false
    where a.version = $10 - 1
  returning a.id
), counted as (
  update evaluation_progress set answered = answered + $17, unknown = unknown + $18,
      hard_blockers = hard_blockers + $19, soft_blockers = soft_blockers + $20
   where $21 and organisation_id = $1 and evaluation_id = $16 and exists (select 1 from written)
)
select id from written`,
};

const nothing: ProgressDelta = { answered: 0, unknown: 0, hardBlockers: 0, softBlockers: 0 };

/** Writing answers. */
export class AnswersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /**
   * Saves a draft: one guarded update. Refused when the part is not the actor's or no longer open,
   * or the value is not of the question's type; a conflict when somebody saved in between.
   */
  async saveAnswer(actor: Actor, input: SaveAnswer): Promise<Outcome<SaveAnswerOutcome>> {
    if (input.writtenBy != null && input.writtenBy !== actor.principal.id) {
      return refuse('other_session');
    }
    return this.change(actor, {
      ...input,
      contentHash: input.contentHash ?? null,
      occasion: 'typed',
      content: async (_tx, question) => parseAnswerInput(question, input),
      sent: input,
    });
  }

  /**
   * Takes the words of an earlier version as a new one; what stood is kept in the history. A
   * conflict when somebody saved in between.
   */
  async restoreRevision(actor: Actor, input: RestoreRevision): Promise<Outcome<SaveAnswerOutcome>> {
    if (!isId(input.revisionId)) return refuse('not_found');
    return this.change(actor, {
      ...input,
      onBehalfOf: null,
      contentHash: null,
      occasion: 'restored',
      restoredFrom: input.revisionId,
      content: async (tx, question, current) => {
        const [revision] = await tx.rows<AnswerContent & { answer_id: Id }>(
          'select answer_id, state, value, comment from answer_revision where id = $1',
          [input.revisionId],
        );
        if (!revision || revision.answer_id !== current?.id) return refuse('not_found');
        // A template of today may no longer take what was answered under an older version.
        const content = parseAnswerInput(question, revision);
        if (isRefusal(content)) return content;
        const same =
          content.state === current.state &&
          content.comment === current.comment &&
          JSON.stringify(content.value) === JSON.stringify(current.value);
        return same ? refuse('nothing_to_restore') : content;
      },
    });
  }

  /** A save that met another one is tried again: then it finds the conflict, and shows it. */
  private async change(actor: Actor, change: AnswerChange): Promise<Outcome<SaveAnswerOutcome>> {
    const outcome = await this.tryChange(actor, change);
    const raced = isRefusal(outcome) && outcome.code === 'stale_version';
    return raced ? this.tryChange(actor, change) : outcome;
  }

  /**
   * The words of an answer are kept where they belong, and not with the operation; a repeat, which is
   * the same request, brings them again. A conflict wrote nothing and is looked for again.
   */
  private withoutWords(
    sent: AnswerInput,
    pin: () => TemplatePin | null,
  ): KeptResult<SaveAnswerOutcome> {
    return {
      shorten: (result) =>
        result.kind === 'saved'
          ? { answer: { ...result.answer, value: null, comment: '' }, pin: pin() }
          : undefined,
      restore: async (kept, tx) => {
        const { answer, pin: version } = kept as KeptSave;
        const { document } = await this.templates.pinned(tx, version.id, version.contentHash);
        const question = document.questions.find(({ key }) => key === answer.questionKey);
        const content = question && parseAnswerInput(question, sent);
        if (!content || isRefusal(content)) throw new Error('a repeat that differs from its first');
        return { kind: 'saved', answer: { ...answer, ...content } };
      },
    };
  }

  private async tryChange(actor: Actor, change: AnswerChange): Promise<Outcome<SaveAnswerOutcome>> {
    const { siteId, onBehalfOf, questionKey, partId } = change;
    if (siteId !== null && !isId(siteId)) return refuse('invalid_input');
    if (onBehalfOf !== null && !isId(onBehalfOf)) return refuse('invalid_input');
    let pin: TemplatePin | null = null;
    return this.unitOfWork.act<SaveAnswerOutcome>(
      actor,
      onBehalfOf === null ? 'answer.save' : 'answer.recordForOther',
      { kind: 'part_answer', id: partId },
      {
        operationId: change.operationId,
        context: [questionKey, siteId, onBehalfOf],
        ...(change.sent && { kept: this.withoutWords(change.sent, () => pin) }),
      },
      async (tx, { evaluationId, facts, context }) => {
        if (!context) return refuse('not_found');
        const found = context as SaveContext;
        if (!found.site) return refuse('not_found');
        if (onBehalfOf !== null && found.behalf === null) return refuse('invalid_input');
        if (change.contentHash !== null && change.contentHash !== found.contentHash) {
          return refuse('template_changed');
        }
        const { document } = await this.templates.pinned(
          tx,
          found.templateVersionId,
          found.contentHash,
        );
        pin = { id: found.templateVersionId, contentHash: found.contentHash };
        const question = document.questions.find(({ key }) => key === questionKey);
        if (!question) return refuse('unknown_question');
        if (question.section !== found.sectionKey || leadRoleOf(question) !== found.leadRole) {
          return refuse('question_not_in_part');
        }
        const content = await change.content(tx, question, found.answer);
        if (isRefusal(content)) return content;
        const authorSeatId = seatOf(facts);
        if (isRefusal(authorSeatId)) return authorSeatId;

        const current = found.answer && keptAnswer(found.answer);
        const saved = saveDraft(
          current,
          content,
          change.baseVersion,
          { principalId: actor.principal.id, seatId: authorSeatId, onBehalfOf },
          tx.now,
          change.occasion,
        );
        if (saved.kind === 'conflict') {
          if (!found.answer) throw new Error('a conflict with no answer');
          return { kind: 'conflict', current: answerView(found.answer) };
        }
        const { next } = saved;
        const id = found.answer?.id ?? tx.newId();
        // Only what the whole organisation answers is counted; sites answer beside it.
        const weight =
          siteId === null
            ? progressAfter(
                document,
                question,
                current && judgedAnswer(current),
                judgedAnswer(content),
              )
            : null;
        const delta = weight === null || weight === 'recount' ? nothing : weight;
        const written = await tx.rows(writeStatement, [
          actor.organisationId,
          id,
          found.answerSetId,
          partId,
          questionKey,
          siteId,
          next.state,
          next.value === null ? null : JSON.stringify(next.value),
          next.comment,
          next.version,
          next.revisedVersion,
          next.authorSeatId,
          next.authorId,
          next.onBehalfOf,
          next.updatedAt,
          evaluationId,
          delta.answered,
          delta.unknown,
          delta.hardBlockers,
          delta.softBlockers,
          delta !== nothing,
        ]);
        // Somebody's save was committed while this one waited: look again, and find the conflict.
        if (written.length === 0) return refuse('stale_version');
        const revised: RevisedAnswer[] = [];
        if (saved.keepPrevious && current) revised.push({ answerId: id, kept: current });
        if (saved.keepNext) {
          const { restoredFrom } = change;
          revised.push({ answerId: id, kept: next, ...(restoredFrom && { restoredFrom }) });
        }
        await keepRevisions(tx, revised, { mark: false });
        if (weight === 'recount') {
          // Whoever does not read the part is told only where questions of others come and go with it.
          const about = opensOthers(document, question.key) ? {} : { partId };
          await settleProgress(tx, this.templates, evaluationId, about);
        }
        tx.signal({ topic: 'answer.saved', id, partId });
        if (delta !== nothing) tx.signal({ topic: 'progress.changed', partId });
        const record: AnswerRecord = {
          ...next,
          id,
          partId,
          questionKey,
          siteId,
          authorName: found.writer,
          onBehalfOfName: onBehalfOf === null ? null : found.behalf,
          updatedAt: next.updatedAt.toISOString(),
          toConfirm: false,
        };
        return { kind: 'saved', answer: answerView(record) };
      },
    );
  }
}

/** A version of a template. */
interface TemplatePin {
  readonly id: Id;
  readonly contentHash: string;
}

/** A saved answer as it is kept for repeats: without its words. */
interface KeptSave {
  readonly answer: AnswerView;
  readonly pin: TemplatePin;
}

/**
 * The seat that writes. A coordinator of the organisation without a seat on the panel can look, but
 * an answer has an author on the panel.
 */
export const seatOf = (facts: Facts): Id | Refusal => facts.seats[0]?.id ?? refuse('not_assigned');
