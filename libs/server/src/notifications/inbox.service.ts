import { isPractice, shownReference } from '@consilium/domain/evaluations';
import { isId, refuse, type Id, type Locale } from '@consilium/domain/kernel';
import {
  memberIdOf,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
} from '../platform/database';
import type { TemplateLibrary } from '../templates';
import { readTellings, type Telling } from './contexts';
import { accountKindOf } from './kinds';
import { renderInbox } from './render';
import { visibleItems } from './visible-items';

/** What a line is about: a file, the reader's own account, or other people's and their invitations. */
export const inboxAbouts = ['file', 'account', 'people'] as const;
export type InboxAbout = (typeof inboxAbouts)[number];

/** A line of the inbox in the reader's language. */
export interface InboxLine {
  readonly id: Id;
  readonly kind: string;
  readonly about: InboxAbout;
  /** The file it is about; null where it is about no file, as are the two after it. */
  readonly evaluationId: Id | null;
  readonly evaluationTitle: string | null;
  readonly evaluationReference: string | null;
  readonly practice: boolean;
  readonly text: string;
  /** Where it leads, under the organisation's address. */
  readonly path: string;
  readonly createdAt: string;
  readonly readAt: string | null;
}

export interface InboxPage {
  readonly items: readonly InboxLine[];
  /** Give it as `after` for what follows; null at the end. */
  readonly endCursor: string | null;
}

export interface InboxQuery {
  readonly first: number;
  readonly after: string | null;
  readonly unreadOnly: boolean;
  readonly locale: Locale;
}

/** Longest page anybody may ask for. */
export const longestInboxPage = 100;

interface ItemRow {
  id: Id;
  kind: string;
  created_at: Date;
  read_at: Date | null;
  was_read: boolean;
  /** Microseconds, which a Date would cut off. */
  at: string;
}

/** Position of a line: unread before read, newest first. */
interface Cursor {
  readonly read: boolean;
  readonly at: string;
  readonly id: Id;
}

const writeCursor = ({ read, at, id }: Cursor): string =>
  Buffer.from(JSON.stringify([read, at, id])).toString('base64url');

function parseCursor(text: string): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(parsed) || parsed.length !== 3) return null;
    const [read, at, id] = parsed as unknown[];
    if (typeof read !== 'boolean' || typeof at !== 'string' || !/^\d{1,17}$/.test(at)) return null;
    return isId(id) ? { read, at, id } : null;
  } catch {
    return null;
  }
}

const aboutOf = (telling: Telling): InboxAbout => {
  if (telling.about === 'file') return 'file';
  return accountKindOf(telling.kind).readers === 'herself' ? 'account' : 'people';
};

/** What a member does with the own inbox. */
export class InboxService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /** A page of the actor's inbox: unread first, then by time, newest first. */
  async inbox(tx: ReadTransaction, query: InboxQuery): Promise<Outcome<InboxPage>> {
    const after = query.after === null ? null : parseCursor(query.after);
    if (query.after !== null && after === null) return refuse('invalid_input');
    if (!Number.isInteger(query.first) || query.first < 1 || query.first > longestInboxPage) {
      return refuse('invalid_input');
    }
    const rows = await tx.rows<ItemRow>(
      {
        name: 'inbox-page',
        text: `select * from (
  select i.id, i.kind, i.created_at, i.read_at, i.read_at is not null as was_read,
    (extract(epoch from i.created_at) * 1000000)::bigint::text as at
  from ${visibleItems} and (not $3 or i.read_at is null)) items
where $4::boolean is null or was_read > $4
  or was_read = $4 and (at::bigint, id) < ($5::bigint, $6::uuid)
order by was_read, at::bigint desc, id desc limit $7`,
      },
      [
        tx.actor.organisationId,
        memberIdOf(tx.actor),
        query.unreadOnly,
        after?.read ?? null,
        after?.at ?? null,
        after?.id ?? null,
        query.first + 1,
      ],
    );
    const page = rows.slice(0, query.first);
    const tellings = await readTellings(tx, this.templates, page);
    const items = page.flatMap((row): InboxLine[] => {
      const telling = tellings.get(row.id);
      if (!telling) return [];
      const file = telling.about === 'file' ? telling.context : null;
      return [
        {
          id: row.id,
          kind: row.kind,
          about: aboutOf(telling),
          evaluationId: file?.evaluationId ?? null,
          evaluationTitle: file?.title ?? null,
          evaluationReference: file && shownReference(file.reference, query.locale),
          practice: file !== null && isPractice(file.reference),
          ...renderInbox(telling, query.locale),
          createdAt: row.created_at.toISOString(),
          readAt: row.read_at?.toISOString() ?? null,
        },
      ];
    });
    const last = page.at(-1);
    const more = rows.length > query.first;
    return {
      items,
      endCursor:
        more && last ? writeCursor({ read: last.was_read, at: last.at, id: last.id }) : null,
    };
  }

  /** How many lines of the actor's inbox are unread. */
  async unreadCount(tx: ReadTransaction): Promise<number> {
    const [row] = await tx.rows<{ unread: number }>(
      {
        name: 'inbox-unread',
        text: `select count(*)::int as unread from ${visibleItems} and i.read_at is null`,
      },
      [tx.actor.organisationId, memberIdOf(tx.actor)],
    );
    return row?.unread ?? 0;
  }

  /** Marks lines of the actor's own inbox as read; others' ids change nothing. Returns those changed. */
  async markRead(actor: Actor, operationId: Id, ids: readonly Id[]): Promise<Outcome<Id[]>> {
    if (ids.length === 0 || ids.length > longestInboxPage || !ids.every(isId)) {
      return refuse('invalid_input');
    }
    return this.mark(actor, operationId, ids);
  }

  /** Marks the actor's whole inbox as read. Returns the lines changed. */
  async markAllRead(actor: Actor, operationId: Id): Promise<Outcome<Id[]>> {
    return this.mark(actor, operationId, null);
  }

  private async mark(
    actor: Actor,
    operationId: Id,
    ids: readonly Id[] | null,
  ): Promise<Outcome<Id[]>> {
    return this.unitOfWork.actInOrganisation(actor, 'inbox.mark', { operationId }, async (tx) => {
      const memberId = memberIdOf(actor);
      const changed = await tx.rows<{ id: Id }>(
        `update inbox_item set read_at = $3
          where organisation_id = $1 and member_id = $2 and read_at is null
            and ($4::uuid[] is null or id = any($4::uuid[]))
          returning id`,
        [actor.organisationId, memberId, tx.now, ids],
      );
      if (changed.length > 0) tx.signal({ topic: 'inbox.changed', memberId });
      return changed.map(({ id }) => id);
    });
  }
}
