import i18next, { type BackendModule, type CustomTypeOptions } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { isLocale, locales, type Locale } from '@consilium/domain/kernel';
import { loadMessages, rooms } from './message-files';

const remembered = 'consilium.locale';

/** What the reader chose on this device, else the browser's first language we speak, else French. */
export function preferredLocale(): Locale {
  const chosen = localStorage.getItem(remembered);
  if (isLocale(chosen)) return chosen;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.find(isLocale) ?? 'fr';
}

const catalogue: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (locale, room, done) => {
    loadMessages(locale, room).then(
      (messages) => done(null, messages as Record<string, string>),
      (error: unknown) => done(error instanceof Error ? error : String(error), false),
    );
  },
};

const showLanguage = (locale: string) => {
  document.documentElement.lang = locale;
};

/** Starts the texts in the reader's language; resolves when what every page needs is there. */
export async function startTexts(locale: Locale = preferredLocale()): Promise<typeof i18next> {
  i18next.on('languageChanged', showLanguage);
  await i18next
    .use(catalogue)
    .use(initReactI18next)
    .init({
      lng: locale,
      supportedLngs: [...locales],
      // Both catalogues are complete, so no second language is ever fetched.
      fallbackLng: false,
      ns: ['common', 'shell', 'ui', 'refusals'],
      defaultNS: 'common',
      contextSeparator: '|',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  return i18next;
}

/** Long, and shown on the report's page alone; or said by the server. */
const apart: readonly string[] = ['reports', 'faults'];
const ofPages = rooms.filter(
  (room) => !apart.includes(room),
) as (keyof CustomTypeOptions['resources'])[];

/**
 * Waits for the texts of every room. Pages are put together of many rooms: a part that asked for its
 * texts only when it appears would take the page away around it, and the focus with it.
 */
export const useTextsOfAllRooms = (): void => {
  useTranslation(ofPages);
};

/** Whether the reader chose a language on this device; else the account's own language holds. */
export const hasChosenLocale = (): boolean => isLocale(localStorage.getItem(remembered));

/** Shows the page in a language without making it this device's choice. */
export async function showLocale(locale: Locale): Promise<void> {
  if (i18next.language !== locale) await i18next.changeLanguage(locale);
}

/** Switches the page's language at once and remembers it on this device. */
export async function changeLocale(locale: Locale): Promise<void> {
  localStorage.setItem(remembered, locale);
  await i18next.changeLanguage(locale);
}
