import { useTranslation } from 'react-i18next';
import { Notice, TextLink } from '@consilium/ui';
import { useOrganisationPath } from '../platform/organisation';
import type { Holding, Leaving } from './leaving-operations';
import { Remaining } from './remaining';
import classes from './access.module.css';

interface LeaveDoneProps {
  readonly leaving: Leaving;
  readonly orphaned: readonly Holding[];
}

/** A departure is done: what has no holder now, and where somebody can be named. */
export function LeaveDone({ leaving, orphaned }: LeaveDoneProps) {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  return (
    <div className={classes.form}>
      <Notice tone="success" role="status" title={t('leaving.done', { name: leaving.displayName })}>
        <p>{t('leaving.doneText')}</p>
      </Notice>
      {orphaned.length > 0 ? <Remaining leaving={leaving} holdings={orphaned} done /> : null}
      <div className={classes.actions}>
        {leaving.files.length > 0 ? (
          <TextLink href={path('panels')}>{t('leaving.toPanels')}</TextLink>
        ) : null}
        {leaving.committees.length > 0 ? (
          <TextLink href={path('admin/committees')}>{t('committees.title')}</TextLink>
        ) : null}
        <TextLink href={path('admin')}>{t('people.all')}</TextLink>
      </div>
    </div>
  );
}
