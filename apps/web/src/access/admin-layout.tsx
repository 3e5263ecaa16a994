import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { LoadingState } from '@consilium/ui';
import { useOrganisationPath } from '../platform/organisation';
import { useReasonInOrganisation } from './may';
import { UnkeptLinks } from './unkept-links';
import classes from './admin-layout.module.css';

/** The way between the pages about the organisation. */
export function Component() {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  const { pathname } = useLocation();
  const reason = useReasonInOrganisation()('security.see');
  const atPeople = pathname === path('admin') || pathname.startsWith(path('admin/people/'));
  return (
    <>
      <nav className={classes.nav} aria-label={t('admin.nav')}>
        <ul>
          <li>
            <Link to={path('admin')} aria-current={atPeople ? 'page' : undefined}>
              {t('people.title')}
            </Link>
          </li>
          <li>
            <NavLink to={path('admin/invitations')}>{t('invitations.title')}</NavLink>
          </li>
          <li>
            <NavLink to={path('admin/committees')}>{t('committees.title')}</NavLink>
          </li>
          <li>
            <NavLink to={path('admin/organisation')}>{t('organisation.title')}</NavLink>
          </li>
          {reason ? null : (
            <li>
              <NavLink to={path('admin/security')}>{t('securityLog.nav')}</NavLink>
            </li>
          )}
        </ul>
      </nav>
      <UnkeptLinks>
        <Suspense fallback={<LoadingState />}>
          <Outlet />
        </Suspense>
      </UnkeptLinks>
    </>
  );
}
