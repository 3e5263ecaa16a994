import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import {
  checkPassword,
  minimumPasswordLength,
  parseEmail,
  parseName,
  parseSlug,
  parseTimeZone,
  proposeSlug,
} from '@consilium/domain/access';
import { ErrorSummary, LoadingState, Notice, PasswordField, TextLink } from '@consilium/ui';
import { FailureNotice } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useProfessionCode } from '../platform/professions';
import { useSession } from '../platform/session';
import { TroubleNotice, useAct } from '../platform/use-act';
import { setUp } from './operations';
import { ProfessionField } from './profession-field';
import { ownTimeZone, TimeZoneField } from './time-zone-field';
import { useFields } from './use-fields';
import classes from './access.module.css';

type Seen = { readonly empty: boolean } | { readonly error: unknown } | null;

/** The first visitor founds the organisation; afterwards the page only says that it is done. */
export function Component() {
  const { t } = useTranslation('access');
  const { source } = useSession();
  const [seen, setSeen] = useState<Seen>(null);
  const [founded, setFounded] = useState<string | null>(null);

  const look = useCallback(
    () => source.signInPage().then(setSeen, (error: unknown) => setSeen({ error })),
    [source],
  );
  useEffect(() => void look(), [look]);

  if (founded !== null) return <FirstSteps slug={founded} />;
  return (
    <>
      <PageTitle title={t('firstAdministrator.title')} />
      {seen === null ? (
        <LoadingState />
      ) : 'error' in seen ? (
        <FailureNotice error={seen.error} onRetry={() => void look()} />
      ) : seen.empty ? (
        <FoundingForm onFounded={setFounded} />
      ) : (
        <Notice tone="success" title={t('firstAdministrator.doneTitle')}>
          <p>{t('firstAdministrator.doneText')}</p>
          <p>
            <TextLink href="/sign-in">{t('firstAdministrator.signIn')}</TextLink>
          </p>
        </Notice>
      )}
    </>
  );
}

function FoundingForm({ onFounded }: { onFounded(slug: string): void }) {
  const { t, i18n } = useTranslation('access');
  const { reload } = useSession();
  const professionCode = useProfessionCode();
  const [send] = useMutation(setUp);
  const { act, busy, trouble } = useAct();
  const { values, set, field, errors, check } = useFields({
    organisation: '',
    slug: '',
    timeZone: ownTimeZone(),
    administrator: '',
    profession: '',
    email: '',
    password: '',
  });
  // The address follows the name until somebody writes another.
  const follows = values.slug === proposeSlug(values.organisation);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const good = check([
      {
        field: 'organisation',
        result: parseName(values.organisation),
        missing: t('missing.organisation'),
      },
      { field: 'slug', result: parseSlug(values.slug) },
      { field: 'timeZone', result: parseTimeZone(values.timeZone) },
      {
        field: 'administrator',
        result: parseName(values.administrator),
        missing: t('missing.ownName'),
      },
      {
        field: 'profession',
        result: parseName(values.profession),
        missing: t('missing.ownProfession'),
      },
      { field: 'email', result: parseEmail(values.email) },
      {
        field: 'password',
        result: checkPassword(values.password, [
          values.email,
          values.administrator,
          values.organisation,
        ]),
      },
    ]);
    if (!good || busy) return;
    const entered = await act(async () => {
      const { data } = await send({
        variables: { input: { ...values, profession: professionCode(values.profession) } },
        // Nobody is signed in yet: the page's language becomes that of the account and committee.
        context: { headers: { 'accept-language': i18n.language } },
        fetchPolicy: 'no-cache',
      });
      return data?.setUp;
    });
    if (!entered) return;
    onFounded(entered.viewer.memberships[0]?.slug ?? '');
    await reload();
  };

  return (
    <>
      <p className={classes.text}>{t('firstAdministrator.intro')}</p>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <fieldset className={classes.block}>
          <legend>{t('firstAdministrator.organisation')}</legend>
          <TextInput
            label={t('organisation.name')}
            description={t('firstAdministrator.organisationHint')}
            autoComplete="organization"
            {...field('organisation')}
            onChange={({ currentTarget: { value } }) =>
              set({ organisation: value, ...(follows ? { slug: proposeSlug(value) } : {}) })
            }
          />
          <TextInput
            label={t('organisation.slug')}
            description={t('firstAdministrator.slugHint', {
              address: `${window.location.origin}/o/${values.slug || '…'}`,
            })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...field('slug')}
          />
          <TimeZoneField {...field('timeZone')} />
        </fieldset>
        <fieldset className={classes.block}>
          <legend>{t('firstAdministrator.you')}</legend>
          <p className={classes.quiet}>{t('firstAdministrator.youHint')}</p>
          <TextInput label={t('person.ownName')} autoComplete="name" {...field('administrator')} />
          <ProfessionField {...field('profession')} />
          <TextInput
            type="email"
            label={t('person.email')}
            description={t('firstAdministrator.emailHint')}
            autoComplete="username"
            {...field('email')}
          />
          <PasswordField
            label={t('person.password')}
            description={t('account.passwordHint', { min: minimumPasswordLength })}
            autoComplete="new-password"
            {...field('password')}
          />
        </fieldset>
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy}>
            {busy ? t('firstAdministrator.submitting') : t('firstAdministrator.submit')}
          </Button>
        </div>
      </form>
    </>
  );
}

function FirstSteps({ slug }: { readonly slug: string }) {
  const { t } = useTranslation('access');
  const at = (path: string) => `/o/${slug}/${path}`;
  return (
    <>
      <PageTitle title={t('firstAdministrator.welcome')} />
      <p role="status" className={classes.text}>
        {t('firstAdministrator.welcomeText')}
      </p>
      <ol className={classes.steps}>
        <li>
          <TextLink href={at('admin/people/new')}>{t('firstAdministrator.steps.people')}</TextLink>
        </li>
        <li>
          <TextLink href={at('admin/committees')}>
            {t('firstAdministrator.steps.committee')}
          </TextLink>
        </li>
        <li>
          <TextLink href={at('templates')}>{t('firstAdministrator.steps.template')}</TextLink>
        </li>
        <li>
          <TextLink href={at('evaluations/new')}>
            {t('firstAdministrator.steps.evaluation')}
          </TextLink>
        </li>
      </ol>
    </>
  );
}
