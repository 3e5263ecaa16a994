import { decide, type Facts } from '@consilium/domain/access';
import type { Anchor, AnchorKind, ThreadKind, ThreadState } from '@consilium/domain/discussion';
import { isId, isRefusal, refuse, type Id } from '@consilium/domain/kernel';
import { seatReads } from '../answers';
import { takenOff } from '../evaluations';
import { seatCleared } from '../evidence';
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
import { anchorCleared, hiddenQuestions, reservedPartOf } from './visible-threads';

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

const seatOf = (alias: string): string => `json_build_object('seatId', ${alias}.id,
  'memberId', ${alias}.member_id, 'displayName', ${alias}m.display_name,
  'profession', ${alias}.profession)`;

const commentsOf = `(select coalesce(json_agg(json_build_object('id', c.id,
    'authorId', c.author_id, 'author', a.display_name, 'authorSeat', c.author_seat,
    'profession', coalesce(p.profession, a.profession), 'body', c.body, 'version', c.version,
    'postedAt', c.posted_at, 'editedAt', c.edited_at, 'withdrawnAt', c.withdrawn_at,
    'mentions', (select coalesce(json_agg(${seatOf('n')} order by nm.display_name), '[]')
      from comment_mention cm
      join seat n on n.organisation_id = cm.organisation_id and n.id = cm.seat_id
      join member nm on nm.organisation_id = n.organisation_id and nm.id = n.member_id
      where cm.organisation_id = c.organisation_id and cm.comment_id = c.id))
    order by c.posted_at, c.id), '[]')
  from comment c
  join member a on a.organisation_id = c.organisation_id and a.id = c.author_id
  left join seat p on p.organisation_id = c.organisation_id and p.id = c.author_seat
  where c.organisation_id = t.organisation_id and c.thread_id = t.id)`;

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
  where t.evaluation_id = $1 and ($3 or ${visibleTo('$2::uuid')} and ${anchorCleared('$2::uuid', '$7')})
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
  templates: TemplateLibrary,
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
    await hiddenQuestions(tx, templates, evaluationId, facts),
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
    return { threads: await rowsFor(tx, this.templates, facts, evaluationId, anchor, null), facts };
  }

  /** One thread, or null where the actor may not see it. */
  async threadById(
    tx: ReadTransaction,
    evaluationId: Id,
    threadId: Id,
  ): Promise<ThreadView | null> {
    const allowed = await this.maySee(tx, evaluationId);
    if (isRefusal(allowed) || !isId(threadId)) return null;
    const [thread] = await rowsFor(tx, this.templates, allowed, evaluationId, null, threadId);
    return thread ?? null;
  }

  /** Of some threads those that the actor may see; refused when none of the file. */
  async visibleAmong(
    tx: ReadTransaction,
    evaluationId: Id,
    threadIds: readonly Id[],
  ): Promise<Outcome<Id[]>> {
    const allowed = await this.maySee(tx, evaluationId);
    if (isRefusal(allowed)) return allowed;
    const rows = await tx.rows<{ id: Id; section: string | null }>(
      `select t.id, t.section_key as section from thread t
         join evaluation e on e.organisation_id = t.organisation_id and e.id = t.evaluation_id
        where t.evaluation_id = $1 and t.id = any($3)
          and ${visibleTo('$2::uuid')} and ${anchorCleared('$2::uuid', '$4')}`,
      [
        evaluationId,
        memberIdOf(tx.actor),
        [...threadIds],
        await hiddenQuestions(tx, this.templates, evaluationId, allowed),
      ],
    );
    return rows.filter(({ section }) => isShown(allowed, section)).map(({ id }) => id);
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
            and ($3 or ${visibleTo('$2::uuid')} and ${anchorCleared('$2::uuid', '$4')})
          group by 1, 2, 3 order by 1, 2`,
      },
      [
        evaluationId,
        memberIdOf(tx.actor),
        tx.actor.principal.kind === 'system',
        await hiddenQuestions(tx, this.templates, evaluationId, allowed),
      ],
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
    return seatsInReach(tx, this.templates, evaluationId, { ...anchor, section }, allowed);
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

/** What a thread is about, and the section whose recusals hold for it. */
export interface About extends Anchor {
  readonly section: string | null;
}

/**
 * Seats that may see a thread about something: seated now, cleared for the document or the question.
 * Those are the ones who can be mentioned or asked to act. By name. Who is recused from its section is
 * left out for whoever reads the declarations; to others she stands among the rest, because her absence
 * would tell of one: what is said to her then reaches nobody.
 */
export async function seatsInReach(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
  about: About,
  facts: Facts,
): Promise<SeatView[]> {
  const rows = await tx.rows<SeatView & { recused: boolean }>(
    `select x.id as "seatId", x.member_id as "memberId", m.display_name as "displayName",
       x.profession, ${takenOff('x', '$2')} as recused
     from seat x
     join evaluation e on e.organisation_id = x.organisation_id and e.id = x.evaluation_id
     join member m on m.organisation_id = x.organisation_id and m.id = x.member_id
     where x.evaluation_id = $1 and ${activeSeat('x')}
       and ($3::uuid is null or exists (select 1 from document d
         where d.organisation_id = x.organisation_id and d.id = $3
           and ('coordinator' = any(m.functions) or ${seatCleared('x')})))
       and ($4::uuid is null or exists (select 1 from part p
         where p.organisation_id = x.organisation_id and p.id = $4 and ${seatReads}))
     order by m.display_name collate "fr-x-icu", x.id`,
    [
      evaluationId,
      about.section,
      about.kind === 'document' ? about.id : null,
      await reservedPartOf(tx, templates, evaluationId, about),
    ],
  );
  return rows
    .filter(
      ({ seatId, recused }) =>
        !recused || decide('declaration.see', facts, { authorSeat: seatId }) !== null,
    )
    .map(({ recused: _recused, ...seat }) => seat);
}

/** An objection that nobody has lifted, in its first words. */
export interface OpenObjection {
  readonly id: Id;
  readonly section: string | null;
  readonly statement: string | null;
  readonly by: string;
  readonly text: string;
}

const objectionsStatement = {
  name: 'open-objections',
  text: `select t.id, t.section_key as section,
    case when t.anchor_kind = 'statement' then t.anchor_id end as statement,
    m.display_name as by,
    (select c.body from comment c where c.organisation_id = t.organisation_id and c.thread_id = t.id
      order by c.posted_at limit 1) as text
  from thread t
  join evaluation e on e.organisation_id = t.organisation_id and e.id = t.evaluation_id
  join member m on m.organisation_id = t.organisation_id and m.id = t.opened_by
  where t.evaluation_id = $1 and t.kind = 'objection' and t.state = 'open'
    and ${anchorCleared('$2::uuid', '$3')}
  order by t.opened_at`,
};

/**
 * Open objections as the reader may see them, in the order in which they were raised: the same ones
 * as among the threads. For whoever has found out that the file is visible.
 */
export async function openObjections(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
  facts: Facts,
): Promise<OpenObjection[]> {
  if (decide('thread.see', facts) !== null) return [];
  const rows = await tx.rows<OpenObjection & Record<string, unknown>>(objectionsStatement, [
    evaluationId,
    memberIdOf(tx.actor),
    await hiddenQuestions(tx, templates, evaluationId, facts),
  ]);
  return rows.filter(({ section }) => isShown(facts, section));
}
