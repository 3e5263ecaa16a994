import type { Facts } from '@consilium/domain/access';
import {
  parseAnswerInput,
  saveDraft,
  type AnswerInput,
  type KeptAnswer,
} from '@consilium/domain/answers';
import { isId, isRefusal, refuse, type Id } from '@consilium/domain/kernel';
import { leadRoleOf } from '@consilium/domain/templates';
import type { TemplateLibrary } from '../templates';
import { digestContent } from '../platform/events';
import type { Actor, Outcome, UnitOfWork, WriteTransaction } from '../platform/database';

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
}

/** An answer as clients see it. */
export interface AnswerView {
  readonly id: Id;
  readonly questionKey: string;
  readonly siteId: Id | null;
  readonly state: KeptAnswer['state'];
  readonly value: unknown;
  readonly comment: string;
  readonly version: number;
  readonly authorSeatId: Id;
  readonly onBehalfOf: Id | null;
  readonly updatedAt: string;
}

export type SaveAnswerOutcome =
  | { readonly kind: 'saved'; readonly answer: AnswerView }
  | { readonly kind: 'conflict'; readonly current: AnswerView };

interface CurrentRow {
  answer_set_id: Id;
  template_version_id: Id;
  content_hash: string;
  section_key: string;
  lead_role: string;
  behalf_ok: boolean;
  id: Id | null;
  state: KeptAnswer['state'];
  value: unknown;
  comment: string;
  version: number;
  author_id: Id;
  author_seat_id: Id;
  on_behalf_of: Id | null;
  updated_at: Date;
  revised_version: number;
}

const currentStatement = {
  name: 'answer-current',
  text: `select s.id as answer_set_id, t.id as template_version_id, t.content_hash,
    p.section_key, p.lead_role,
    ($4::uuid is null or exists (select 1 from seat b where b.organisation_id = p.organisation_id
      and b.evaluation_id = p.evaluation_id and b.id = $4)) as behalf_ok,
    a.id, a.state, a.value, a.comment, a.version, a.author_id, a.author_seat_id, a.on_behalf_of,
    a.updated_at, a.revised_version
  from part p
  join evaluation e on e.organisation_id = p.organisation_id and e.id = p.evaluation_id
  join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
  join answer_set s on s.organisation_id = e.organisation_id and s.evaluation_id = e.id
  left join answer a on a.organisation_id = s.organisation_id and a.answer_set_id = s.id
    and a.question_key = $2 and a.site_id is not distinct from $3 and a.respondent_seat_id is null
  where p.id = $1`,
};

