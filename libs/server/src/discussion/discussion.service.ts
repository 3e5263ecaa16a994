import { decide, type Facts } from '@consilium/domain/access';
import {
  anchorKinds,
  editComment,
  maxMentions,
  mayWithdraw,
  parseBody,
  threadKinds,
  type Anchor,
  type ThreadState,
} from '@consilium/domain/discussion';
import { isRefusal, refuse, type Id, type Refusal } from '@consilium/domain/kernel';
import {
  memberIdOf,
  type Actor,
  type Decision,
  type Outcome,
  type UnitOfWork,
  type ReadTransaction,
  type WriteTransaction,
} from '../platform/database';
import { digestContent } from '../platform/events';
import type { TemplateLibrary } from '../templates';
import { sectionOf } from './anchors';
import { seatsInReach, type About } from './discussion.queries';
import { anchorCleared, hiddenQuestions } from './visible-threads';

/** Names what a write concerned; the caller reads the rest as the actor may see it. */
export interface Spoken {
  readonly evaluationId: Id;
  readonly threadId: Id;
}

interface ThreadRow extends Record<string, unknown> {
  anchor_kind: Anchor['kind'];
  anchor_id: string;
  section_key: string | null;
  kind: string;
  state: ThreadState;
  assigned_seat: Id | null;
}

interface CommentRow extends Record<string, unknown> {
  thread_id: Id;
  author_id: Id;
  body: string;
  posted_at: Date;
  withdrawn_at: Date | null;
  version: number;
}

