import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ErrorState, LoadingState } from '@consilium/ui';
import { PasswordDue } from '../access';
import { useFailureText } from '../platform/failure-notice';
import { useSession } from '../platform/session';
import { PublicFrame } from './public-layout';
import { SessionEnded } from './session-ended';
import { mainLandmark } from './skip-link';
import classes from './layout.module.css';

/** Sends whoever is not signed in to the sign-in page, and back here afterwards. */
export function RequireSession() {
  const { t } = useTranslation('shell');
  const { state, reload } = useSession();
  const sentence = useFailureText();
  const { pathname, search, hash } = useLocation();

  if (state.status === 'signedOut' && state.left) {
    const suffix = state.left === 'passwordChanged' ? '?password=changed' : '';
    return <Navigate to={`/sign-in${suffix}`} replace />;
  }
  if (state.status === 'signedOut') {
    const here = `${pathname}${search}${hash}`;
    const query = new URLSearchParams(here === '/' ? {} : { return: here });
    const suffix = query.size > 0 ? `?${query.toString()}` : '';
    return <Navigate to={`/sign-in${suffix}`} replace />;
  }
  if (state.status === 'signedIn' && !state.viewer.passwordDue) {
    const { viewer, ended } = state;
    return (
      <>
        <div key={viewer.accountId} style={{ display: ended ? 'none' : 'contents' }}>
          <Outlet />
        </div>
        {ended ? <SessionEnded viewer={viewer} /> : null}
      </>
    );
  }
  if (state.status === 'loading') {
    return (
      <main {...mainLandmark} className={classes.main}>
        <LoadingState />
      </main>
    );
  }
  return (
    <PublicFrame>
      {state.status === 'signedIn' ? (
        <PasswordDue />
      ) : (
        <>
          <h1>{t('failure.title')}</h1>
          <ErrorState
            message={sentence(state.failure)}
            reference={state.failure.kind === 'refused' ? undefined : state.failure.reference}
            onRetry={() => void reload()}
          />
        </>
      )}
    </PublicFrame>
  );
}
