import type { Id, Locale } from '../kernel';

/** What a practice file is marked with, wherever a real one shows its number. */
export const practiceMark: Readonly<Record<Locale, string>> = { fr: 'EXERCICE', en: 'EXERCISE' };

/** As it is kept; the database lets no real file begin so. */
const kept = `${practiceMark.fr}-`;

/**
 * What stands in the place of a number: the mark, and ten signs of the random end of the id, so that two
 * files of an organisation, in which it is unique, do not meet.
 */
export const practiceReference = (id: Id): string =>
  `${kept}${id.replaceAll('-', '').slice(-10).toUpperCase()}`;

/** Whether the file of this reference is a practice file, which counts nowhere and can be deleted. */
export const isPractice = (reference: string): boolean => reference.startsWith(kept);

/** The reference of a file as its reader sees it: a practice file is marked in the reader's language. */
export const shownReference = (reference: string, locale: Locale): string =>
  isPractice(reference) ? `${practiceMark[locale]}-${reference.slice(kept.length)}` : reference;
