import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { IconCloudOff, IconRefresh, useFormat } from '@consilium/ui';
import { useAwaySince } from '../platform/live/liveness';
import { useOnline } from '../platform/online';
import { lateRequests } from '../platform/requests/late-requests';
import classes from './layout.module.css';

/**
 * Stands above the page while it has no network, waits for a late answer, or hears of no changes; the
 * region exists always, to be read out.
 */
export function ConnectionBanner() {
  const { t } = useTranslation('shell');
  const { time } = useFormat();
  const online = useOnline();
  const awaySince = useAwaySince();
  const late = useSyncExternalStore(lateRequests.subscribe, lateRequests.count) > 0;
  return (
    <div role="status">
      {!online ? (
        <p className={classes.offline}>
          <IconCloudOff aria-hidden size={20} />
          <span>
            <strong>{t('offline.title')}</strong> {t('offline.text')}
          </span>
        </p>
      ) : late ? (
        <p className={classes.offline}>
          <IconRefresh aria-hidden size={20} />
          <span>{t('connection.late')}</span>
        </p>
      ) : awaySince ? (
        <p className={classes.offline}>
          <IconCloudOff aria-hidden size={20} />
          <span>{t('connection.away', { time: time(awaySince) })}</span>
        </p>
      ) : null}
    </div>
  );
}
