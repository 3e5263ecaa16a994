import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import type { DataSource } from 'typeorm';
import { foldAddress } from '@consilium/domain/access';
import { refuse, type Id, type Refusal } from '@consilium/domain/kernel';
import { verifyPassword } from './passwords';
import type { SecurityLog } from './security-log';
import { SignInAttempts } from './sign-in-attempts';
import { digestOf } from './tokens';
import { VerificationQueue } from './verification-queue';

/** From where somebody comes: all that slows her, or does not. */
export interface Visit {
  /** Network address of the caller. */
  readonly from: string;
  /** What the browser was given when it signed in before. */
  readonly device: string | undefined;
}

/** Attempts that may be held up at the same moment; who comes beyond is asked to come back. */
const mostHeldUp = 200;
const comeBackSeconds = 5;

/**
 * Finds whose address and password these are. Attempts count before the password is looked at, so that
 * many at once are no more than one after the other; the right one gives its own back. Unknown addresses
 * are counted, held up and answered like known ones.
 */
export class PasswordCheck {
  private readonly attempts: SignInAttempts;
  private readonly queue = new VerificationQueue();
  /** Verified when no account matches, so that unknown addresses take as long as known ones. */
  private readonly decoy = hash(randomBytes(16).toString('hex'));
  private heldUp = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Pick<SecurityLog, 'note'>,
  ) {
    this.attempts = new SignInAttempts(dataSource);
  }

  /** The account; wrong address and wrong password are one refusal. */
  async accountOf(email: string, password: string, visit: Visit): Promise<Id | Refusal> {
    const address = foldAddress(email);
    const account = await this.find(address, visit.device);
    const known = account?.known === true;
    if (!known && (this.queue.isFull || this.heldUp >= mostHeldUp)) {
      return refuse('sign_in_busy', { seconds: comeBackSeconds });
    }
    const counted = await this.attempts.count({
      address,
      from: visit.from,
      known:
        known && account && visit.device !== undefined
          ? { device: digestOf(visit.device), accountId: account.account_id }
          : null,
    });
    const about = { accountId: account?.account_id ?? null, source: visit.from };
    if ('waitMs' in counted) {
      this.log.note({ kind: 'sign_in_slowed', ...about });
      return refuse('too_many_attempts', { minutes: Math.ceil(counted.waitMs / 60_000) });
    }
    try {
      await this.holdUp(counted.delayMs);
      const hashed = account?.password_hash ?? (await this.decoy);
      const matches = await this.queue.run(() => verifyPassword(hashed, password), known);
      if (!account || !matches) {
        this.log.note({ kind: 'sign_in_failed', ...about });
        return refuse('wrong_credentials');
      }
      await this.attempts.giveBack(counted.keys);
      return account.account_id;
    } catch (error) {
      // What could not be verified at all was no guess.
      await this.attempts.giveBack(counted.keys).catch(() => undefined);
      throw error;
    }
  }

  private async find(address: string, device: string | undefined) {
    const [account] = await this.dataSource.query<
      { account_id: Id; password_hash: string; known: boolean }[]
    >(
      `select c.*, consilium_knows_device($2, c.account_id) as known
         from consilium_credentials($1) c`,
      [address, device === undefined ? null : digestOf(device)],
    );
    return account;
  }

  private async holdUp(ms: number): Promise<void> {
    if (ms === 0) return;
    this.heldUp += 1;
    try {
      await pause(ms);
    } finally {
      this.heldUp -= 1;
    }
  }
}
