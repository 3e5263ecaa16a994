import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { parseEmail } from '@consilium/domain/access';
import { ErrorSummary, LoadingState, Notice, TextLink } from '@consilium/ui';
import { FailureNotice } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useSession } from '../platform/session';
import { TroubleNotice, useAct } from '../platform/use-act';
import { askForPassword } from './invitation-operations';
import { useFields } from './use-fields';
import classes from './access.module.css';

type Seen = { readonly mails: boolean } | { readonly error: unknown } | null;

/** A lost password: by mail where mails are sent, else by way of an administrator. */
export function Component() {
  const { t } = useTranslation('access');
  const { source } = useSession();
  const [seen, setSeen] = useState<Seen>(null);
  useEffect(() => {
    let left = false;
    source.signInPage().then(
      (page) => left || setSeen(page),
      (error: unknown) => left || setSeen({ error }),
    );
    return () => {
      left = true;
    };
  }, [source]);
  return (
    <>
      <PageTitle title={t('forgotten.title')} />
      {seen === null ? (
        <LoadingState />
      ) : 'error' in seen ? (
        <FailureNotice error={seen.error} />
      ) : seen.mails ? (
        <AskForm />
      ) : (
        <p className={classes.text}>{t('forgotten.byAdministrator')}</p>
      )}
      <p>
        <TextLink href="/sign-in">{t('forgotten.back')}</TextLink>
      </p>
    </>
  );
}

function AskForm() {
  const { t, i18n } = useTranslation('access');
  const [send] = useMutation(askForPassword);
  const { act, busy, trouble } = useAct();
  const [asked, setAsked] = useState<string | null>(null);
  const { values, field, errors, check } = useFields({ email: '' });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!check([{ field: 'email', result: parseEmail(values.email) }]) || busy) return;
    const done = await act(async () => {
      const { data } = await send({
        variables: { email: values.email },
        context: { headers: { 'accept-language': i18n.language } },
        fetchPolicy: 'no-cache',
      });
      return data?.askForPassword;
    });
    if (done) setAsked(values.email.trim());
  };

  if (asked !== null) {
    return (
      <Notice tone="success" role="status">
        <p>{t('forgotten.asked', { email: asked })}</p>
      </Notice>
    );
  }
  return (
    <>
      <p className={classes.text}>{t('forgotten.intro')}</p>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          type="email"
          label={t('person.email')}
          autoComplete="username"
          {...field('email')}
        />
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy}>
            {t('forgotten.submit')}
          </Button>
        </div>
      </form>
    </>
  );
}
