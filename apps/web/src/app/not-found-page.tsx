import { useTranslation } from 'react-i18next';
import { TextLink } from '@consilium/ui';
import { PageTitle } from '../platform/page-title';
import classes from './layout.module.css';

/** Says the same for what does not exist and for what this person cannot see. */
export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <div className={classes.text}>
      <PageTitle title={t('notFound.title')} />
      <p>{t('notFound.text')}</p>
      <p>
        <TextLink href="/">{t('notFound.home')}</TextLink>
      </p>
    </div>
  );
}
