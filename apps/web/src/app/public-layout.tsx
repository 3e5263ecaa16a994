import { Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { LoadingState } from '@consilium/ui';
import { ConnectionBanner } from './connection-banner';
import { LanguageSwitch } from './language-switch';
import { mainLandmark, SkipLink } from './skip-link';
import classes from './layout.module.css';

/** The page of someone who is not, or not yet, inside an organisation. */
export function PublicLayout() {
  return (
    <PublicFrame>
      <Suspense fallback={<LoadingState />}>
        <Outlet />
      </Suspense>
    </PublicFrame>
  );
}

/** Product, language and connection around what such a page says. */
export function PublicFrame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation(['shell', 'common']);
  return (
    <div className={classes.page}>
      <SkipLink />
      <header className={classes.header}>
        <div className={classes.bar}>
          <Link to="/" className={classes.brand}>
            {t('common:product')}
          </Link>
          <div className={classes.tools}>
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <ConnectionBanner />
      <main {...mainLandmark} className={classes.main}>
        {children}
      </main>
      <footer className={classes.footer}>
        <p>{t('footer.scope')}</p>
      </footer>
    </div>
  );
}
