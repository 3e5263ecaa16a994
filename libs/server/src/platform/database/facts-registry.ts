import type { Facts } from '@consilium/domain/access';
import type { Statement } from './transaction';

/** Facts a room can contribute: all but those which the actor itself carries. */
export type ProvidedFacts = Omit<Facts, 'principal' | 'organisationFunctions'>;

/**
 * SQL expressions giving facts as JSON, for the evaluation aliased `e` and the member `$2`.
 */
export type FactProviders = { readonly [K in keyof ProvidedFacts]: string };

/**
 * How to find what is acted on: a FROM clause that has `e`, the evaluation, and `s`, the row itself
 * (or only `e`), a condition on its id `$1`, and a JSON expression for the policy's subject.
 */
export interface SubjectLoader {
  readonly from: string;
  readonly where: string;
  readonly subject: string;
  /** Aliases locked for sharing; `s` is locked for update when the act changes the subject itself. */
  readonly locks: 'e' | 'e, s';
  /**
   * A JSON expression with what a hot act needs besides the facts, loaded in the same statement; its
   * own values begin at `$6`.
   */
  readonly context?: string;
}

/** One room's share of what the policy table may know. */
export interface RoomFacts {
  readonly facts: Partial<FactProviders>;
  readonly subjects: Readonly<Record<string, SubjectLoader>>;
}

/**
 * SQL: the day it is for the organisation. As a subquery it is asked once for a statement; the bare
 * function would look up the time zone again for every row.
 */
export const today = '(select consilium_today())';

/** SQL: the mandate of the seat aliased as named runs today, in the organisation's zone. */
export const activeSeat = (seat: string): string =>
  `(${seat}.seated_from <= ${today} and (${seat}.seated_to is null or ${seat}.seated_to >= ${today}))`;

/**
 * Evaluations, aliased `e`, that the member given by `member` (a SQL expression) can see. Who sees
 * every file comes first: it is known once for a list, and then no seat is looked up.
 */
export const visibleTo = (member: string): string => `(
  coalesce((select m.active and m.functions && '{coordinator,decision_maker,observer}' from member m
             where m.organisation_id = consilium_organisation() and m.id = ${member}), false)
  or exists (select 1 from seat v
           where v.organisation_id = e.organisation_id and v.evaluation_id = e.id
             and v.member_id = ${member} and ${activeSeat('v')}))`;

export interface ComposedSubject {
  readonly lock: (id: string, mode: LockMode) => string;
  /** Facts and subject, for reads and for acts that need nothing more. */
  readonly load: Required<Statement>;
  /** The same with the subject's context. */
  readonly loadWithContext: Required<Statement> | null;
}

/**
 * `share`: the evaluation may not change phase meanwhile. `subject`: the row itself changes state.
 * `evaluation`: the whole file changes state.
 */
export type LockMode = 'share' | 'subject' | 'evaluation';

/** Builds, once at start, the statements that load what a decision needs. */
export function composeFacts(rooms: readonly RoomFacts[]): ReadonlyMap<string, ComposedSubject> {
  const providers = new Map<string, string>();
  for (const room of rooms) {
    for (const [key, sql] of Object.entries(room.facts)) {
      if (providers.has(key)) throw new Error(`two rooms provide the fact ${key}`);
      providers.set(key, sql);
    }
  }
  const facts = [...providers].map(([key, sql]) => `'${key}', (${sql})`).join(',\n    ');
  const subjects = new Map<string, ComposedSubject>();
  for (const [kind, loader] of rooms.flatMap((room) => Object.entries(room.subjects))) {
    if (subjects.has(kind)) throw new Error(`two rooms load the subject ${kind}`);
    subjects.set(kind, {
      lock: (id, mode) => {
        const source = `select 1 from ${loader.from} where ${loader.where.replaceAll('$1', `'${id}'::uuid`)}`;
        if (mode === 'evaluation') return `${source} for update of e;`;
        if (loader.locks === 'e')
          return `${source} for ${mode === 'subject' ? 'update' : 'share'} of e;`;
        if (mode === 'subject') return `${source} for update of s for share of e;`;
        return `${source} for share of e, s;`;
      },
      load: { name: `facts-${kind}`, text: load(loader, facts, 'null::jsonb') },
      loadWithContext: loader.context
        ? { name: `facts-${kind}-context`, text: load(loader, facts, loader.context) }
        : null,
    });
  }
  return subjects;
}

const load = (loader: SubjectLoader, facts: string, context: string): string =>
  `select e.id as evaluation_id, clock_timestamp() as now,
  jsonb_build_object(
    ${facts}) as facts,
  ${loader.subject} as subject,
  (select jsonb_build_object('action', o.action, 'result', o.result, 'input', o.input_digest)
    from operation o where o.organisation_id = e.organisation_id and o.principal_id = $3 and o.operation_id = $4) as replay,
  (${context}) as context
from ${loader.from}
where ${loader.where}
  and ($5 or ${visibleTo('$2::uuid')})`;
