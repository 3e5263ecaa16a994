import type { Locale, Texts } from '../kernel';
import type { Block } from './blocks';
import type { ReportReader, Sight } from './clearance';
import type { Format } from './format';
import type { ReportLabelsOf } from './labels';
import type { SealAlgorithm } from './seal-algorithms';
import type { SinceSeal } from './since-seal';
import type { EvaluationSnapshot } from './snapshot';
import type { Translate } from './words';

/** What a section is given beside the snapshot. */
export interface SectionContext {
  readonly locale: Locale;
  readonly t: Translate;
  readonly format: Format;
  readonly reader: ReportReader;
  /** What the reader is cleared for. */
  readonly clearance: Sight;
  readonly labels: ReportLabelsOf;
  /** A text of the template in the reader's language. */
  readonly say: (texts: Texts) => string;
  /** Hash of the snapshot, hexadecimal, and how it was made. */
  readonly snapshotHash: string;
  readonly hashAlg: SealAlgorithm;
  readonly createdAt: string;
  /** What was recorded after the seal, as the reader may have it. */
  readonly since: SinceSeal;
  /** Number of the section that tells it, as headings are numbered; null where there is none. */
  readonly sinceNumber: number | null;
  /** Where anyone may compare the hash; null when the installation has no public address. */
  readonly verifyUrl: string | null;
}

/** One section of the report. A new one is one file and one line in the registry. */
export interface SectionDefinition {
  /** Its name in the registry; `sections.<key>` of the message catalogue is its title. */
  readonly key: string;
  /** Sections are printed by growing order; leave gaps. */
  readonly order: number;
  /** Its title bears no number and stands in no contents. Every other section has one that does. */
  readonly unnumbered?: true;
  applies(snapshot: EvaluationSnapshot, context: Pick<SectionContext, 'since'>): boolean;
  build(snapshot: EvaluationSnapshot, context: SectionContext): Block[];
}