/** What people do in discussions. Results hold identifiers only: they are kept for replays. */
export class DiscussionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /** Begins a thread about a question, document, statement or the whole file, with its first words. */
  async openThread(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly evaluationId: Id;
      readonly anchor: { readonly kind: string; readonly id: string };
      readonly kind: string;
      readonly body: string;
      readonly mentions: readonly Id[];
      readonly assignedSeat: Id | null;
    },
  ): Promise<Outcome<Spoken>> {
    const body = parseBody(input.body);
    if (isRefusal(body)) return body;
    const kind = threadKinds.find((known) => known === input.kind);
    const anchorKind = anchorKinds.find((known) => known === input.anchor.kind);
    if (!kind || !anchorKind) return refuse('invalid_input');
    const anchor: Anchor = { kind: anchorKind, id: input.anchor.id };
    return this.unitOfWork.act(
      actor,
      'thread.post',
      { kind: 'evaluation', id: input.evaluationId },
      { operationId: input.operationId },
      async (tx, { evaluationId, facts }) => {
        const section = await sectionOf(tx, this.templates, evaluationId, anchor);
        if (isRefusal(section)) return section;
        const refusal = section && decide('thread.post', facts, { section });
        if (refusal) return refusal;
        if (anchor.kind === 'question') {
          const hidden = await hiddenQuestions(tx, this.templates, evaluationId, facts);
          if (hidden.includes(anchor.id)) return refuse('not_cleared');
        }
        const threadId = tx.newId();
        const about = { ...anchor, section };
        const reach = await checkReach(tx, this.templates, evaluationId, about, facts, [
          ...input.mentions,
          ...(input.assignedSeat === null ? [] : [input.assignedSeat]),
        ]);
        if (reach) return reach;
        await tx.rows(
          `insert into thread (organisation_id, id, evaluation_id, anchor_kind, anchor_id,
             section_key, kind, state, opened_by, opened_by_seat, opened_at, assigned_seat)
           values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11)`,
          [
            actor.organisationId,
            threadId,
            evaluationId,
            anchor.kind,
            anchor.id,
            section,
            kind,
            actor.principal.id,
            seatOf(facts),
            tx.now,
            input.assignedSeat,
          ],
        );
        tx.record({
          type: 'thread.opened',
          subject: { kind: 'thread', id: threadId },
          seatId: seatOf(facts),
          data: { ...placeOf(about), kind, assignedSeat: input.assignedSeat },
        });
        await say(tx, facts, threadId, about, body, input.mentions);
        return { evaluationId, threadId };
      },
    );
  }

  /** Adds to an open thread. */
  async postComment(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly threadId: Id;
      readonly body: string;
      readonly mentions: readonly Id[];
    },
  ): Promise<Outcome<Spoken>> {
    const body = parseBody(input.body);
    if (isRefusal(body)) return body;
    return this.onThread(actor, 'thread.post', input, 'share', async (tx, thread, decision) => {
      if (thread.state === 'resolved') return refuse('thread_resolved');
      const about = aboutOf(thread);
      const reach = await checkReach(
        tx,
        this.templates,
        decision.evaluationId,
        about,
        decision.facts,
        input.mentions,
      );
      if (reach) return reach;
      await say(tx, decision.facts, input.threadId, about, body, input.mentions);
      return null;
    });
  }

  /** Mends a comment within a quarter of an hour; people named anew are told. */
  async editComment(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly commentId: Id;
      readonly baseVersion: number;
      readonly body: string;
      readonly mentions: readonly Id[];
    },
  ): Promise<Outcome<Spoken>> {
    return this.onComment(actor, input, async (tx, comment, thread, { evaluationId, facts }) => {
      if (thread.state === 'resolved') return refuse('thread_resolved');
      const mended = editComment(keptOf(comment), input, actor.principal.id, tx.now);
      if (isRefusal(mended)) return mended;
      const about = aboutOf(thread);
      const reach = await checkReach(
        tx,
        this.templates,
        evaluationId,
        about,
        facts,
        input.mentions,
      );
      if (reach) return reach;
      const { salt, digest } = digestContent({ body: mended.body });
      await tx.rows(
        'update comment set body = $2, version = $3, edited_at = $4, salt = $5 where id = $1',
        [input.commentId, mended.body, mended.version, tx.now, salt],
      );
      tx.record({
        type: 'comment.edited',
        subject: { kind: 'comment', id: input.commentId },
        seatId: seatOf(facts),
        data: { threadId: comment.thread_id, version: mended.version },
        contentDigest: digest,
      });
      await mention(tx, facts, comment.thread_id, input.commentId, about, input.mentions);
      return null;
    });
  }

  /** Takes back the words of one's own comment; the line stays, and says so. */
  async withdrawComment(
    actor: Actor,
    input: { readonly operationId: Id; readonly commentId: Id },
  ): Promise<Outcome<Spoken>> {
    return this.onComment(actor, input, async (tx, comment, _thread, { facts }) => {
      const refusal = mayWithdraw(keptOf(comment), actor.principal.id);
      if (refusal) return refusal;
      await tx.rows(
        `update comment set body = '', salt = null, withdrawn_at = $2, version = version + 1
          where id = $1`,
        [input.commentId, tx.now],
      );
      await tx.rows('delete from comment_mention where comment_id = $1', [input.commentId]);
      tx.record({
        type: 'comment.withdrawn',
        subject: { kind: 'comment', id: input.commentId },
        seatId: seatOf(facts),
        data: { threadId: comment.thread_id },
      });
      return null;
    });
  }

  /** Says who is expected to act on a thread; null: nobody in particular. */
  async assignThread(
    actor: Actor,
    input: { readonly operationId: Id; readonly threadId: Id; readonly seatId: Id | null },
  ): Promise<Outcome<Spoken>> {
    return this.onThread(actor, 'thread.post', input, 'subject', async (tx, thread, decision) => {
      if (thread.state === 'resolved') return refuse('thread_resolved');
      if (input.seatId !== null) {
        const reach = await checkReach(
          tx,
          this.templates,
          decision.evaluationId,
          aboutOf(thread),
          decision.facts,
          [input.seatId],
        );
        if (reach) return reach;
      }
      await tx.rows('update thread set assigned_seat = $2 where id = $1', [
        input.threadId,
        input.seatId,
      ]);
      tx.record({
        type: 'thread.assigned',
        subject: { kind: 'thread', id: input.threadId },
        seatId: seatOf(decision.facts),
        data: { ...placeOf(aboutOf(thread)), assignedSeat: input.seatId },
      });
      return null;
    });
  }

  /** Settles a thread. An objection is lifted by who raised it, the coordinator or the chair. */
  async resolveThread(
    actor: Actor,
    input: { readonly operationId: Id; readonly threadId: Id },
  ): Promise<Outcome<Spoken>> {
    return this.onThread(actor, 'thread.resolve', input, 'subject', (tx, thread, { facts }) =>
      this.turn(tx, input.threadId, thread, facts, 'resolved'),
    );
  }

  /** Takes a settled thread up again; anybody who may write may do it. */
  async reopenThread(
    actor: Actor,
    input: { readonly operationId: Id; readonly threadId: Id },
  ): Promise<Outcome<Spoken>> {
    return this.onThread(actor, 'thread.post', input, 'subject', (tx, thread, { facts }) =>
      this.turn(tx, input.threadId, thread, facts, 'open'),
    );
  }

  private async turn(
    tx: WriteTransaction,
    threadId: Id,
    thread: ThreadRow,
    facts: Facts,
    state: ThreadState,
  ): Promise<Refusal | null> {
    if (thread.state === state) return refuse(state === 'open' ? 'thread_open' : 'thread_resolved');
    const resolved = state === 'resolved';
    await tx.rows(
      'update thread set state = $2, resolved_by = $3, resolved_at = $4 where id = $1',
      [threadId, state, resolved ? tx.actor.principal.id : null, resolved ? tx.now : null],
    );
    tx.record({
      type: resolved ? 'thread.resolved' : 'thread.reopened',
      subject: { kind: 'thread', id: threadId },
      seatId: seatOf(facts),
      data: { ...placeOf(aboutOf(thread)), kind: thread.kind },
    });
    return null;
  }

  /** A change of one thread that the actor may see. */
  private onThread(
    actor: Actor,
    action: 'thread.post' | 'thread.resolve',
    input: { readonly operationId: Id; readonly threadId: Id },
    lock: 'share' | 'subject',
    change: (
      tx: WriteTransaction,
      thread: ThreadRow,
      decision: Decision,
    ) => Promise<Refusal | null>,
  ): Promise<Outcome<Spoken>> {
    return this.unitOfWork.act(
      actor,
      action,
      { kind: 'thread', id: input.threadId },
      {
        operationId: input.operationId,
        lock,
        knows: async (tx, decision) =>
          (await threadRow(tx, this.templates, decision, input.threadId)) !== null,
      },
      async (tx, decision) => {
        const thread = await threadRow(tx, this.templates, decision, input.threadId);
        if (!thread) return refuse('not_found');
        const refusal = await change(tx, thread, decision);
        if (refusal) return refusal;
        tx.signal({ topic: 'thread.changed', id: input.threadId });
        return { evaluationId: decision.evaluationId, threadId: input.threadId };
      },
    );
  }

  /** A change of one comment in a thread that the actor may see. */
  private onComment(
    actor: Actor,
    input: { readonly operationId: Id; readonly commentId: Id },
    change: (
      tx: WriteTransaction,
      comment: CommentRow,
      thread: ThreadRow,
      decision: Decision,
    ) => Promise<Refusal | null>,
  ): Promise<Outcome<Spoken>> {
    const find = async (tx: ReadTransaction, decision: Decision) => {
      const [comment] = await tx.rows<CommentRow>(
        `select thread_id, author_id, body, posted_at, withdrawn_at, version
           from comment where id = $1`,
        [input.commentId],
      );
      const thread = comment && (await threadRow(tx, this.templates, decision, comment.thread_id));
      return comment && thread ? { comment, thread } : null;
    };
    return this.unitOfWork.act(
      actor,
      'thread.post',
      { kind: 'comment', id: input.commentId },
      {
        operationId: input.operationId,
        lock: 'subject',
        knows: async (tx, decision) => (await find(tx, decision)) !== null,
      },
      async (tx, decision) => {
        const found = await find(tx, decision);
        if (!found) return refuse('not_found');
        const { comment, thread } = found;
        const refusal = await change(tx, comment, thread, decision);
        if (refusal) return refusal;
        tx.signal({ topic: 'thread.changed', id: comment.thread_id });
        return { evaluationId: decision.evaluationId, threadId: comment.thread_id };
      },
    );
  }
}

