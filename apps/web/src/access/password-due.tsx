import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { PageTitle } from '../platform/page-title';
import { useSession, useViewer } from '../platform/session';
import { PasswordForm } from './password-form';
import classes from './access.module.css';

/** All there is for somebody whose password another person once set, until it is changed. */
export function PasswordDue() {
  const { t } = useTranslation(['access', 'shell']);
  const { email } = useViewer();
  const { signOut } = useSession();
  return (
    <>
      <PageTitle title={t('access:due.title')}>
        <p className={classes.text}>{t('access:due.intro')}</p>
      </PageTitle>
      <PasswordForm context={[email]} />
      <div className={classes.actions}>
        <Button variant="subtle" onClick={() => void signOut(false)}>
          {t('shell:signOut')}
        </Button>
      </div>
    </>
  );
}
