import type { ReadTransaction } from './transaction';

/** What is kept of a result for repeats, where that is less than all of it. */
export interface KeptResult<T> {
  /** Undefined keeps nothing: a repeat is carried out again. */
  shorten(result: T): unknown;
  /** The whole result again, from what was kept and what the repeat, which is the same, brings. */
  restore(kept: unknown, tx: ReadTransaction): Promise<T>;
}

/** What is kept of an operation, to answer its repeats. */
export interface StoredOperation {
  readonly action: string;
  readonly result: unknown;
  /** Digest of what was asked; null where it was not kept. */
  readonly input: string | null;
}