// One statement for the answer and, when a state changed, the kept counts, which come last.
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
      on_behalf_of = excluded.on_behalf_of, updated_at = excluded.updated_at
    where a.version = $10 - 1
  returning a.id
), counted as (
  update evaluation_progress set answered = answered + $17, unknown = unknown + $18
   where ($17 <> 0 or $18 <> 0) and organisation_id = $1 and evaluation_id = $16
     and exists (select 1 from written)
)
select id from written`,
};

/** What people do with answers. */
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
    const outcome = await this.trySave(actor, input);
    const raced = isRefusal(outcome) && outcome.code === 'stale_version';
    return raced ? this.trySave(actor, input) : outcome;
  }

  private async trySave(actor: Actor, input: SaveAnswer): Promise<Outcome<SaveAnswerOutcome>> {
    if (input.siteId !== null && !isId(input.siteId)) return refuse('invalid_input');
    if (input.onBehalfOf !== null && !isId(input.onBehalfOf)) return refuse('invalid_input');
    const action = input.onBehalfOf === null ? 'answer.save' : 'answer.recordForOther';
    return this.unitOfWork.act(
      actor,
      action,
      { kind: 'part', id: input.partId },
      { operationId: input.operationId },
      async (tx, { evaluationId, facts }) => {
        const [row] = await tx.rows<CurrentRow>(currentStatement, [
          input.partId,
          input.questionKey,
          input.siteId,
          input.onBehalfOf,
        ]);
        if (!row) return refuse('not_found');
        if (!row.behalf_ok) return refuse('invalid_input');
        const { document } = await this.templates.pinned(
          tx,
          row.template_version_id,
          row.content_hash,
        );
        const question = document.questions.find(({ key }) => key === input.questionKey);
        if (!question) return refuse('unknown_question');
        if (question.section !== row.section_key || leadRoleOf(question) !== row.lead_role) {
          return refuse('question_not_in_part');
        }
        const content = parseAnswerInput(question, input);
        if (isRefusal(content)) return content;

        const current = row.id === null ? null : keptAnswer(row);
        const seatId = authorSeat(facts);
        const saved = saveDraft(
          current,
          content,
          input.baseVersion,
          { principalId: actor.principal.id, seatId, onBehalfOf: input.onBehalfOf },
          tx.now,
        );
        const id = row.id ?? tx.newId();
        if (saved.kind === 'conflict') {
          return { kind: 'conflict', current: answerView(id, input, saved.current) };
        }
        const { next, delta } = saved;
        if (saved.keepPrevious && current) await this.keepRevision(tx, id, current);
        const written = await tx.rows(writeStatement, [
          actor.organisationId,
          id,
          row.answer_set_id,
          input.partId,
          input.questionKey,
          input.siteId,
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
        ]);
        // Somebody's save was committed while this one waited: look again, and find the conflict.
        if (written.length === 0) return refuse('stale_version');
        tx.signal({ topic: 'answer.saved', id });
        if (delta.answered !== 0 || delta.unknown !== 0) tx.signal({ topic: 'progress.changed' });
        return { kind: 'saved', answer: answerView(id, input, next) };
      },
    );
  }

  /** Writes down the version that stood, with its event; the digest's salt stays with the words. */
  private async keepRevision(tx: WriteTransaction, answerId: Id, kept: KeptAnswer): Promise<void> {
    const { salt, digest } = digestContent({
      state: kept.state,
      value: kept.value,
      comment: kept.comment,
    });
    const revisionId = tx.newId();
    const inserted = await tx.rows(
      `insert into answer_revision (organisation_id, id, answer_id, version, state, value, comment,
         author_seat_id, author_id, on_behalf_of, written_at, salt)
       values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11, $12)
       on conflict (organisation_id, answer_id, version) do nothing returning id`,
      [
        tx.actor.organisationId,
        revisionId,
        answerId,
        kept.version,
        kept.state,
        kept.value === null ? null : JSON.stringify(kept.value),
        kept.comment,
        kept.authorSeatId,
        kept.authorId,
        kept.onBehalfOf,
        kept.updatedAt,
        salt,
      ],
    );
    if (inserted.length === 0) return;
    tx.record({
      type: 'answer.revised',
      subject: { kind: 'answer', id: answerId },
      seatId: kept.authorSeatId,
      onBehalfOf: kept.onBehalfOf,
      data: { revisionId, version: kept.version },
      contentDigest: digest,
    });
  }
}

const authorSeat = (facts: Facts): Id => {
  const [seat] = facts.seats;
  if (!seat) throw new Error('an answer was allowed to somebody without a seat');
  return seat.id;
};

const keptAnswer = (row: CurrentRow): KeptAnswer => ({
  state: row.state,
  value: row.value,
  comment: row.comment,
  version: row.version,
  authorId: row.author_id,
  authorSeatId: row.author_seat_id,
  onBehalfOf: row.on_behalf_of,
  updatedAt: row.updated_at,
  revisedVersion: row.revised_version,
});

const answerView = (
  id: Id,
  input: Pick<SaveAnswer, 'questionKey' | 'siteId'>,
  kept: KeptAnswer,
): AnswerView => ({
  id,
  questionKey: input.questionKey,
  siteId: input.siteId,
  state: kept.state,
  value: kept.value,
  comment: kept.comment,
  version: kept.version,
  authorSeatId: kept.authorSeatId,
  onBehalfOf: kept.onBehalfOf,
  updatedAt: kept.updatedAt.toISOString(),
});
