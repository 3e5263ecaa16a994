import { Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation, useParams } from 'react-router';
import { IconMenu2, IconX, LoadingState } from '@consilium/ui';
import { InsideOrganisation } from '../platform/clients';
import { useTextsOfAllRooms } from '../platform/i18n';
import { useViewer } from '../platform/session';
import { ConnectionBanner } from './connection-banner';
import { KeptTray } from './kept-tray';
import { LanguageSwitch } from './language-switch';
import { mainLandmark, SkipLink } from './skip-link';
import { NotFoundPage } from './not-found-page';
import { rooms } from './rooms';
import { useKeptFocus } from './use-kept-focus';
import { UserMenu } from './user-menu';
import classes from './layout.module.css';

/** The page of a signed-in person inside one organisation. */
export function Layout() {
  const { t } = useTranslation(['shell', 'common']);
  const { organisation } = useParams();
  const { memberships } = useViewer();
  const { pathname } = useLocation();
  // Open on the page it was opened on: going elsewhere closes it.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const open = openOn === pathname;
  const navId = useId();
  useTextsOfAllRooms();
  useKeptFocus();

  const membership = memberships.find((one) => one.slug === organisation);
  const home = membership ? `/o/${membership.slug}` : '/';
  const items = membership
    ? rooms
        .flatMap((room) => room.navigation ?? [])
        .filter(
          ({ functions }) =>
            !functions || functions.some((name) => membership.functions.includes(name)),
        )
    : [];
  const slots = rooms.flatMap((room) => room.HeaderSlot ?? []);

  const page = (
    <div className={classes.page}>
      <SkipLink />
      <header className={classes.header}>
        <div className={classes.bar}>
          <Link to={home} className={classes.brand}>
            {t('common:product')}
          </Link>
          {membership ? (
            <span className={classes.organisation}>{membership.organisation}</span>
          ) : null}
          <div className={classes.tools}>
            <LanguageSwitch />
            {membership ? <KeptTray /> : null}
            {membership ? slots.map((Slot, index) => <Slot key={index} />) : null}
            <UserMenu />
          </div>
          {items.length > 0 ? (
            <button
              type="button"
              className={`${classes.headerButton} ${classes.burger}`}
              aria-expanded={open}
              aria-controls={navId}
              onClick={() => setOpenOn(open ? null : pathname)}
            >
              {open ? <IconX aria-hidden size={22} /> : <IconMenu2 aria-hidden size={22} />}
              {t('menu')}
            </button>
          ) : null}
        </div>
        {items.length > 0 ? (
          <nav
            id={navId}
            className={classes.nav}
            aria-label={t('mainNavigation')}
            data-open={open || undefined}
          >
            <ul>
              {items.map(({ path, label }) => (
                <li key={path}>
                  <NavLink to={path === '' ? home : `${home}/${path}`} end={path === ''}>
                    {t(label)}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
      </header>
      <ConnectionBanner />
      <main {...mainLandmark} className={classes.main}>
        <Suspense fallback={<LoadingState />}>
          {membership ? <Outlet /> : <NotFoundPage />}
        </Suspense>
      </main>
      <footer className={classes.footer}>
        <p>{t('footer.scope')}</p>
      </footer>
    </div>
  );
  return membership ? <InsideOrganisation slug={membership.slug}>{page}</InsideOrganisation> : page;
}
