import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import {
  isSecurityKind,
  securityKindNames,
  securityKindOf,
  securityLogMonths,
  type SecurityDetail,
  type SecurityKind,
} from '@consilium/domain/access';
import { isId, isRefusal, type Id } from '@consilium/domain/kernel';
import {
  memberIdOf,
  systemActor,
  visibleTo,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type RefusedAction,
  type UnitOfWork,
} from '../platform/database';

/** What is told of one occurrence: identifiers and codes, never content. */
export interface SecurityNote {
  readonly kind: SecurityKind;
  readonly organisationId?: Id;
  readonly accountId?: Id | null;
  readonly memberId?: Id;
  readonly evaluationId?: Id | null;
  readonly subjectKind?: string;
  readonly subjectId?: Id;
  /** Network address. */
  readonly source?: string;
  readonly detail?: SecurityDetail;
}

export interface SecurityLineView {
  readonly id: Id;
  readonly at: Date;
  readonly kind: SecurityKind;
  /** Who did it; null for the product itself, and for whoever held the link of an invitation. */
  readonly member: string | null;
  /** Whom it was done to: names, by the alphabet. */
  readonly people: readonly string[];
  /** Reference of the file that it is about, while that is there. */
  readonly file: string | null;
  /** Name of the committee that it is about. */
  readonly committee: string | null;
  readonly subjectKind: string | null;
  readonly subjectId: Id | null;
  readonly source: string | null;
  readonly detail: string | null;
}

export interface SecurityFilter {
  /** Null for all. */
  readonly kinds: readonly string[] | null;
  readonly since: Date | null;
  readonly until: Date | null;
  /** The line after which to go on, as given by the page before. */
  readonly after: string | null;
}

export interface SecurityPage {
  readonly lines: readonly SecurityLineView[];
  /** To be given as `after`; null at the end. */
  readonly next: string | null;
}

const flushMs = 200;
const mostWaiting = 2_000;
const pageSize = 50;
/** The same refusal of the same person is told once in this time. */
const refusalOnceMs = 60_000;

const allUuids = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * SQL: whether the reader `$8` may be told what the line `l` is about, in the file `e`. What was refused to
 * somebody must not tell administrators that something is there of which they may not know: they have to
 * see the file, and the thing to be of a kind, `$9`, that everybody knows of who does.
 */
const isTold = `(l.kind <> 'refused'
  or l.subject_kind = any($9) and e.id is not null and ${visibleTo('$8::uuid')})`;

/** SQL: names of the people whom the line `l`, which the event `o` may have made, is about. */
const peopleOf = `array(select c.name from (
  select p.display_name from member p where p.organisation_id = $7 and p.id in (
    select l.subject_id where l.subject_kind = 'member'
    union select (o.data->>'memberId')::uuid
    union select (o.data->>'replaced')::uuid where l.subject_kind = 'committee'
    union select s.member_id from seat s where s.organisation_id = $7 and s.id = any(
      array(select jsonb_array_elements_text(coalesce(o.data->'seatIds', '[]'))::uuid)
        || case when l.subject_kind = 'seat' then l.subject_id end))
  union select i.display_name from invitation i
    where i.organisation_id = $7 and l.subject_kind = 'invitation' and i.id = l.subject_id) c(name)
  order by c.name collate "fr-x-icu")`;

/**
 * The security log: who came in, who was refused, what gives power or carries data out. Lines are
 * gathered and written beside the requests that they tell of, never within their transactions; what
 * the audit trail tells already is taken over from there.
 */
