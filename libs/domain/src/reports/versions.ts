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

/** Name of the file as it is saved: reference, language, beginning of the hash. */
export const reportFileName = (
  reference: string,
  locale: Locale,
  snapshotHash: string,
  extension: 'pdf' | 'docx' | 'json',
): string =>
  `${shownReference(reference, locale).replace(/[^\p{L}\p{N}._-]+/gu, '-')}-${locale}-${snapshotHash.slice(0, 8)}.${extension}`;
