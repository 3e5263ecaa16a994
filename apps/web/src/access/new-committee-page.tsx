import { useTranslation } from 'react-i18next';
import { TextLink } from '@consilium/ui';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { CommitteeRulesForm } from './committee-rules-form';
import classes from './access.module.css';

/** A further committee. */
export function Component() {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path('admin/committees')}>{t('committees.all')}</TextLink>
      </p>
      <PageTitle title={t('committees.found')} />
      <CommitteeRulesForm />
    </>
  );
}
