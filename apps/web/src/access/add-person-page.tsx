import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import {
  checkPassword,
  parseEmail,
  parseName,
  type OrganisationFunction,
} from '@consilium/domain/access';
import { locales } from '@consilium/domain/kernel';
import { ErrorSummary, Notice, ReasonedButton, TextLink } from '@consilium/ui';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useProfessionCode } from '../platform/professions';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { useReasonInOrganisation } from './may';
import { addMember, peopleQuery } from './operations';
import { PasswordToTell } from './password-to-tell';
import { PersonFields } from './person-fields';
import { useFields } from './use-fields';
import classes from './access.module.css';

interface Added {
  readonly name: string;
  readonly email: string;
  /** Null when the address had an account, whose own password stays. */
  readonly password: string | null;
}

/** A new member: who it is, and the password with which he or she comes in the first time. */
export function Component() {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  const [added, setAdded] = useState<Added | null>(null);
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path('admin')}>{t('people.all')}</TextLink>
      </p>
      <PageTitle title={t('people.addTitle')} />
      {added ? (
        <AddedNotice added={added} onAnother={() => setAdded(null)} />
      ) : (
        <AddForm onAdded={setAdded} />
      )}
    </>
  );
}

function AddForm({ onAdded }: { onAdded(added: Added): void }) {
  const { t, i18n } = useTranslation(['access', 'common']);
  const path = useOrganisationPath();
  const reason = useReasonInOrganisation()('people.manage');
  const professionCode = useProfessionCode();
  const operation = useOperation();
  const [functions, setFunctions] = useState<OrganisationFunction[]>([]);
  const [send] = useMutation(addMember);
  const { act, busy, trouble } = useAct();
  const { values, field, errors, check } = useFields({
    name: '',
    profession: '',
    email: '',
    password: '',
    locale: i18n.language,
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const good = check([
      { field: 'name', result: parseName(values.name), missing: t('missing.name') },
      {
        field: 'profession',
        result: parseName(values.profession),
        missing: t('missing.profession'),
      },
      { field: 'email', result: parseEmail(values.email) },
      { field: 'password', result: checkPassword(values.password, [values.email]) },
    ]);
    if (!good || busy || reason) return;
    const result = await act(async () => {
      const { data } = await send({
        variables: {
          input: operation.of({
            email: values.email,
            displayName: values.name,
            profession: professionCode(values.profession),
            functions,
            initialPassword: values.password,
            locale: values.locale,
          }),
        },
        refetchQueries: [peopleQuery],
      });
      return data?.addMember;
    });
    if (!result) return;
    const { person, hadAccount } = result;
    onAdded({
      name: person.displayName,
      email: values.email.trim(),
      password: hadAccount ? null : values.password,
    });
  };

  return (
    <>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <PersonFields
          name={field('name')}
          profession={field('profession')}
          functions={functions}
          onFunctions={setFunctions}
        />
        <TextInput
          type="email"
          label={t('person.email')}
          description={t('person.emailHint')}
          autoComplete="off"
          {...field('email')}
        />
        <PasswordToTell label={t('person.initialPassword')} {...field('password')} />
        <NativeSelect label={t('person.locale')} {...field('locale')}>
          {locales.map((locale) => (
            <option key={locale} value={locale} lang={locale}>
              {t(`common:locales.${locale}`)}
            </option>
          ))}
        </NativeSelect>
        <div className={classes.actions}>
          <ReasonedButton type="submit" reason={reason} busy={busy}>
            {t('people.addSubmit')}
          </ReasonedButton>
          <TextLink href={path('admin')}>{t('common:cancel')}</TextLink>
        </div>
      </form>
    </>
  );
}

function AddedNotice({ added, onAnother }: { readonly added: Added; onAnother(): void }) {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  const { name, email, password } = added;
  return (
    <div className={classes.text}>
      <Notice tone="success" role="status" title={t('people.added', { name })}>
        {password === null ? (
          <p>{t('people.hadAccount', { email })}</p>
        ) : (
          <>
            <p>{t('people.tell', { email })}</p>
            <p>
              <code className={classes.told}>{password}</code>
            </p>
            <p>{t('people.toldOnce')}</p>
          </>
        )}
        <p>{t('people.seatNext')}</p>
      </Notice>
      <div className={classes.actions}>
        <Button onClick={onAnother}>{t('people.another')}</Button>
        <TextLink href={path('admin/committees')}>{t('people.toCommittees')}</TextLink>
        <TextLink href={path('admin')}>{t('people.all')}</TextLink>
      </div>
    </div>
  );
}