const aboutOf = (thread: ThreadRow): About => ({
  kind: thread.anchor_kind,
  id: thread.anchor_id,
  section: thread.section_key,
});

/** Where a notification should lead: keys and identifiers only. */
const placeOf = (about: About): Record<string, unknown> => ({
  anchorKind: about.kind,
  anchorId: about.id,
  sectionKey: about.section,
  ...(about.kind === 'question' ? { questionKey: about.id } : {}),
});

const seatOf = (facts: Facts): Id | null => facts.seats[0]?.id ?? null;

const keptOf = (row: CommentRow) => ({
  authorId: row.author_id,
  body: row.body,
  postedAt: row.posted_at,
  withdrawnAt: row.withdrawn_at,
  version: row.version,
});

/** The thread, unless it is about a document or a question that is reserved to others. */
async function threadRow(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  { evaluationId, facts }: Pick<Decision, 'evaluationId' | 'facts'>,
  threadId: Id,
): Promise<ThreadRow | null> {
  const [thread] = await tx.rows<ThreadRow>(
    `select t.anchor_kind, t.anchor_id, t.section_key, t.kind, t.state, t.assigned_seat
       from thread t
       join evaluation e on e.organisation_id = t.organisation_id and e.id = t.evaluation_id
      where t.id = $1 and ${anchorCleared('$2::uuid', '$3')}`,
    [threadId, memberIdOf(tx.actor), await hiddenQuestions(tx, templates, evaluationId, facts)],
  );
  return thread ?? null;
}

