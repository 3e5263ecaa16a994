import { decide, type Facts } from '@consilium/domain/access';
import type { Anchor, AnchorKind, ThreadKind, ThreadState } from '@consilium/domain/discussion';
import { isId, isRefusal, refuse, type Id } from '@consilium/domain/kernel';
import { clearedTo } from '../evidence';
import {
  memberIdOf,
  visibleTo,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
  activeSeat,
} from '../platform/database';
import type { TemplateLibrary } from '../templates';
import { sectionOf } from './anchors';

/** A seat as named in a discussion. */
export interface SeatView {
  readonly seatId: Id;
  readonly memberId: Id;
  readonly displayName: string;
  readonly profession: string;
}

export interface CommentView {
  readonly id: Id;
  readonly authorId: Id;
  readonly author: string;
  readonly authorSeat: Id | null;
  readonly profession: string;
  /** Empty once withdrawn. */
  readonly body: string;
  readonly version: number;
  readonly postedAt: string;
  readonly editedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly mentions: readonly SeatView[];
}

export interface ThreadView {
  readonly id: Id;
  readonly evaluationId: Id;
  readonly anchorKind: AnchorKind;
  readonly anchorId: string;
  readonly sectionKey: string | null;
  readonly kind: ThreadKind;
  readonly state: ThreadState;
  readonly openedBy: string;
  readonly openedBySeat: Id | null;
  readonly openedAt: string;
  readonly assigned: SeatView | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: string | null;
  /** Oldest first. */
  readonly comments: readonly CommentView[];
}

/** Threads shown at once; open ones come first, so what is left out is old and settled. */
export const threadLimit = 200;

const seatOf = (alias: string): string => `jsonb_build_object('seatId', ${alias}.id,
  'memberId', ${alias}.member_id, 'displayName', ${alias}m.display_name,
  'profession', ${alias}.profession)`;

const commentsOf = `(select coalesce(jsonb_agg(jsonb_build_object('id', c.id,
    'authorId', c.author_id, 'author', a.display_name, 'authorSeat', c.author_seat,
    'profession', coalesce(p.profession, a.profession), 'body', c.body, 'version', c.version,
    'postedAt', c.posted_at, 'editedAt', c.edited_at, 'withdrawnAt', c.withdrawn_at,
    'mentions', (select coalesce(jsonb_agg(${seatOf('n')} order by nm.display_name), '[]')
      from comment_mention cm
      join seat n on n.organisation_id = cm.organisation_id and n.id = cm.seat_id
      join member nm on nm.organisation_id = n.organisation_id and nm.id = n.member_id
      where cm.organisation_id = c.organisation_id and cm.comment_id = c.id))
    order by c.posted_at, c.id), '[]')
  from comment c
  join member a on a.organisation_id = c.organisation_id and a.id = c.author_id
  left join seat p on p.organisation_id = c.organisation_id and p.id = c.author_seat
  where c.organisation_id = t.organisation_id and c.thread_id = t.id)`;

/** A thread about a document is for those who may see the document. */
const anchorCleared = (member: string): string => `(t.anchor_kind <> 'document' or exists (
  select 1 from document d where d.organisation_id = t.organisation_id and d.id::text = t.anchor_id
    and ${clearedTo(member)}))`;

const threadsStatement = {
  name: 'threads',
  text: `select t.id, t.evaluation_id as "evaluationId", t.anchor_kind as "anchorKind",
    t.anchor_id as "anchorId", t.section_key as "sectionKey", t.kind, t.state,
    o.display_name as "openedBy", t.opened_by_seat as "openedBySeat", t.opened_at as "openedAt",
    case when g.id is not null then ${seatOf('g')} end as assigned,
    r.display_name as "resolvedBy", t.resolved_at as "resolvedAt", ${commentsOf} as comments
  from thread t
  join evaluation e on e.organisation_id = t.organisation_id and e.id = t.evaluation_id
  join member o on o.organisation_id = t.organisation_id and o.id = t.opened_by
  left join seat g on g.organisation_id = t.organisation_id and g.id = t.assigned_seat
  left join member gm on gm.organisation_id = g.organisation_id and gm.id = g.member_id
  left join member r on r.organisation_id = t.organisation_id and r.id = t.resolved_by
  where t.evaluation_id = $1 and ($3 or ${visibleTo('$2::uuid')} and ${anchorCleared('$2::uuid')})
    and ($4::text is null or t.anchor_kind = $4 and t.anchor_id = $5)
    and ($6::uuid is null or t.id = $6)
  order by t.state, t.opened_at desc, t.id desc limit ${threadLimit}`,
};

type ThreadRow = Omit<ThreadView, 'openedAt' | 'resolvedAt'> & {
  openedAt: Date;
  resolvedAt: Date | null;
};

async function rowsFor(
  tx: ReadTransaction,
  facts: Facts,
  evaluationId: Id,
  anchor: Anchor | null,
  threadId: Id | null,
): Promise<ThreadView[]> {
  const rows = await tx.rows<ThreadRow>(threadsStatement, [
    evaluationId,
    memberIdOf(tx.actor),
    tx.actor.principal.kind === 'system',
    anchor?.kind ?? null,
    anchor?.id ?? null,
    threadId,
  ]);
  return rows
    .filter(({ sectionKey }) => isShown(facts, sectionKey))
    .map((row) => ({
      ...row,
      openedAt: row.openedAt.toISOString(),
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
    }));
}

const isShown = (facts: Facts, section: string | null): boolean =>
  decide('thread.see', facts, section === null ? {} : { section }) === null;

