import { createStore, del, entries, promisifyRequest, set, type UseStore } from 'idb-keyval';
import type { Draft } from './draft';

/** Words kept on this device until the server has them: what one window wrote about one thing. */
export interface Item {
  readonly id: string;
  /** Member under whose session the words were written; never sent under another’s. */
  readonly person: string;
  /** Short name of the organisation. */
  readonly organisation: string;
  /** Window that wrote them or took them over. */
  readonly tab: string;
  readonly kind: string;
  readonly thing: string;
  /** What the kind needs to send them. */
  readonly place: unknown;
  readonly draft: Exclude<Draft<unknown, unknown>, { status: 'clean' }>;
  /** When the first of these words was typed, as an ISO instant: words are sent in this order. */
  readonly since: string;
}

export interface Owner {
  readonly person: string;
  readonly organisation: string;
}

export interface Device {
  /** What one person has here in one organisation, the oldest first. */
  of(owner: Owner): Promise<Item[]>;
  /**
   * Gives a window what windows that are gone left, under new ids; whoever asks at the same time gets
   * none of it.
   */
  takeOver(
    owner: Owner,
    tab: string,
    alive: ReadonlySet<string>,
    newId: () => string,
  ): Promise<Item[]>;
  keep(item: Item): Promise<void>;
  drop(id: string): Promise<void>;
}

const oldestFirst = (a: Item, b: Item): number => a.since.localeCompare(b.since);
const belongsTo =
  ({ person, organisation }: Owner) =>
  (item: Item): boolean =>
    item.person === person && item.organisation === organisation;

/** Keeps words in memory alone, where the browser offers nothing that lasts. */
export function memoryDevice(): Device {
  const items = new Map<string, Item>();
  const of = (owner: Owner): Item[] =>
    [...items.values()].filter(belongsTo(owner)).toSorted(oldestFirst);
  return {
    of: async (owner) => of(owner),
    takeOver: async (owner, tab, alive, newId) =>
      of(owner)
        .filter((item) => !alive.has(item.tab))
        .map((item) => {
          const taken = { ...item, id: newId(), tab };
          items.delete(item.id);
          items.set(taken.id, taken);
          return taken;
        }),
    keep: async (item) => void items.set(item.id, item),
    drop: async (id) => void items.delete(id),
  };
}

/** A browser that does not open its store within this time keeps nothing; in milliseconds. */
const openWithinMs = 3_000;

/** Keeps words in IndexedDB; falls back to memory when the browser refuses it. */
export function lastingDevice(): Device {
  const memory = memoryDevice();
  let store: UseStore | null = null;
  try {
    store = createStore('consilium-kept', 'items');
  } catch {
    store = null;
  }
  const attempt = async <T>(
    work: (store: UseStore) => Promise<T>,
    otherwise: () => Promise<T>,
  ): Promise<T> => {
    if (!store) return otherwise();
    let late: ReturnType<typeof setTimeout> | undefined;
    const end = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error('the store does not open')), openWithinMs);
    });
    try {
      return await Promise.race([work(store), end]);
    } catch {
      return await otherwise();
    } finally {
      clearTimeout(late);
    }
  };
  return {
    of: (owner) =>
      attempt(
        async (opened) =>
          (await entries<string, Item>(opened))
            .map(([, item]) => item)
            .filter(belongsTo(owner))
            .toSorted(oldestFirst),
        () => memory.of(owner),
      ),
    takeOver: (owner, tab, alive, newId) =>
      attempt(
        // One transaction: of two windows that ask, the second finds nothing left.
        (opened) =>
          opened('readwrite', async (objects) => {
            const found = (await promisifyRequest(objects.getAll())) as Item[];
            const taken = found
              .filter((item) => belongsTo(owner)(item) && !alive.has(item.tab))
              .toSorted(oldestFirst)
              .map((item) => ({ from: item.id, item: { ...item, id: newId(), tab } }));
            for (const { from, item } of taken) {
              objects.delete(from);
              objects.put(item, item.id);
            }
            await promisifyRequest(objects.transaction);
            return taken.map(({ item }) => item);
          }),
        () => memory.takeOver(owner, tab, alive, newId),
      ),
    keep: (item) =>
      attempt(
        (opened) => set(item.id, item, opened),
        () => memory.keep(item),
      ),
    drop: (id) =>
      attempt(
        (opened) => del(id, opened),
        () => memory.drop(id),
      ),
  };
}
