import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { checkPassword, minimumPasswordLength } from '@consilium/domain/access';
import { ErrorSummary, LoadingState, Notice, PasswordField, TextLink } from '@consilium/ui';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useSession } from '../platform/session';
import { TroubleNotice, useAct } from '../platform/use-act';
import { choosePassword, resetLinkQuery } from './invitation-operations';
import { useFields } from './use-fields';
import { useLinkToken } from './use-link-token';
import classes from './access.module.css';

/** Behind a reset link: its owner chooses a new password. */
export function Component() {
  const { t } = useTranslation('access');
  const refusalText = useRefusalText();
  const token = useLinkToken();
  const [done, setDone] = useState(false);
  const { data, error, refetch } = useQuery(resetLinkQuery, {
    variables: { token },
    fetchPolicy: 'no-cache',
  });
  const found = data?.resetLink;
  return (
    <>
      <PageTitle title={t('reset.title')} />
      {done ? (
        <Notice tone="success" role="status">
          <p>{t('reset.done')}</p>
          <p>
            <TextLink href="/sign-in">{t('firstAdministrator.signIn')}</TextLink>
          </p>
        </Notice>
      ) : found?.__typename === 'ResetOffer' ? (
        <ResetForm token={token} {...found} onDone={() => setDone(true)} />
      ) : found ? (
        <Notice tone="warning" role="alert">
          <p>{refusalText(found)}</p>
          <p>
            <TextLink href="/forgotten">{t('forgotten.title')}</TextLink>
          </p>
        </Notice>
      ) : error ? (
        <FailureNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingState />
      )}
    </>
  );
}

interface ResetFormProps {
  readonly token: string;
  readonly email: string;
  readonly suspends: boolean;
  onDone(): void;
}

function ResetForm({ token, email, suspends, onDone }: ResetFormProps) {
  const { t } = useTranslation('access');
  const { reload } = useSession();
  const [send] = useMutation(choosePassword);
  const { act, busy, trouble } = useAct();
  const { values, field, errors, check } = useFields({ password: '' });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const result = checkPassword(values.password, [email]);
    if (!check([{ field: 'password', result }]) || busy) return;
    const chosen = await act(async () => {
      const { data } = await send({
        variables: { token, password: values.password },
        fetchPolicy: 'no-cache',
      });
      return data?.choosePassword;
    });
    if (!chosen) return;
    onDone();
    await reload();
  };

  return (
    <>
      <p className={classes.text}>{t('reset.intro')}</p>
      {suspends ? (
        <Notice>
          <p>{t('reset.suspends')}</p>
        </Notice>
      ) : null}
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          type="email"
          label={t('person.email')}
          autoComplete="username"
          value={email}
          readOnly
        />
        <PasswordField
          label={t('account.next')}
          description={t('account.passwordHint', { min: minimumPasswordLength })}
          autoComplete="new-password"
          {...field('password')}
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