/** Refuses when one of the seats named could not see the thread. */
async function checkReach(
  tx: WriteTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
  about: About,
  facts: Facts,
  seats: readonly Id[],
): Promise<Refusal | null> {
  if (seats.length === 0) return null;
  if (seats.length > maxMentions + 1) return refuse('invalid_input');
  const reach = await seatsInReach(tx, templates, evaluationId, about, facts);
  const known = new Set(reach.map(({ seatId }) => seatId));
  return seats.every((seat) => known.has(seat)) ? null : refuse('mention_out_of_reach');
}

async function say(
  tx: WriteTransaction,
  facts: Facts,
  threadId: Id,
  about: About,
  body: string,
  mentions: readonly Id[],
): Promise<void> {
  const commentId = tx.newId();
  const { salt, digest } = digestContent({ body });
  await tx.rows(
    `insert into comment (organisation_id, id, thread_id, author_id, author_seat, body, salt,
       version, posted_at) values ($1, $2, $3, $4, $5, $6, $7, 1, $8)`,
    [
      tx.actor.organisationId,
      commentId,
      threadId,
      tx.actor.principal.id,
      seatOf(facts),
      body,
      salt,
      tx.now,
    ],
  );
  tx.record({
    type: 'comment.posted',
    subject: { kind: 'comment', id: commentId },
    seatId: seatOf(facts),
    data: { ...placeOf(about), threadId },
    contentDigest: digest,
  });
  await mention(tx, facts, threadId, commentId, about, mentions);
  tx.signal({ topic: 'thread.changed', id: threadId });
}

/** Keeps who is named in a comment, and tells those named anew; oneself is never told. */
async function mention(
  tx: WriteTransaction,
  facts: Facts,
  threadId: Id,
  commentId: Id,
  about: About,
  mentions: readonly Id[],
): Promise<void> {
  await tx.rows('delete from comment_mention where comment_id = $1 and seat_id <> all($2)', [
    commentId,
    [...mentions],
  ]);
  if (mentions.length === 0) return;
  const added = await tx.rows<{ seat_id: Id }>(
    `insert into comment_mention (organisation_id, comment_id, seat_id)
     select $1, $2, seat from unnest($3::uuid[]) as seat on conflict do nothing returning seat_id`,
    [tx.actor.organisationId, commentId, [...new Set(mentions)]],
  );
  const own = new Set(facts.seats.map(({ id }) => id));
  const seatIds = added.map(({ seat_id }) => seat_id).filter((id) => !own.has(id));
  if (seatIds.length === 0) return;
  tx.record({
    type: 'member.mentioned',
    subject: { kind: 'thread', id: threadId },
    seatId: seatOf(facts),
    data: { ...placeOf(about), commentId, seatIds },
  });
}
