import { useTranslation } from 'react-i18next';
import { IconCloudOff } from '@consilium/ui';
import { useOnline } from '../platform/online';
import classes from './layout.module.css';

/** Stands above the page as long as there is no network; the region exists always, to be read out. */
export function OfflineBanner() {
  const { t } = useTranslation('shell');
  const online = useOnline();
  return (
    <div role="status">
      {online ? null : (
        <p className={classes.offline}>
          <IconCloudOff aria-hidden size={20} />
          <span>
            <strong>{t('offline.title')}</strong> {t('offline.text')}
          </span>
        </p>
      )}
    </div>
  );
}
