import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { refuse, type Refusal } from '@consilium/domain/kernel';

/** Attempts allowed in a row. */
const most = 10;
/** After this long one more is allowed. */
const secondsForOne = 90;

const sunk = `greatest(0, c.level
  - greatest(0, extract(epoch from clock_timestamp() - c.touched_at)) / ${secondsForOne})`;

/**
 * Bounds how often something open to strangers is tried, where all processes see it and in a namespace
 * of its own: ten times, then once in ninety seconds.
 */
export class AttemptLimit {
  constructor(
    private readonly dataSource: Pick<DataSource, 'query'>,
    private readonly name: string,
  ) {}

  /** Counts one attempt by or on `whom`; refused when there were too many already. */
  async count(whom: string): Promise<Refusal | null> {
    const counted = await this.dataSource.query<unknown[]>(
      `insert into attempt_count as c (key, level, until, touched_at)
       values ($1, 1, clock_timestamp(), clock_timestamp())
       on conflict (key) do update set level = ${sunk} + 1, touched_at = clock_timestamp()
        where ${sunk} + 1 <= ${most}
       returning 1`,
      [this.keyOf(whom)],
    );
    if (counted.length > 0) return null;
    return refuse('too_many_attempts', { minutes: Math.ceil(secondsForOne / 60) });
  }

  /** The attempt was a good one and does not count. */
  async giveBack(whom: string): Promise<void> {
    await this.dataSource.query(
      'update attempt_count set level = greatest(0, level - 1) where key = $1',
      [this.keyOf(whom)],
    );
  }

  private keyOf(whom: string): Buffer {
    return createHash('sha256')
      .update(JSON.stringify([this.name, whom]))
      .digest();
  }
}
