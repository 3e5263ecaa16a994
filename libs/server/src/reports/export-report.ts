import {
  disclosedTo,
  exportFormat,
  hiddenEntries,
  readerOfVersion,
  saltedList,
  sinceFor,
  tellsOf,
  wholeFile,
  type Erasure,
  type ReportExport,
  type ReportVersion,
  type SealEntry,
  type SealHeader,
  type SinceSeal,
  type WholeExport,
  type WithheldFigures,
  type WithheldWhy,
} from '@consilium/domain/reports';
import { refuse } from '@consilium/domain/kernel';
import type { Outcome } from '../platform/database';
import type { OpenedEntry } from '../platform/seals';
import type { SealedFile } from './sealed-file';

/**
 * What the readers of a version may have of a sealed file, with the digests of the rest. Nothing of a
 * document erased since is given, nor of rounds with figures that are told nobody any more. A seal that cannot be divided is given to those who may read all of it.
 */
export function exportOf(
  file: SealedFile,
  version: ReportVersion,
  since: {
    readonly erasures: readonly Erasure[];
    readonly figures: readonly WithheldFigures[];
    /** What was recorded since. */
    readonly recorded: SinceSeal;
  },
): Outcome<ReportExport> {
  const { kept, opened, snapshot } = file;
  const tellsFigures = tellsOf(snapshot, since.figures);
  const reader = readerOfVersion(version);
  const known = {
    format: exportFormat,
    hash: kept.hash,
    since: sinceFor(since.recorded, reader),
  } as const;
  if (opened.hashAlg === 'sha256') {
    if (version !== 'whole' || since.erasures.length > 0 || tellsFigures) {
      return refuse('report_not_divisible');
    }
    const content = opened.content as WholeExport['snapshot'];
    return { ...known, hashAlg: wholeFile, snapshot: content };
  }
  const erased = new Set(since.erasures.map(({ documentId }) => documentId));
  const isDisclosed = disclosedTo(snapshot, reader);
  const hidden = hiddenEntries(snapshot);
  const reasonOf = ({ kind, id }: OpenedEntry): WithheldWhy | null => {
    if (kind === 'document' && erased.has(id)) return 'erased';
    if (tellsFigures && kind === 'chapter' && id === 'rounds') return 'figures';
    return isDisclosed({ kind: kind as SealEntry['kind'], id }) ? null : 'reserved';
  };
  const all = opened.entries.map((entry) => ({ entry, why: reasonOf(entry) }));
  return {
    ...known,
    hashAlg: saltedList,
    header: opened.header as SealHeader,
    digests: opened.digests,
    entries: all.flatMap(({ entry: { salt, kind, id, content }, why }) =>
      why === null ? [{ salt, kind, id, content }] : [],
    ),
    withheld: all.flatMap(({ entry: { kind, id, digest }, why }) =>
      why === null || hidden.has(id) ? [] : [{ kind, id, digest, why }],
    ),
  };
}
