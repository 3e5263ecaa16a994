import type { SealHeader } from './seal-entries';
import type { saltedList, wholeFile } from './seal-algorithms';
import type { SinceSeal } from './since-seal';
import type { EvaluationSnapshot } from './snapshot';

/** The shape of an export; its JSON Schema is `docs/report-export.schema.json`. */
export const exportFormat = 'consilium.report-export/1';

/** Why an entry is given by its digest alone. */
export type WithheldWhy = 'reserved' | 'erased' | 'figures';

/**
 * What a report was made from, for whoever may read the report, so that its hash can be computed again
 * with nothing of ours (`docs/verify-report.mjs`).
 */
export type ReportExport = DividedExport | WholeExport;

interface ExportOf<Algorithm> {
  readonly format: typeof exportFormat;
  readonly hashAlg: Algorithm;
  /** SHA-256, hexadecimal: that of the report. */
  readonly hash: string;
  /** Recorded after the seal, as this version’s readers may have it: the hash does not cover it. */
  readonly since: SinceSeal;
}

/** Of a seal that is a list of salted digests. */
export interface DividedExport extends ExportOf<typeof saltedList> {
  readonly header: SealHeader;
  /** Of every entry, in growing order. Those of hidden entries cannot be told from those of nothing. */
  readonly digests: readonly string[];
  readonly entries: readonly {
    /** 32 bytes, hexadecimal. */
    readonly salt: string;
    readonly kind: string;
    readonly id: string;
    readonly content: unknown;
  }[];
  /** Entries known to be there that the reader of this version is not given. */
  readonly withheld: readonly {
    readonly kind: string;
    readonly id: string;
    readonly digest: string;
    readonly why: WithheldWhy;
  }[];
}

/** Of a seal made before, which holds together or not at all. */
export interface WholeExport extends ExportOf<typeof wholeFile> {
  readonly snapshot: Omit<EvaluationSnapshot, 'schema'> & { readonly schema: string };
}
