import { request } from 'node:http';
import { operationId } from '@consilium/testing';

/** One write as its client knows it. */
interface Write {
  readonly operationId: string;
  readonly value: string;
  readonly baseVersion: number;
}

/** What the product said it had kept. */
export interface Acknowledged {
  readonly questionKey: string;
  readonly siteId: string;
  readonly version: number;
  readonly value: string;
}

const mutation = `mutation ($input: SaveAnswerInput!) {
  saveAnswer(input: $input) {
    __typename
    ... on AnswerSaved { answer { version value } }
    ... on AnswerConflict { current { version value } }
    ... on Refused { code }
  }
}`;

interface Saved {
  __typename: string;
  answer?: { version: number; value: string };
  current?: { version: number; value: string };
  code?: string;
}

/** Counts the acknowledged writes of all clients, and tells who waits for a number of them. */
export class Tally {
  private count = 0;
  private waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  add(): void {
    this.count += 1;
    for (const { resolve } of this.waiting.filter(({ count }) => count <= this.count)) resolve();
    this.waiting = this.waiting.filter(({ count }) => count > this.count);
  }

  /** Once so many more writes than now have been acknowledged. */
  more(writes: number): Promise<void> {
    const count = this.count + writes;
    return new Promise((resolve) => this.waiting.push({ count, resolve }));
  }
}

/**
 * A client that writes one answer again and again and keeps a ledger. A write without an answer is
 * sent again with the same operation id, as a browser does, until the product answers.
 */
export class LedgerClient {
  readonly acknowledged: Acknowledged[] = [];
  /** Writes that had to be sent more than once. */
  repeated = 0;
  private version = 0;
  private count = 0;

  constructor(
    private readonly target: { port: number; cookie: string; slug: string },
    private readonly answer: { partId: string; questionKey: string; siteId: string },
    private readonly tally: Tally,
  ) {}

  /** Writes until told to stop; the write under way is finished. */
  async write(until: () => boolean): Promise<void> {
    while (!until()) {
      this.count += 1;
      await this.untilAnswered({
        operationId: operationId(),
        value: `${this.answer.questionKey} ${this.answer.siteId} ${this.count}`,
        baseVersion: this.version,
      });
    }
  }

  private async untilAnswered(write: Write): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const saved = await this.send(write);
      if (!saved) {
        if (attempt === 0) this.repeated += 1;
        continue;
      }
      if (saved.__typename !== 'AnswerSaved' || saved.answer?.value !== write.value) {
        throw new Error(
          `a repeated write was not answered with its own result: ${JSON.stringify(saved)}`,
        );
      }
      this.version = saved.answer.version;
      const { questionKey, siteId } = this.answer;
      this.acknowledged.push({ questionKey, siteId, version: this.version, value: write.value });
      this.tally.add();
      return;
    }
  }

  /** Null when the product went away before it answered. */
  private send(write: Write): Promise<Saved | null> {
    const body = JSON.stringify({
      query: mutation,
      variables: { input: { ...this.answer, ...write, state: 'value' } },
    });
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: this.target.port,
          path: '/graphql',
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'x-consilium-csrf': '1',
            'x-consilium-organisation': this.target.slug,
            cookie: this.target.cookie,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', () => resolve(null));
          response.on('end', () => {
            if (!response.complete || response.statusCode !== 200) return resolve(null);
            const answer = JSON.parse(Buffer.concat(chunks).toString()) as {
              data?: { saveAnswer: Saved };
            };
            if (answer.data) resolve(answer.data.saveAnswer);
            else reject(new Error(`a write was complained about: ${JSON.stringify(answer)}`));
          });
        },
      );
      // Not there yet: looks again a moment later, as a browser would.
      sent.on('error', () => setTimeout(() => resolve(null), 20));
      sent.end(body);
    });
  }
}
