import { isPractice, practiceMark, shownReference } from '../evaluations';
import type { Locale } from '../kernel';
import type { ReportDocument, ReportSectionBlocks } from './blocks';
import { clip } from './clip';
import { panelReader, sightOf, withoutHiddenThreads, type ReportReader } from './clearance';
import { reportFormat } from './format';
import { labelsOf } from './labels';
import type { SectionContext } from './section';
import { orderedSections, type ReportSectionKey } from './sections';
import { nothingSince, sinceFor, type SinceSeal } from './since-seal';
import type { EvaluationSnapshot } from './snapshot';
import { saltedList, type SealAlgorithm } from './seal-algorithms';
import { professionInWords, reportWords, say } from './words';

export interface ComposeOptions {
  readonly locale: Locale;
  /** Hash of the canonical snapshot, hexadecimal. */
  readonly snapshotHash: string;
  /** How it was made. Default: as seals are made now. */
  readonly hashAlg?: SealAlgorithm;
  /** Instant of this report; the same one gives the same bytes. */
  readonly createdAt: string;
  /** What was recorded after the seal; default: nothing. */
  readonly since?: SinceSeal;
  /** Default: the common version for the panel. */
  readonly reader?: ReportReader;
  /** Address of the check page; null or absent when the installation has none. */
  readonly verifyUrl?: string | null;
  /** Called before each section is built, with its title in the report's language. */
  readonly onSection?: (section: SectionProgress) => void;
}

export interface SectionProgress {
  readonly key: ReportSectionKey;
  readonly title: string;
  /** From 1 to `total`. */
  readonly index: number;
  readonly total: number;
}

/**
 * The report on a snapshot, as blocks for any writer. Pure: the same snapshot and options give the
 * same blocks. What the reader is not cleared for is masked in place and listed in `masks`.
 */
export function composeReport(sealed: EvaluationSnapshot, options: ComposeOptions): ReportDocument {
  const steps = composeBySection(sealed, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    options.onSection?.(step.value);
  }
}

/** The same, section by section: yields before each is built, so that a caller may tell or stop. */
export function* composeBySection(
  sealed: EvaluationSnapshot,
  options: Omit<ComposeOptions, 'onSection'>,
): Generator<SectionProgress, ReportDocument> {
  const { locale, reader = panelReader, hashAlg = saltedList, since = nothingSince } = options;
  const whole = withProfessionsInWords(sealed, locale);
  const t = reportWords(locale);
  const clearance = sightOf(whole, reader, locale, t);
  const snapshot = withoutHiddenThreads(whole, clearance);
  const known = sinceFor(withProfessionsInWords(since, locale), reader);
  const applying = orderedSections.filter(([, definition]) =>
    definition.applies(snapshot, { since: known }),
  );
  const numbered = applying.filter(([, { unnumbered }]) => !unnumbered);
  const sinceRank = numbered.findIndex(([key]) => key === 'sinceSeal') + 1;
  const context: SectionContext = {
    locale,
    t,
    format: reportFormat(locale, snapshot.organisation.timeZone),
    reader,
    clearance,
    labels: labelsOf(snapshot),
    say: (texts) => say(texts, locale),
    snapshotHash: options.snapshotHash,
    hashAlg,
    createdAt: options.createdAt,
    since: known,
    sinceNumber: sinceRank === 0 ? null : sinceRank,
    verifyUrl: options.verifyUrl ?? null,
  };
  const sections: ReportSectionBlocks[] = [];
  for (const [index, [key, definition]] of applying.entries()) {
    const title = t(`sections.${key}`);
    yield { key, title, index: index + 1, total: applying.length };
    sections.push({ key, title, blocks: definition.build(snapshot, context) });
  }
  const { evaluation, organisation } = snapshot;
  const reference = shownReference(evaluation.reference, locale);
  return {
    lang: locale,
    title: t('documentTitle', { reference, title: evaluation.title }),
    author: organisation.name,
    createdAt: options.createdAt,
    snapshotHash: options.snapshotHash,
    labels: {
      running: t('running', {
        reference: clip(reference, 40),
        organisation: clip(organisation.name, 80),
      }),
      practice: isPractice(evaluation.reference) ? practiceMark[locale] : null,
      page: t('page'),
      hash: t('footerHash', { alg: 'SHA-256' }),
      unprintable: t('unprintable', { count: '{{count}}' }),
    },
    sections,
    blocks: sections.flatMap(({ blocks }) => blocks),
    masks: clearance.masks,
  };
}

/** Professions are keys where the common list has them; sections print words. */
function withProfessionsInWords<Content>(content: Content, locale: Locale): Content {
  const words = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(words);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        key === 'profession' && typeof item === 'string'
          ? professionInWords(item, locale)
          : words(item),
      ]),
    );
  };
  return words(content) as Content;
}
