import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isLocale, locales, type Locale } from '@consilium/domain/kernel';
import { Hidden } from '@consilium/ui';
import { changeLocale, hasChosenLocale, showLocale } from '../platform/i18n';
import { useSession } from '../platform/session';
import classes from './layout.module.css';

/** The languages by their own names; the page changes at once, and the account with it. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation(['shell', 'common']);
  const { state, source } = useSession();
  const viewer = state.status === 'signedIn' ? state.viewer : null;

  useEffect(() => {
    if (viewer && isLocale(viewer.locale) && !hasChosenLocale()) void showLocale(viewer.locale);
  }, [viewer]);

  const choose = (locale: Locale) => {
    void changeLocale(locale);
    // The page already speaks it; mails follow when the server hears of it at a later choice.
    if (viewer) source.changeLanguage(locale).catch(() => undefined);
  };

  return (
    <div role="group" aria-label={t('language')} className={classes.languages}>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          title={t(`common:locales.${locale}`)}
          aria-pressed={i18n.language === locale}
          onClick={() => choose(locale)}
        >
          {locale.toUpperCase()}
          <Hidden>{` ${t(`common:locales.${locale}`)}`}</Hidden>
        </button>
      ))}
    </div>
  );
}
