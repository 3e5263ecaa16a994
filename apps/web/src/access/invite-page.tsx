import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import {
  checkInvitationGrant,
  organisationFunctions,
  parseEmail,
  parseName,
  parseProfession,
  type OrganisationFunction,
} from '@consilium/domain/access';
import { locales } from '@consilium/domain/kernel';
import { ErrorSummary, ReasonedButton, TextLink } from '@consilium/ui';
import { useMembership, useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useProfessionCode } from '../platform/professions';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { CheckGroup } from './check-group';
import { invitationsQuery, invite } from './invitation-operations';
import { InvitedNotice, type InvitedPeople } from './invited-notice';
import { useReasonInOrganisation } from './may';
import { ProfessionField } from './profession-field';
import { useBeforeLosing } from './unkept-links';
import { useFields } from './use-fields';
import classes from './access.module.css';

/** Inviting one person, who joins by accepting. */
export function Component() {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  const beforeLosing = useBeforeLosing();
  const [invited, setInvited] = useState<InvitedPeople | null>(null);
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path('admin')}>{t('people.all')}</TextLink>
      </p>
      <PageTitle title={t('invite.title')}>
        <p className={classes.text}>{t('invite.intro')}</p>
      </PageTitle>
      {invited ? (
        <div className={classes.text}>
          <InvitedNotice invited={invited} />
          <div className={classes.actions}>
            <Button onClick={() => beforeLosing(() => setInvited(null))}>
              {t('invite.another')}
            </Button>
            <TextLink href={path('admin/invitations')}>{t('invitations.title')}</TextLink>
          </div>
        </div>
      ) : (
        <InviteForm onInvited={setInvited} />
      )}
    </>
  );
}

function InviteForm({ onInvited }: { onInvited(invited: InvitedPeople): void }) {
  const { t, i18n } = useTranslation(['access', 'common']);
  const path = useOrganisationPath();
  const reason = useReasonInOrganisation()('people.invite');
  const granter = useMembership().functions as readonly OrganisationFunction[];
  const professionCode = useProfessionCode();
  const operation = useOperation();
  const [functions, setFunctions] = useState<OrganisationFunction[]>([]);
  const [send] = useMutation(invite);
  const { act, busy, trouble } = useAct();
  const { values, field, errors, check } = useFields({
    name: '',
    profession: '',
    email: '',
    locale: i18n.language,
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const good = check([
      { field: 'name', result: parseName(values.name), missing: t('missing.name') },
      {
        field: 'profession',
        result: parseProfession(values.profession),
        missing: t('missing.profession'),
      },
      { field: 'email', result: parseEmail(values.email) },
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
            locale: values.locale,
          }),
        },
        refetchQueries: [invitationsQuery],
        fetchPolicy: 'no-cache',
      });
      return data?.invite;
    });
    if (result) onInvited(result);
  };

  return (
    <>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput label={t('person.name')} autoComplete="off" {...field('name')} />
        <TextInput
          type="email"
          label={t('person.email')}
          description={t('invite.emailHint')}
          autoComplete="off"
          {...field('email')}
        />
        <ProfessionField {...field('profession')} />
        {checkInvitationGrant(granter, ['observer']) ? (
          <p className={classes.quiet}>{t('invite.plainOnly')}</p>
        ) : (
          <CheckGroup
            id="functions"
            legend={t('person.functions')}
            hint={t('person.functionsHint')}
            names={organisationFunctions}
            chosen={functions}
            label={(one) => t(`common:organisationFunctions.${one}`)}
            onChange={setFunctions}
          />
        )}
        <NativeSelect label={t('invite.locale')} {...field('locale')}>
          {locales.map((locale) => (
            <option key={locale} value={locale} lang={locale}>
              {t(`common:locales.${locale}`)}
            </option>
          ))}
        </NativeSelect>
        <div className={classes.actions}>
          <ReasonedButton type="submit" reason={reason} busy={busy}>
            {t('invite.submit')}
          </ReasonedButton>
          <TextLink href={path('admin')}>{t('common:cancel')}</TextLink>
        </div>
      </form>
    </>
  );
}
