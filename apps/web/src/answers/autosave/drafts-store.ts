import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import type { Draft } from './draft';

/** Whose words these are, and which question of which part they answer. */
export interface Place {
  /** Member under whose session the words were written. */
  readonly person: string;
  /** Short name of the organisation. */
  readonly organisation: string;
  readonly evaluationId: string;
  readonly partId: string;
  readonly questionKey: string;
  readonly siteId: string | null;
  /** Seat written for, when somebody else writes. */
  readonly onBehalfOf: string | null;
  /** Hash of the template the question was read in. */
  readonly contentHash: string;
}

/** Words kept on this device until the server has them. */
export interface KeptDraft {
  readonly place: Place;
  readonly draft: Exclude<Draft, { status: 'clean' }>;
  /** When the first of these words was typed, as an ISO instant: drafts are sent in this order. */
  readonly since: string;
}

/** One draft for each question and person. */
export const placeKey = ({ person, organisation, partId, questionKey, siteId }: Place): string =>
  [organisation, person, partId, questionKey, siteId ?? ''].join('/');

export interface DraftsStore {
  /** Drafts of one person in one organisation, the oldest first. */
  of(person: string, organisation: string): Promise<KeptDraft[]>;
  keep(kept: KeptDraft): Promise<void>;
  drop(place: Place): Promise<void>;
}

const oldestFirst = (a: KeptDraft, b: KeptDraft): number => a.since.localeCompare(b.since);

const belongTo =
  (person: string, organisation: string) =>
  ({ place }: KeptDraft): boolean =>
    place.person === person && place.organisation === organisation;

/** Keeps drafts in memory alone, where the browser offers nothing that lasts. */
export function memoryDrafts(): DraftsStore {
  const drafts = new Map<string, KeptDraft>();
  return {
    of: async (person, organisation) =>
      [...drafts.values()].filter(belongTo(person, organisation)).toSorted(oldestFirst),
    keep: async (kept) => void drafts.set(placeKey(kept.place), kept),
    drop: async (place) => void drafts.delete(placeKey(place)),
  };
}

/** Keeps drafts in IndexedDB; falls back to memory when the browser refuses it. */
export function lastingDrafts(): DraftsStore {
  const memory = memoryDrafts();
  let database: UseStore | null = null;
  try {
    database = createStore('consilium-drafts', 'drafts');
  } catch {
    database = null;
  }
  const attempt = async <T>(work: (store: UseStore) => Promise<T>, otherwise: () => Promise<T>) => {
    if (!database) return otherwise();
    try {
      return await work(database);
    } catch {
      return otherwise();
    }
  };
  return {
    of: (person, organisation) =>
      attempt(
        async (store) =>
          (await entries<string, KeptDraft>(store))
            .map(([, kept]) => kept)
            .filter(belongTo(person, organisation))
            .toSorted(oldestFirst),
        () => memory.of(person, organisation),
      ),
    keep: (kept) =>
      attempt(
        (store) => set(placeKey(kept.place), kept, store),
        () => memory.keep(kept),
      ),
    drop: (place) =>
      attempt(
        (store) => del(placeKey(place), store),
        () => memory.drop(place),
      ),
  };
}
