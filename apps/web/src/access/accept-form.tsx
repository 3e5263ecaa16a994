import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from '@mantine/core';
import { minimumPasswordLength, parseName } from '@consilium/domain/access';
import { refuse } from '@consilium/domain/kernel';
import { ErrorSummary, PasswordField, TextLink } from '@consilium/ui';
import type { Offer } from './invitation-page';
import { useFields } from './use-fields';
import classes from './access.module.css';

interface AcceptFormProps {
  readonly offer: Offer;
  readonly busy: boolean;
  onJoin(displayName: string, password: string): Promise<void>;
}

/**
 * One form for those with and without an account: it must not tell which, to whom only the link was
 * given.
 */
export function AcceptForm({ offer, busy, onJoin }: AcceptFormProps) {
  const { t } = useTranslation('access');
  const { values, field, errors, check } = useFields({ name: offer.displayName, password: '' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const good = check([
      { field: 'name', result: parseName(values.name), missing: t('missing.ownName') },
      {
        field: 'password',
        result: values.password === '' ? refuse('name_missing') : null,
        missing: t('missing.password'),
      },
    ]);
    if (good) void onJoin(values.name, values.password);
  };
  return (
    <>
      <ErrorSummary errors={errors} />
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          type="email"
          label={t('person.email')}
          description={t('invitation.emailHint')}
          autoComplete="username"
          value={offer.email}
          readOnly
        />
        <TextInput label={t('person.ownName')} autoComplete="name" {...field('name')} />
        <PasswordField
          label={t('person.password')}
          description={t('invitation.passwordHint', { min: minimumPasswordLength })}
          autoComplete="new-password"
          {...field('password')}
        />
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy}>
            {t('invitation.join')}
          </Button>
          <TextLink href="/forgotten">{t('forgotten.title')}</TextLink>
        </div>
      </form>
    </>
  );
}
