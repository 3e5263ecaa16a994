import { useTranslation } from 'react-i18next';
import { PageTitle } from '../platform/page-title';
import classes from './layout.module.css';

/** The first page of an organisation. Shows no list before one is read from the server. */
export function Component() {
  const { t } = useTranslation('shell');
  return (
    <div className={classes.text}>
      <PageTitle title={t('myWork.title')} />
      <p>{t('myWork.emptyText')}</p>
    </div>
  );
}
