import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { checkPassword, minimumPasswordLength } from '@consilium/domain/access';
import { refuse } from '@consilium/domain/kernel';
import { ErrorSummary, PasswordField } from '@consilium/ui';
import { useSession } from '../platform/session';
import { TroubleNotice, useAct } from '../platform/use-act';
import { changePassword } from './operations';
import { useFields } from './use-fields';
import classes from './access.module.css';

/** Changing one's own password. `context`: words that whoever attacks this account knows. */
export function PasswordForm({ context }: { readonly context: readonly string[] }) {
  const { t } = useTranslation('access');
  const { passwordChanged } = useSession();
  const [send] = useMutation(changePassword);
  const { act, busy, trouble } = useAct();
  const { values, field, errors, check } = useFields({ current: '', next: '' });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const good = check([
      {
        field: 'current',
        result: values.current === '' ? refuse('name_missing') : null,
        missing: t('missing.current'),
      },
      { field: 'next', result: checkPassword(values.next, context) },
    ]);
    if (!good || busy) return;
    const done = await act(async () => {
      const { data } = await send({ variables: values, fetchPolicy: 'no-cache' });
      return data?.changePassword;
    });
    if (!done) return;
    await passwordChanged();
  };

  return (
    <>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <PasswordField
          label={t('account.current')}
          autoComplete="current-password"
          {...field('current')}
        />
        <PasswordField
          label={t('account.next')}
          description={t('account.passwordHint', { min: minimumPasswordLength })}
          autoComplete="new-password"
          {...field('next')}
        />
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy}>
            {t('account.passwordSubmit')}
          </Button>
        </div>
      </form>
    </>
  );
}
