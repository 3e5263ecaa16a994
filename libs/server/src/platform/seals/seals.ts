import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson, refuse, RefusedError } from '@consilium/domain/kernel';

/** Over the canonical form of the whole content: how seals were made first. */
const wholeFile = 'sha256';
/** Over a header and the digests of salted entries. */
const saltedList = 'sha256-salted-list-1';

/** One thing that is sealed under a salt and a digest of its own. */
export interface SealedThing {
  readonly kind: string;
  readonly id: string;
  /** Plain JSON. */
  readonly content: unknown;
}

/** What is to be sealed. */
export interface ToSeal {
  readonly header: object;
  readonly entries: readonly SealedThing[];
  /** How many of the entries nobody may count who may not read them. */
  readonly hidden: number;
}

/** What is kept of a seal: the bytes that were hashed, their hash, and the entries as they were digested. */
export interface KeptSeal {
  readonly hashAlg: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly canonical: string;
  /** Null where `canonical` holds everything. */
  readonly entries: readonly string[] | null;
}

export interface OpenedEntry extends SealedThing {
  /** Hexadecimal. */
  readonly salt: string;
  readonly digest: string;
}

export type OpenedSeal =
  | { readonly hashAlg: typeof wholeFile; readonly content: unknown }
  | {
      readonly hashAlg: typeof saltedList;
      readonly header: unknown;
      /** In growing order, those that stand for nothing among them. */
      readonly digests: readonly string[];
      readonly entries: readonly OpenedEntry[];
    };

/** What was sealed is no longer what was sealed: changed, cut, or put under another hash. */
export class SealBroken extends RefusedError {
  constructor(what: string) {
    super(refuse('seal_broken'));
    this.message = `a seal does not hold: ${what}`;
  }
}

export const sha256 = (bytes: string | Buffer): string =>
  createHash('sha256').update(bytes).digest('hex');

/**
 * Digests that stand for nothing fill the hidden ones up to a multiple of this: of a list with fewer
 * hidden entries its length tells nothing about them.
 */
const room = 64;
const nothing = 'nothing';

const written = ({ kind, id, content }: SealedThing): string =>
  canonicalJson([randomBytes(32).toString('hex'), kind, id, content]);

/** Seals a header and entries: each may later be shown, or only its digest, under the same hash. */
export function sealList({ header, entries, hidden }: ToSeal): KeptSeal {
  const fillers = Math.max(1, Math.ceil(hidden / room)) * room - hidden;
  const texts = [
    ...entries.map(written),
    ...Array.from({ length: fillers }, () => written({ kind: nothing, id: '', content: null })),
  ];
  const digests = texts.map(sha256).sort();
  const canonical = canonicalJson({ alg: saltedList, header, digests });
  return { hashAlg: saltedList, hash: sha256(canonical), canonical, entries: texts };
}

/**
 * The content of a seal, recomputed from the bytes: whoever reads what is sealed reads it through this.
 * @throws SealBroken when hash, list and entries do not agree, or the way it was made is unknown.
 */
export function openSeal(kept: KeptSeal): OpenedSeal {
  if (sha256(kept.canonical) !== kept.hash) throw new SealBroken('its hash is another');
  const parsed = parse(kept.canonical);
  if (kept.hashAlg === wholeFile && kept.entries === null) {
    return { hashAlg: wholeFile, content: parsed };
  }
  if (kept.hashAlg !== saltedList || kept.entries === null) {
    throw new SealBroken('nobody knows how it was made');
  }
  const { alg, header, digests } = parsed as { alg: string; header: unknown; digests: string[] };
  const found = kept.entries.map((text) => ({ text, digest: sha256(text) }));
  const same = found.map(({ digest }) => digest).sort();
  if (
    alg !== saltedList ||
    same.length !== digests.length ||
    same.some((one, index) => one !== digests[index])
  ) {
    throw new SealBroken('its entries are not those of its list');
  }
  const entries = found.flatMap(({ text, digest }): OpenedEntry[] => {
    const [salt, kind, id, content] = parse(text) as [string, string, string, unknown];
    return kind === nothing ? [] : [{ salt, kind, id, content, digest }];
  });
  return { hashAlg: saltedList, header, digests, entries };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new SealBroken('it is no JSON');
  }
}
