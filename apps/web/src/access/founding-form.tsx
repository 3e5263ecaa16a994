import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import {
  checkPassword,
  minimumPasswordLength,
  parseEmail,
  parseName,
  parseProfession,
  parseSlug,
  parseTimeZone,
  proposeSlug,
} from '@consilium/domain/access';
import { isCalendarDate, refuse } from '@consilium/domain/kernel';
import { ErrorSummary, PasswordField } from '@consilium/ui';
import { useProfessionCode } from '../platform/professions';
import { useSession } from '../platform/session';
import { TroubleNotice, useAct } from '../platform/use-act';
import { CommitteeFields, coordinatorRules } from './founding-committee-fields';
import type { InvitedPeople } from './invited-notice';
import { setUp } from './operations';
import { ProfessionField } from './profession-field';
import { ownTimeZone, TimeZoneField } from './time-zone-field';
import { useFields } from './use-fields';
import classes from './access.module.css';

/** The organisation that was founded, and the invitation of its coordinator where it is another person. */
export interface Founded {
  readonly slug: string;
  readonly coordinator: InvitedPeople['people'][number] | null;
}

/** What the first administrator says, with the code that the server showed as it started. */
export function FoundingForm({ onFounded }: { onFounded(founded: Founded): void }) {
  const { t, i18n } = useTranslation('access');
  const { reload } = useSession();
  const professionCode = useProfessionCode();
  const [send] = useMutation(setUp);
  const { act, busy, trouble } = useAct();
  const { values, set, field, errors, check } = useFields({
    code: '',
    organisation: '',
    slug: '',
    timeZone: ownTimeZone(),
    administrator: '',
    profession: '',
    email: '',
    password: '',
    foundingAct: '',
    foundedOn: '',
    coordinatorName: '',
    coordinatorEmail: '',
    coordinatorProfession: '',
  });
  const [coordinates, setCoordinates] = useState<'founder' | 'other'>('founder');
  // The address follows the name until somebody writes another.
  const follows = values.slug === proposeSlug(values.organisation);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const good = check([
      {
        field: 'code',
        result: values.code.trim() === '' ? refuse('name_missing') : null,
        missing: t('missing.code'),
      },
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
        result: parseProfession(values.profession),
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
      {
        field: 'foundingAct',
        result: values.foundingAct.trim() === '' ? refuse('founding_act_missing') : null,
      },
      {
        field: 'foundedOn',
        result: isCalendarDate(values.foundedOn) ? null : refuse('name_missing'),
        missing: t('missing.foundedOn'),
      },
      ...(coordinates === 'founder' ? [] : coordinatorRules(values, t)),
    ]);
    if (!good || busy) return;
    const entered = await act(async () => {
      const { data } = await send({
        variables: { input: inputOf(values, coordinates, professionCode) },
        // Nobody is signed in yet: the page's language becomes that of the account and committee.
        context: { headers: { 'accept-language': i18n.language } },
        fetchPolicy: 'no-cache',
      });
      return data?.setUp;
    });
    if (!entered) return;
    onFounded({
      slug: entered.viewer.memberships[0]?.slug ?? '',
      coordinator: entered.coordinator ?? null,
    });
    await reload();
  };

  return (
    <>
      <p className={classes.text}>{t('firstAdministrator.intro')}</p>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t('firstAdministrator.code')}
          description={t('firstAdministrator.codeHint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          {...field('code')}
        />
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
        <CommitteeFields field={field} coordinates={coordinates} onCoordinates={setCoordinates} />
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy}>
            {busy ? t('firstAdministrator.submitting') : t('firstAdministrator.submit')}
          </Button>
        </div>
      </form>
    </>
  );
}

/** The form's words as the server takes them. */
function inputOf(
  values: Record<
    | 'code'
    | 'organisation'
    | 'slug'
    | 'timeZone'
    | 'administrator'
    | 'profession'
    | 'email'
    | 'password'
    | 'foundingAct'
    | 'foundedOn'
    | 'coordinatorName'
    | 'coordinatorEmail'
    | 'coordinatorProfession',
    string
  >,
  coordinates: 'founder' | 'other',
  professionCode: (name: string) => string,
) {
  const { coordinatorName, coordinatorEmail, coordinatorProfession, ...founder } = values;
  return {
    ...founder,
    profession: professionCode(founder.profession),
    coordinator:
      coordinates === 'founder'
        ? null
        : {
            displayName: coordinatorName,
            email: coordinatorEmail,
            profession: professionCode(coordinatorProfession),
          },
  };
}
