import { Client } from 'pg';
import type { Browser } from 'playwright-core';
import type { Locale } from '@consilium/domain/kernel';
import { freePort, launchBrowser } from '@consilium/testing';
import { copyOfDemo, environmentOf, type Store } from './demo';
import { ProductProcess } from './product-process';
import { Visitor, type Persona } from './visitor';

/** The whole product on a copy of the demo, and a browser before it. */
export class Stage {
  private readonly visitors: Visitor[] = [];

  private constructor(
    readonly url: string,
    private readonly browser: Browser,
    private readonly store: Store,
    private readonly ended: () => Promise<void>,
  ) {}

  /** `ofWorker`: variables of the worker alone, such as where it sends mails. */
  static async open(ofWorker: Readonly<Record<string, string>> = {}): Promise<Stage> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const starting = launchBrowser();
    const store = await copyOfDemo();
    const environment = { ...environmentOf(store), PUBLIC_URL: url };
    const [api, worker, browser] = await Promise.all([
      ProductProcess.start('api', environment, port),
      ProductProcess.start('worker', { ...environment, ...ofWorker }),
      starting,
    ]);
    return new Stage(url, browser, store, async () => {
      await browser.close();
      await Promise.all([api.kill(), worker.kill()]);
      await store.drop();
    });
  }

  /** Somebody whom nobody knows yet, at a browser of her own. */
  async visitor(locale: Locale, width?: number): Promise<Visitor> {
    return this.visitorOf(this.url, locale, width);
  }

  /** A member of the demo, signed in, at a browser of her own. */
  async member(persona: Persona, locale: Locale, width?: number): Promise<Visitor> {
    const visitor = await this.visitor(locale, width);
    await visitor.become(persona);
    return visitor;
  }

  /** Somebody at another address of the same product, or of another one. */
  async visitorOf(url: string, locale: Locale, width?: number): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.browser, url, locale, width);
    this.visitors.push(visitor);
    return visitor;
  }

  /** Another process of the API, over this store or another, with variables of its own. */
  async anotherApi(
    variables: Readonly<Record<string, string>>,
    store: Store = this.store,
  ): Promise<{ readonly url: string; close(): Promise<void> }> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const environment = { ...environmentOf(store), PUBLIC_URL: url, ...variables };
    const api = await ProductProcess.start('api', environment, port);
    return { url, close: () => api.kill() };
  }

  /** What only time, or an older version, brings about: as owner of the database. */
  async owner(statement: string, values: readonly unknown[] = []): Promise<void> {
    const client = new Client({ connectionString: this.store.database.ownerUrl });
    await client.connect();
    try {
      await client.query(statement, [...values]);
    } finally {
      await client.end();
    }
  }

  /** Closes the browsers of all who came, and says what their consoles complained about. */
  async clear(): Promise<string[]> {
    const leaving = this.visitors.splice(0);
    await Promise.all(leaving.map((visitor) => visitor.leave()));
    return leaving.flatMap(({ complaints }) => complaints);
  }

  async close(): Promise<void> {
    await this.ended();
  }
}

/**
 * One product and one browser for the journeys of a file. What a console complains about during a
 * journey fails it.
 */
export function useStage(worker?: () => Promise<Readonly<Record<string, string>>>): () => Stage {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await Stage.open(await worker?.());
  });
  afterEach(async () => {
    expect(await stage?.clear()).toEqual([]);
  });
  afterAll(async () => {
    await stage?.close();
  });
  return () => {
    if (!stage) throw new Error('the product has not been started');
    return stage;
  };
}
