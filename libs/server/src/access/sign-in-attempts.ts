import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { delayOf, sinksIn, sourceOf, waits, type Limited } from '@consilium/domain/access';
import type { Id } from '@consilium/domain/kernel';

/** Who attempts to sign in, and where. */
export interface Attempt {
  /** Folded. */
  readonly address: string;
  /** Network address. */
  readonly from: string;
  /** The browser, where this account knows it, with the account. */
  readonly known: { readonly device: Buffer; readonly accountId: Id } | null;
}

/** The attempt counts as failed until it is given back; it is held up first, or not looked at at all. */
export type Counted =
  { readonly keys: readonly CountedKey[]; readonly delayMs: number } | { readonly waitMs: number };

interface CountedKey {
  readonly what: Limited;
  readonly key: Buffer;
}

/** Names of different kinds never meet, whatever is typed: the kind and each part's length are in the digest. */
const keyOf = (what: Limited, ...parts: readonly string[]): CountedKey => ({
  what,
  key: createHash('sha256')
    .update(JSON.stringify([what, ...parts]))
    .digest(),
});

/**
 * Counts attempts to sign in, where all processes see them, by the database's clock. The arithmetic is
 * the domain's (`sign-in-limits`); the database applies it in one statement, so that many attempts at
 * once are no more than one after the other.
 */
export class SignInAttempts {
  constructor(private readonly dataSource: DataSource) {}

  async count({ address, from, known }: Attempt): Promise<Counted> {
    const source = sourceOf(from);
    const own = known
      ? keyOf('browser', known.device.toString('hex'), known.accountId)
      : keyOf('pair', source, address);
    const waitMs = await this.raiseUnlessWaiting(own);
    if (waitMs > 0) return { waitMs };
    if (known) return { keys: [own], delayMs: 0 };
    const shared = [keyOf('source', source), keyOf('account', address)] as const;
    const [ofSource, ofAccount] = await Promise.all(shared.map((one) => this.raise(one)));
    return {
      keys: [own, ...shared],
      delayMs: Math.max(delayOf('source', ofSource ?? 0), delayOf('account', ofAccount ?? 0)),
    };
  }

  /** It was no failure: what is a pair's or a browser's own is forgotten, the rest counts one less. */
  async giveBack(keys: readonly CountedKey[]): Promise<void> {
    const own = keys.filter(({ what }) => what === 'pair' || what === 'browser');
    const shared = keys.filter((one) => !own.includes(one));
    await this.dataSource.query('delete from attempt_count where key = any($1)', [
      own.map(({ key }) => key),
    ]);
    if (shared.length === 0) return;
    await this.dataSource.query(
      'update attempt_count set level = greatest(0, level - 1) where key = any($1)',
      [shared.map(({ key }) => key)],
    );
  }

  /** Level of a key after one more attempt. */
  private async raise({ what, key }: CountedKey): Promise<number> {
    const [row] = await this.dataSource.query<{ level: number }[]>(
      `insert into attempt_count as c (key, level, until, touched_at)
       values ($1, 1, clock_timestamp(), clock_timestamp())
       on conflict (key) do update set touched_at = clock_timestamp(),
         level = greatest(0, c.level - ${elapsed} / $2::float8) + 1
       returning level`,
      [key, sinksIn[what]],
    );
    return row?.level ?? 0;
  }

  /**
   * The same, unless the key has to wait: then nothing counts, and what is left of the wait is told. A
   * wait beyond the longest comes from a clock that was set back, and is none.
   */
  private async raiseUnlessWaiting({ what, key }: CountedKey): Promise<number> {
    const rows = await this.dataSource.query<unknown[]>(
      `insert into attempt_count as c (key, level, until, touched_at)
       values ($1, 1, clock_timestamp() + make_interval(secs => ($3::float8[])[1]), clock_timestamp())
       on conflict (key) do update set touched_at = clock_timestamp(),
         level = ${sunk} + 1,
         until = clock_timestamp() + make_interval(secs =>
           ($3::float8[])[least(cardinality($3::float8[]), ceil(${sunk} + 0.99)::int)])
       where c.until <= clock_timestamp()
         or c.until > clock_timestamp() + make_interval(secs => ($3::float8[])[cardinality($3::float8[])])
       returning 1`,
      [key, sinksIn[what], waits],
    );
    if (rows.length > 0) return 0;
    const [left] = await this.dataSource.query<{ ms: number }[]>(
      `select greatest(1, extract(epoch from until - clock_timestamp()) * 1000)::float8 as ms
         from attempt_count where key = $1`,
      [key],
    );
    return left?.ms ?? 0;
  }
}

/** Seconds since a key was last touched; none where the clock was set back. */
const elapsed = 'greatest(0, extract(epoch from clock_timestamp() - c.touched_at))';

const sunk = `greatest(0, c.level - ${elapsed} / $2::float8)`;
