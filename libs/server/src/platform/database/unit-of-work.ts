import { AsyncLocalStorage } from 'node:async_hooks';
import { DatabaseError, type QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';
import {
  decideInOrganisation,
  decideOn,
  type Action,
  type Facts,
  type OrganisationAction,
  type Subject,
} from '@consilium/domain/access';
import {
  isId,
  isRefusal,
  refuse,
  RefusedError,
  type Id,
  type Refusal,
} from '@consilium/domain/kernel';
import { isFull, type DiskGuard } from '../faults';
import { inputDigestOf, memberIdOf, type Actor } from './actor';
import {
  composeFacts,
  type ComposedSubject,
  type Loading,
  type LockMode,
  type RoomFacts,
} from './facts-registry';
import {
  Transaction,
  type Opening,
  type ReadTransaction,
  type Signal,
  type WriteTransaction,
} from './transaction';
import { LazyReading, Reading } from './readings';
import type { KeptResult, StoredOperation } from './stored-operation';
import { isUnstorableText } from './unstorable-text';
import { Writing } from './writing';

/** Names what is acted on: a kind that a room has registered, and its id. */
export interface Target {
  readonly kind: string;
  readonly id: Id;
}

export interface ActOptions {
  /** Given by the client; a second request with the same one returns the first one's result. */
  readonly operationId?: Id | undefined;
  readonly lock?: LockMode;
  /** More about the subject than its row tells, such as the seat a declaration belongs to. */
  readonly subject?: Subject;
  /**
   * Whether the actor may know of the subject, where the policy table alone cannot tell. Asked when it
   * refuses: what one may not know of is refused as what is not there.
   */
  readonly knows?: (tx: ReadTransaction, decision: Decision) => Promise<boolean>;
  /** Values of the subject's context expression; given, the decision carries its context. */
  readonly context?: readonly unknown[];
}

/** What `act` found out before letting the change happen. */
export interface Decision {
  readonly evaluationId: Id;
  readonly facts: Facts;
  readonly subject: Subject;
  /** What the subject's context expression gave; null when it was not asked for. */
  readonly context: unknown;
}

export type Outcome<T> = T | Refusal;

/** Receives signals once their transaction is committed. */
export interface SignalSink {
  publish(organisationId: Id, signals: readonly Signal[]): void;
}

/**
 * An action that was refused to somebody who asked for it. What she may not know of is named as little as
 * what is not there: neither target nor file.
 */
export interface RefusedAction {
  readonly action: Action | OrganisationAction;
  readonly target: Target | null;
  /** The file that it would have been done to. */
  readonly evaluationId: Id | null;
}

/** Hears of what was refused as not permitted or not there, after nothing was written of it. */
export type RefusalSink = (actor: Actor, refused: RefusedAction) => void;

interface LoadedRow extends QueryResultRow {
  evaluation_id: Id;
  now: Date;
  facts: Omit<Facts, 'principal' | 'organisationFunctions'>;
  subject: Subject;
  context: unknown;
  replay: StoredOperation | null;
}

const organisationStatement = {
  name: 'organisation-act',
  text: `select clock_timestamp() as now,
  (select json_build_object('action', o.action, 'result', o.result, 'input', o.input_digest)
    from operation o where o.organisation_id = $1 and o.principal_id = $2 and o.operation_id = $3) as replay`,
};

/** A repeat of an operation that another request committed a moment earlier. */
class AlreadyDone extends Error {}

/**
 * The two doors to the database: `act` for writes, `read` for reads. There is no third: repositories
 * and connections are reachable only from inside. A door opened inside another throws, because the
 * two connections would not see each other's work.
 */
export class UnitOfWork {
  private readonly inside = new AsyncLocalStorage<true>();
  private readonly subjects: ReadonlyMap<string, ComposedSubject>;
  private readonly readers = new WeakMap<Actor, Promise<Transaction>>();
  /** Actors who are reading one statement in a transaction of its own. */
  private readonly alone = new WeakSet<Actor>();

  constructor(
    private readonly dataSource: DataSource,
    rooms: readonly RoomFacts[],
    private readonly signals: SignalSink,
    private readonly refused: RefusalSink = () => undefined,
    private readonly disk: Pick<DiskGuard, 'demandRoom' | 'noteFull'> | null = null,
  ) {
    this.subjects = composeFacts(rooms);
  }

  /**
   * Changes something of one evaluation: locks, loads facts, asks the policy table, runs `change`,
   * writes events and outbox, commits. A refusal, returned or thrown, leaves nothing behind.
   */
  async act<T>(
    actor: Actor,
    action: Action,
    target: Target,
    options: ActOptions & { readonly kept?: KeptResult<T> },
    change: (tx: WriteTransaction, decision: Decision) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const outcome = await this.decideAndChange(actor, action, target, options, change);
    if (isRefusal(outcome) && outcome.code === 'not_found') this.missing(actor, action);
    return outcome;
  }

  private async decideAndChange<T>(
    actor: Actor,
    action: Action,
    target: Target,
    options: ActOptions & { readonly kept?: KeptResult<T> },
    change: (tx: WriteTransaction, decision: Decision) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const { lock, sight, loading } = this.loaderOf(target.kind, options.context !== undefined);
    if (!isId(target.id)) return refuse('not_found');
    const opening: Opening = {
      lock: { statement: lock[options.lock ?? 'share'], values: [target.id] },
      load: {
        statement: loading.act,
        values: [
          ...this.loadValues(actor, target.id, options.operationId),
          ...(options.context ?? []),
        ],
      },
    };
    return this.write<T, LoadedRow>(
      actor,
      action,
      options.operationId,
      opening,
      async (transaction, row) => {
        if (!row) return refuse('not_found');
        if (row.replay) {
          return this.replayed(actor, row.replay, action, options.kept, transaction);
        }
        const facts = this.factsOf(actor, row);
        const subject = { ...row.subject, ...options.subject };
        const decision = { evaluationId: row.evaluation_id, facts, subject, context: row.context };
        const refusal = decideOn(action, sight, facts, subject);
        if (refusal) {
          const known = (await options.knows?.(new Reading(transaction, actor), decision)) ?? true;
          if (!known) return refuse('not_found');
          return this.tell(refusal, actor, { action, target, evaluationId: row.evaluation_id });
        }
        const tx = new Writing(transaction, actor, row.now, row.evaluation_id);
        return { tx, result: await change(tx, decision) };
      },
      options.kept,
    );
  }

  /** Changes something of the organisation that belongs to no evaluation yet. */
  async actInOrganisation<T>(
    actor: Actor,
    action: OrganisationAction,
    options: Pick<ActOptions, 'operationId'>,
    change: (tx: WriteTransaction) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const opening: Opening = {
      lock: null,
      load: {
        statement: organisationStatement,
        values: [actor.organisationId, actor.principal.id, options.operationId ?? null],
      },
    };
    return this.write<T, Pick<LoadedRow, 'now' | 'replay'>>(
      actor,
      action,
      options.operationId,
      opening,
      async (transaction, row) => {
        if (!row) throw new Error('the database gave no time');
        if (row.replay) {
          return this.replayed<T>(actor, row.replay, action, undefined, transaction);
        }
        const refusal = decideInOrganisation(action, actor);
        if (refusal) {
          return this.tell(refusal, actor, { action, target: null, evaluationId: null });
        }
        const tx = new Writing(transaction, actor, row.now, null);
        return { tx, result: await change(tx) };
      },
    );
  }

  /**
   * For bytes that are stored beside the database and made known by a write after that.
   *
   * @throws {DiskFull} when there is no room for them, so that the write would be refused.
   */
  demandRoom(bytes: number): void {
    this.disk?.demandRoom(bytes);
  }

  /** Runs reads in one read-only transaction of their own. */
  async read<T>(actor: Actor, fn: (tx: ReadTransaction) => Promise<T>): Promise<T> {
    return this.readIn('read', actor, fn);
  }

  /** The same, where all statements see the database as it was at one instant. */
  async readSnapshot<T>(actor: Actor, fn: (tx: ReadTransaction) => Promise<T>): Promise<T> {
    return this.readIn('snapshot', actor, fn);
  }

  private async readIn<T>(
    mode: 'read' | 'snapshot',
    actor: Actor,
    fn: (tx: ReadTransaction) => Promise<T>,
  ): Promise<T> {
    this.refuseNesting();
    return this.inside.run(true, async () => {
      const transaction = await Transaction.begin(this.dataSource, actor.organisationId, mode);
      try {
        return await fn(new Reading(transaction, actor));
      } finally {
        await transaction.rollback();
      }
    });
  }

  /**
   * The read transaction of a request: opened by its first statement, shared by all its fields, and
   * closed by `finish` or by the next write of the same request.
   */
  reader(actor: Actor): ReadTransaction {
    return new LazyReading(actor, {
      open: () => {
        this.refuseNesting();
        let opened = this.readers.get(actor);
        if (!opened) {
          opened = Transaction.begin(this.dataSource, actor.organisationId, 'read');
          this.readers.set(actor, opened);
        }
        return opened;
      },
      alone: (statement, values) => {
        this.refuseNesting();
        // One at a time: a request with many such fields must not take the whole pool.
        if (this.readers.has(actor) || this.alone.has(actor)) return null;
        this.alone.add(actor);
        return Transaction.readOnce(
          this.dataSource,
          actor.organisationId,
          statement,
          values,
        ).finally(() => this.alone.delete(actor));
      },
    });
  }

  /**
   * Ends the actor's reader, if one was opened. Nobody waits for it: it has nothing to keep, and a
   * connection that breaks meanwhile is thrown away.
   */
  finish(actor: Actor): void {
    const opened = this.readers.get(actor);
    if (!opened) return;
    this.readers.delete(actor);
    opened.then((transaction) => transaction.rollback()).catch(() => undefined);
  }

  /**
   * Facts of the actor about one evaluation, for showing what can be done; null when not visible.
   * With values for it, the subject's context comes along: the reader decides what may be shown of it.
   */
  async factsFor(
    tx: ReadTransaction,
    target: Target,
    context?: readonly unknown[],
  ): Promise<Decision | null> {
    const { loading } = this.loaderOf(target.kind, context !== undefined);
    if (!isId(target.id)) return null;
    const values = [...this.loadValues(tx.actor, target.id, undefined), ...(context ?? [])];
    // A context is the whole page.
    const [row] = await tx.rows<LoadedRow>(loading.read, values, context && 'alone');
    if (!row) return null;
    return {
      evaluationId: row.evaluation_id,
      facts: this.factsOf(tx.actor, row),
      subject: row.subject,
      context: row.context,
    };
  }

  /**
   * Decides a read of one thing: its facts when allowed, else the refusal. Pages ask this to know what
   * to show, so that nobody is told of a "no"; for what somebody asks for by its id there is `open`.
   */
  async mayRead(tx: ReadTransaction, action: Action, target: Target): Promise<Outcome<Decision>> {
    const decision = await this.factsFor(tx, target);
    if (!decision) return refuse('not_found');
    const { sight } = this.loaderOf(target.kind, false);
    return decideOn(action, sight, decision.facts, decision.subject) ?? decision;
  }

  /** The same for one thing that somebody asks for by its id: that it is not there for her is told. */
  async open(tx: ReadTransaction, action: Action, target: Target): Promise<Outcome<Decision>> {
    const decision = await this.mayRead(tx, action, target);
    if (isRefusal(decision) && decision.code === 'not_found') this.missing(tx.actor, action);
    return decision;
  }

  /** Refuses what somebody asked for as not there, and tells that she did. */
  missing(actor: Actor, action: Action): Refusal {
    this.refused(actor, { action, target: null, evaluationId: null });
    return refuse('not_found');
  }

  private async write<T, Row extends QueryResultRow>(
    actor: Actor,
    action: string,
    operationId: Id | undefined,
    opening: Opening,
    run: (
      transaction: Transaction,
      row: Row | undefined,
    ) => Promise<Refusal | { replayed: T } | { tx: Writing; result: Outcome<T> }>,
    kept?: KeptResult<T>,
  ): Promise<Outcome<T>> {
    this.refuseNesting();
    if (operationId !== undefined && !isId(operationId)) return refuse('invalid_input');
    this.finish(actor);
    this.disk?.demandRoom();
    return this.inside.run(true, async () => {
      const opened = await Transaction.beginWith<Row>(
        this.dataSource,
        actor.organisationId,
        opening,
      ).catch(asRefusal);
      if (isRefusal(opened)) return opened;
      const { transaction, rows } = opened;
      let ended = false;
      const rollback = async (): Promise<void> => {
        if (ended) return;
        ended = true;
        await transaction.rollback();
      };
      try {
        const outcome = await run(transaction, rows[0]);
        if (isRefusal(outcome) || 'replayed' in outcome) {
          await rollback();
          return isRefusal(outcome) ? outcome : outcome.replayed;
        }
        if (isRefusal(outcome.result)) {
          await rollback();
          return outcome.result;
        }
        try {
          const result = kept ? kept.shorten(outcome.result) : outcome.result;
          const known = kept && result === undefined ? undefined : operationId;
          await transaction.commit(outcome.tx.lastWords(action, known, result));
        } catch (error) {
          throw isRepeatedOperation(error) ? new AlreadyDone() : error;
        }
        ended = true;
        this.signals.publish(actor.organisationId, outcome.tx.signals);
        return outcome.result;
      } catch (error) {
        if (isFull(error)) this.disk?.noteFull();
        await rollback().catch(() => undefined);
        if (error instanceof AlreadyDone && operationId !== undefined) {
          return this.storedResult<T>(actor, action, operationId, kept);
        }
        return asRefusal(error);
      }
    });
  }

  private async storedResult<T>(
    actor: Actor,
    action: string,
    operationId: Id,
    kept: KeptResult<T> | undefined,
  ): Promise<Outcome<T>> {
    const transaction = await Transaction.begin(this.dataSource, actor.organisationId, 'read');
    try {
      const [row] = await transaction.rows<StoredOperation & Record<string, unknown>>(
        `select action, result, input_digest as input from operation
          where principal_id = $1 and operation_id = $2`,
        [actor.principal.id, operationId],
      );
      if (!row) throw new Error('an operation both exists and does not');
      const stored = await this.replayed<T>(actor, row, action, kept, transaction);
      return isRefusal(stored) ? stored : stored.replayed;
    } finally {
      await transaction.rollback();
    }
  }

  private async replayed<T>(
    actor: Actor,
    stored: StoredOperation,
    action: string,
    kept: KeptResult<T> | undefined,
    transaction: Transaction,
  ): Promise<Refusal | { replayed: T }> {
    if (stored.action !== action) return refuse('invalid_input');
    const input = inputDigestOf(actor);
    if (input !== null && stored.input !== null && input !== stored.input) {
      return refuse('operation_reused');
    }
    return {
      replayed: kept
        ? await kept.restore(stored.result, new Reading(transaction, actor))
        : (stored.result as T),
    };
  }

  private loaderOf(
    kind: string,
    withContext: boolean,
  ): Pick<ComposedSubject, 'lock' | 'sight'> & { loading: Loading } {
    const composed = this.subjects.get(kind);
    if (!composed) throw new Error(`no room loads the subject ${kind}`);
    const loading = withContext ? composed.loadWithContext : composed.load;
    if (!loading) throw new Error(`the subject ${kind} has no context`);
    return { lock: composed.lock, sight: composed.sight, loading };
  }

  private loadValues(actor: Actor, id: Id, operationId: Id | undefined): unknown[] {
    return [
      id,
      memberIdOf(actor),
      actor.principal.id,
      operationId ?? null,
      actor.principal.kind === 'system',
    ];
  }

  private factsOf(actor: Actor, row: LoadedRow): Facts {
    return {
      principal: actor.principal,
      organisationFunctions: actor.organisationFunctions,
      ...row.facts,
    };
  }

  /** What is not this person's to do is told; that something cannot be done now is everyday work. */
  private tell(refusal: Refusal, actor: Actor, refused: RefusedAction): Refusal {
    if (refusal.code === 'not_permitted') this.refused(actor, refused);
    return refusal;
  }

  private refuseNesting(): void {
    if (this.inside.getStore()) throw new Error('a door to the database was opened inside another');
  }
}

/** The refusal that an error stands for; any other error is thrown on. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  if (isUnstorableText(error)) return refuse('control_characters');
  throw error;
}

/** Whether another request with the same operation id was committed in the meantime. */
const isRepeatedOperation = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === '23505' && error.table === 'operation';