/** What the discussion room shows; reads begin with the facts, because a recusal hides threads. */
export class DiscussionQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /**
   * Threads of an evaluation, or about one thing of it, with their comments: one statement after the
   * facts. Open ones first, then by age.
   */
  async threadsOf(
    tx: ReadTransaction,
    evaluationId: Id,
    anchor: Anchor | null,
  ): Promise<Outcome<{ readonly threads: ThreadView[]; readonly facts: Facts }>> {
    const facts = await this.maySee(tx, evaluationId);
    if (isRefusal(facts)) return facts;
    return { threads: await rowsFor(tx, facts, evaluationId, anchor, null), facts };
  }

  /** One thread, or null where the actor may not see it. */
  async threadById(
    tx: ReadTransaction,
    evaluationId: Id,
    threadId: Id,
  ): Promise<ThreadView | null> {
    const allowed = await this.maySee(tx, evaluationId);
    if (isRefusal(allowed) || !isId(threadId)) return null;
    const [thread] = await rowsFor(tx, allowed, evaluationId, null, threadId);
    return thread ?? null;
  }

  /** Open threads and objections by what they are about, as far as the actor may see them. */
  async countsOf(tx: ReadTransaction, evaluationId: Id): Promise<Outcome<ThreadCount[]>> {
    const allowed = await this.maySee(tx, evaluationId);
    if (isRefusal(allowed)) return allowed;
    const rows = await tx.rows<ThreadCount & { sectionKey: string | null }>(
      {
        name: 'thread-counts',
        text: `select t.anchor_kind as "anchorKind", t.anchor_id as "anchorId",
            t.section_key as "sectionKey", count(*)::int as threads,
            count(*) filter (where t.state = 'open')::int as open,
            count(*) filter (where t.state = 'open' and t.kind = 'objection')::int as objections
          from thread t
          join evaluation e on e.organisation_id = t.organisation_id and e.id = t.evaluation_id
          where t.evaluation_id = $1
            and ($3 or ${visibleTo('$2::uuid')} and ${anchorCleared('$2::uuid')})
          group by 1, 2, 3 order by 1, 2`,
      },
      [evaluationId, memberIdOf(tx.actor), tx.actor.principal.kind === 'system'],
    );
    return rows.filter(({ sectionKey }) => isShown(allowed, sectionKey));
  }

  /** Who can be mentioned, or asked to act, in a thread about something. */
  async seatsFor(
    tx: ReadTransaction,
    evaluationId: Id,
    anchor: Anchor,
  ): Promise<Outcome<SeatView[]>> {
    const allowed = await this.maySee(tx, evaluationId);
    if (isRefusal(allowed)) return allowed;
    const section = await sectionOf(tx, this.templates, evaluationId, anchor);
    if (isRefusal(section)) return section;
    if (!isShown(allowed, section)) return refuse('recused');
    const documentId = anchor.kind === 'document' ? anchor.id : null;
    return seatsInReach(tx, evaluationId, section, documentId);
  }

  private async maySee(tx: ReadTransaction, evaluationId: Id): Promise<Outcome<Facts>> {
    const allowed = await this.unitOfWork.mayRead(tx, 'thread.see', {
      kind: 'evaluation',
      id: evaluationId,
    });
    return isRefusal(allowed) ? allowed : allowed.facts;
  }
}

/** How much is being said about one thing. */
export interface ThreadCount {
  readonly anchorKind: AnchorKind;
  readonly anchorId: string;
  readonly threads: number;
  readonly open: number;
  readonly objections: number;
}

/**
 * Seats that may see a thread in this section, or about this document: seated now, not recused,
 * cleared. Those are the ones who can be mentioned or asked to act. By name.
 */
export const seatsInReach = (
  tx: ReadTransaction,
  evaluationId: Id,
  section: string | null,
  documentId: Id | null,
): Promise<SeatView[]> =>
  tx.rows<SeatView & Record<string, unknown>>(
    `select x.id as "seatId", x.member_id as "memberId", m.display_name as "displayName",
       x.profession
     from seat x
     join evaluation e on e.organisation_id = x.organisation_id and e.id = x.evaluation_id
     join member m on m.organisation_id = x.organisation_id and m.id = x.member_id
     where x.evaluation_id = $1 and m.active and ${activeSeat('x')}
       and not exists (select 1 from declaration r
         where r.organisation_id = x.organisation_id and r.seat_id = x.id
           and r.assessment = 'major'
           and (cardinality(r.recused_sections) = 0 or $2 = any(r.recused_sections)))
       and ($3::uuid is null or exists (select 1 from document d
         where d.organisation_id = x.organisation_id and d.id = $3 and ${clearedTo('x.member_id')}))
     order by m.display_name collate "fr-x-icu", x.id`,
    [evaluationId, section, documentId],
  );

/**
 * Open objections of each evaluation, for the decision; evaluations without any are absent. For code
 * that has already decided that the reader may know.
 */
export async function openObjectionsOf(
  tx: ReadTransaction,
  evaluationIds: readonly Id[],
): Promise<ReadonlyMap<Id, number>> {
  const rows = await tx.rows<{ evaluation_id: Id; count: number }>(
    {
      name: 'open-objections',
      text: `select evaluation_id, count(*)::int as count from thread
        where evaluation_id = any($1) and kind = 'objection' and state = 'open'
        group by evaluation_id`,
    },
    [[...evaluationIds]],
  );
  return new Map(rows.map(({ evaluation_id, count }) => [evaluation_id, count]));
}
