import type { Facts } from '../access';
import { shownReference } from '../evaluations';
import type { Locale } from '../kernel';
import { coordinatorReader, panelReader, type ReportReader } from './clearance';

/**
 * For whom a report is made. `panel`: what every member of the panel may read, the version to hand
 * out. `whole`: without masks, for those who coordinate the file.
 */
export const reportVersions = ['panel', 'whole'] as const;
export type ReportVersion = (typeof reportVersions)[number];

/** `queued`: asked for; `building`: a worker is at it; `failed`: given up, may be tried again. */
export const reportStates = ['queued', 'building', 'ready', 'failed'] as const;
export type ReportState = (typeof reportStates)[number];

/** Why a report was given up (`reports:screen.failures.<code>`). */
export const reportFailures = ['layout', 'interrupted', 'seal_broken', 'internal'] as const;
export type ReportFailure = (typeof reportFailures)[number];

export const readerOfVersion = (version: ReportVersion): ReportReader =>
  version === 'whole' ? coordinatorReader : panelReader;

/** Whether somebody may ask for and open reports of this version; `report.see` is asked besides. */
export const readsVersion = (
  version: ReportVersion,
  { seats, organisationFunctions }: Pick<Facts, 'seats' | 'organisationFunctions'>,
): boolean =>
  version === 'panel' ||
  organisationFunctions.includes('coordinator') ||
  seats.some(({ functions }) => functions.includes('coordinator'));

/** What tells the file of a report from that of any other. */
export interface NamedReport {
  readonly reference: string;
  readonly locale: Locale;
  readonly version: ReportVersion;
  readonly snapshotHash: string;
  /** When it was built, where the organisation is: `YYYY-MM-DD hh:mm:ss`. */
  readonly builtAt: string;
}

const versionInNames: Readonly<Record<Locale, Readonly<Record<ReportVersion, string>>>> = {
  fr: { panel: 'commission', whole: 'complet' },
  en: { panel: 'committee', whole: 'whole' },
};

/**
 * Name of the file as it is saved: reference, version, language, beginning of the hash, and when it was
 * built, since one seal has many reports: "2026-014-commission-fr-0f3a9c21-20261130-141507.pdf".
 */
export const reportFileName = (
  { reference, locale, version, snapshotHash, builtAt }: NamedReport,
  extension: 'pdf' | 'json',
): string => {
  const parts = [
    shownReference(reference, locale).replace(/[^\p{L}\p{N}._-]+/gu, '-'),
    versionInNames[locale][version],
    locale,
    snapshotHash.slice(0, 8),
    builtAt.replace(/[-:]/g, '').replace(' ', '-'),
  ];
  return `${parts.join('-')}.${extension}`;
};
