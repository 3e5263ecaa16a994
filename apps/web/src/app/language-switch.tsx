import { useTranslation } from 'react-i18next';
import { locales } from '@consilium/domain/kernel';
import { changeLocale } from '../platform/i18n';
import classes from './layout.module.css';

/** The languages by their own names; the page changes at once. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation(['shell', 'common']);
  return (
    <div role="group" aria-label={t('language')} className={classes.languages}>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          title={t(`common:locales.${locale}`)}
          aria-label={t(`common:locales.${locale}`)}
          aria-pressed={i18n.language === locale}
          onClick={() => void changeLocale(locale)}
        >
          {locale.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