export class SecurityLog {
  private waiting: (SecurityNote & { id: Id; at: Date })[] = [];
  private dropped = 0;
  private timer: NodeJS.Timeout | null = null;
  private readonly refusedLately = new Map<string, number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly logger: Pick<Logger, 'error'>,
    /** Kinds of things of which everybody knows who sees their file. */
    private readonly kindsKnown: readonly string[],
  ) {}

  note(note: SecurityNote): void {
    if (this.waiting.length >= mostWaiting) {
      this.dropped += 1;
      return;
    }
    this.waiting.push({ ...note, id: v7(), at: new Date() });
    this.timer ??= setTimeout(() => void this.flush(), flushMs).unref();
  }

  /**
   * An action that was refused to a person; a flood of the same is one line a minute, and so is trying one
   * identifier after the other.
   */
  noteRefusal(actor: Actor, { action, target, evaluationId }: RefusedAction): void {
    if (actor.principal.kind !== 'person') return;
    const key = `${actor.principal.id} ${action} ${target?.id ?? ''}`;
    const now = performance.now();
    if (now - (this.refusedLately.get(key) ?? -Infinity) < refusalOnceMs) return;
    if (this.refusedLately.size >= mostWaiting) this.refusedLately.clear();
    this.refusedLately.set(key, now);
    this.note({
      kind: 'refused',
      organisationId: actor.organisationId,
      memberId: memberIdOf(actor),
      evaluationId,
      ...(target && isId(target.id) ? { subjectKind: target.kind, subjectId: target.id } : {}),
      detail: action,
    });
  }

  /** Writes what waits; what cannot be written is said in the process's own log. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const [lines, dropped] = [this.waiting, this.dropped];
    [this.waiting, this.dropped] = [[], 0];
    if (dropped > 0) this.logger.error({ dropped }, 'security lines were too many to keep');
    if (lines.length === 0) return;
    await this.dataSource
      .query('select consilium_note_security($1)', [JSON.stringify(lines)])
      .catch((error: unknown) => {
        const kinds = lines.map(({ kind }) => kind);
        this.logger.error({ err: error, kinds }, 'security lines were not written');
      });
  }

  /** Newest first; refused by the policy table to all but administrators. */
  async page(tx: ReadTransaction, filter: SecurityFilter, most = pageSize): Promise<SecurityPage> {
    await this.flush();
    const [before, beforeId] = filter.after?.split(' ') ?? [];
    const goesOn = before !== undefined && !Number.isNaN(Date.parse(before)) && isId(beforeId);
    const rows = await tx.rows<{
      id: Id;
      at: Date;
      exactly: string;
      kind: SecurityKind;
      member: string | null;
      people: string[];
      file: string | null;
      committee: string | null;
      subject_kind: string | null;
      subject_id: Id | null;
      source: string | null;
      detail: string | null;
    }>(
      `select l.id, l.at, l.kind, l.source, l.detail, to_json(l.at)#>>'{}' as exactly,
           m.display_name as member,
           case when told.so then e.reference end as file,
           case when told.so then c.name end as committee,
           case when told.so then l.subject_kind end as subject_kind,
           case when told.so then l.subject_id end as subject_id,
           case when told.so then ${peopleOf} else '{}' end as people
         from consilium_security_lines($1, $2, $3, $4, $5, $6) l
         left join member m on m.organisation_id = $7 and m.id = l.member_id
         left join evaluation e on e.organisation_id = $7 and e.id = l.evaluation_id
         left join committee c on l.subject_kind = 'committee' and c.organisation_id = $7
           and c.id = l.subject_id
         left join event o on o.organisation_id = $7 and o.id = l.id
         cross join lateral (select ${isTold} as so) told
        order by l.at desc, l.id desc`,
      [
        (filter.kinds ?? securityKindNames).filter(isSecurityKind),
        filter.since ?? '-infinity',
        filter.until ?? 'infinity',
        goesOn ? before : 'infinity',
        goesOn ? beforeId : allUuids,
        most + 1,
        tx.actor.organisationId,
        memberIdOf(tx.actor),
        this.kindsKnown,
      ],
    );
    const last = rows.length > most ? rows[most - 1] : undefined;
    return {
      lines: rows.slice(0, most).map((row) => ({
        id: row.id,
        at: row.at,
        kind: row.kind,
        member: row.member,
        people: row.people,
        file: row.file,
        committee: row.committee,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        source: row.source,
        detail: row.detail,
      })),
      next: last ? `${last.exactly} ${last.id}` : null,
    };
  }

  /** Deletes what is older than it may be kept. */
  async forget(): Promise<void> {
    await this.dataSource.query('select consilium_forget_security($1)', [securityLogMonths]);
  }
}

/** Takes over from the audit trail what is a matter of security; a second delivery changes nothing. */
export const securityConsumer = ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) => ({
  name: 'security',
  wants: (type: string): boolean => securityKindOf(type) !== null,
  deliver: async (event: { organisationId: Id; eventId: Id; type: string }): Promise<void> => {
    const noted: Outcome<null> = await unitOfWork.actInOrganisation(
      systemActor(event.organisationId, 'security', event.eventId),
      'security.note',
      {},
      async (tx) => {
        await tx.rows('select consilium_note_security_event($1, $2)', [
          event.eventId,
          securityKindOf(event.type),
        ]);
        return null;
      },
    );
    if (isRefusal(noted)) throw new Error(`an event was not noted: ${noted.code}`);
  },
});
