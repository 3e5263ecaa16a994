import type { Action, Facts } from '@consilium/domain/access';
import type { ReadTransaction, Statement } from './transaction';

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
  /** The row of the policy table by which one may know that it is there. */
  readonly sight: Action;
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
  /** What several facts of the room are taken from, found once: FROM items for `e` and the member `$2`. */
  readonly joins?: string;
  /** A condition on those joins: the member sits on the evaluation today. */
  readonly seated?: string;
  readonly subjects: Readonly<Record<string, SubjectLoader>>;
}

/**
 * SQL: the day it is for the organisation, as `consilium_today()` says it. As a subquery it is asked
 * once for a statement instead of once a row, and without the call of a function.
 */
export const today = `(select (now() at time zone o.time_zone)::date from organisation o
  where o.id = consilium_organisation())`;

/** The same in code: the organisation's day, in the transaction given. */
export async function todayIn(tx: ReadTransaction): Promise<string> {
  const [row] = await tx.rows<{ today: string }>('select consilium_today()::text as today');
  if (!row) throw new Error('no day');
  return row.today;
}

/**
 * SQL: the mandate of the seat aliased as named runs on a day, today unless given. Enough for the seat
 * of who is signed in; of anybody else ask `activeSeat`.
 */
export const mandateRuns = (seat: string, day = today): string =>
  `(${day} between ${seat}.seated_from and coalesce(${seat}.seated_to, 'infinity'))`;

/**
 * SQL: the member aliased as named can sign in here. Who left, and who is suspended until somebody
 * confirms that it is she, is nowhere expected, given anything, or told.
 */
export const accountOpen = (member: string): string =>
  `(${member}.active and ${member}.suspended_at is null)`;

/** SQL: the same in words, as pages show it (`AccountState`). */
export const accountStateOf = (member: string): string =>
  `(case when not ${member}.active then 'closed' when ${member}.suspended_at is not null
    then 'suspended' else 'open' end)`;

/** SQL: somebody fills the seat aliased as named today: its mandate runs and its account is open. */
export const activeSeat = (seat: string): string =>
  `(${mandateRuns(seat)} and exists (select 1 from member holder
    where holder.organisation_id = ${seat}.organisation_id and holder.id = ${seat}.member_id
      and ${accountOpen('holder')}))`;

/** SQL: the member given by `member` (a SQL expression) sees every file of the organisation. */
const seesEveryFile = (member: string): string =>
  `coalesce((select ${accountOpen('m')} and m.functions && '{coordinator,decision_maker,observer}' from member m
             where m.organisation_id = consilium_organisation() and m.id = ${member}), false)`;

/**
 * Evaluations, aliased `e`, that the member given by `member` (a SQL expression) can see. Who sees
 * every file comes first: it is known once for a list, and then no seat is looked up.
 */
export const visibleTo = (member: string): string => `(
  ${seesEveryFile(member)}
  or exists (select 1 from seat v
           where v.organisation_id = e.organisation_id and v.evaluation_id = e.id
             and v.member_id = ${member} and ${activeSeat('v')}))`;

/**
 * Of those, the ones that count. Whatever lists or counts over several files starts here: practice files
 * are never among the others, and are seen among themselves where `practice` (a SQL expression) is true.
 */
export const countedFor = (member: string, practice = 'false'): string =>
  `(e.practice = ${practice} and ${visibleTo(member)})`;

export interface ComposedSubject {
  readonly sight: Action;
  /** Statements that lock what is acted on, by its id. */
  readonly lock: Readonly<Record<LockMode, Required<Statement>>>;
  /** Facts and subject. */
  readonly load: Loading;
  /** The same with the subject's context. */
  readonly loadWithContext: Loading | null;
}

/** One statement for reads, and one for acts, which looks for the operation's earlier result too. */
export interface Loading {
  readonly read: Required<Statement>;
  readonly act: Required<Statement>;
}

/**
 * `share`: the evaluation may not change phase meanwhile. `subject`: the row itself changes state.
 * `evaluation`: the whole file changes state.
 */
export type LockMode = 'share' | 'subject' | 'evaluation';

/** Kinds of things of which everybody knows who sees their file: its template, panel and phase say so. */
export const kindsKnownWithFile = (rooms: readonly RoomFacts[]): string[] =>
  rooms
    .flatMap(({ subjects }) => Object.entries(subjects))
    .filter(([, { sight }]) => sight === 'evaluation.see')
    .map(([kind]) => kind);

/** Builds, once at start, the statements that load what a decision needs. */
export function composeFacts(rooms: readonly RoomFacts[]): ReadonlyMap<string, ComposedSubject> {
  const providers = new Map<string, string>();
  for (const room of rooms) {
    for (const [key, sql] of Object.entries(room.facts)) {
      if (providers.has(key)) throw new Error(`two rooms provide the fact ${key}`);
      providers.set(key, sql);
    }
  }
  const shared: Shared = {
    facts: [...providers].map(([key, sql]) => `'${key}', (${sql})`).join(',\n    '),
    joins: rooms.flatMap(({ joins }) => joins ?? []).join('\n'),
    visible: [seesEveryFile('$2::uuid'), ...rooms.flatMap(({ seated }) => seated ?? [])].join(
      ' or ',
    ),
  };
  const subjects = new Map<string, ComposedSubject>();
  for (const [kind, loader] of rooms.flatMap((room) => Object.entries(room.subjects))) {
    if (subjects.has(kind)) throw new Error(`two rooms load the subject ${kind}`);
    const loading = (name: string, context: string): Loading => ({
      read: { name: `facts-${name}`, text: load(loader, shared, notAsked, context) },
      act: { name: `facts-${name}-act`, text: load(loader, shared, replay, context) },
    });
    subjects.set(kind, {
      sight: loader.sight,
      lock: locksOf(kind, loader),
      load: loading(kind, 'null::json'),
      loadWithContext: loader.context ? loading(`${kind}-context`, loader.context) : null,
    });
  }
  return subjects;
}

/** What the statements of all subjects have in common. */
interface Shared {
  readonly facts: string;
  readonly joins: string;
  readonly visible: string;
}

/** Names the values that only acts use: the database wants to know the type of each. */
const notAsked = 'case when $3::text is null and $4::uuid is null then null::json end';

const replay = `select json_build_object('action', o.action, 'result', o.result, 'input', o.input_digest)
    from operation o where o.organisation_id = e.organisation_id and o.principal_id = $3 and o.operation_id = $4`;

const load = (
  loader: SubjectLoader,
  { facts, joins, visible }: Shared,
  repeated: string,
  context: string,
): string => `select e.id as evaluation_id, clock_timestamp() as now,
  json_build_object(
    ${facts}) as facts,
  ${loader.subject} as subject,
  (${repeated}) as replay,
  (${context}) as context
from ${loader.from}
${joins}
where ${loader.where}
  and ($5 or ${visible})`;

function locksOf(kind: string, { from, where, locks }: SubjectLoader): ComposedSubject['lock'] {
  const locking = (mode: LockMode, clause: string): Required<Statement> => ({
    name: `lock-${kind}-${mode}`,
    text: `select 1 from ${from} where ${where} ${clause}`,
  });
  const both = locks !== 'e';
  return {
    share: locking('share', both ? 'for share of e, s' : 'for share of e'),
    subject: locking('subject', both ? 'for update of s for share of e' : 'for update of e'),
    evaluation: locking('evaluation', 'for update of e'),
  };
}
