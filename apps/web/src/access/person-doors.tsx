import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { Notice, ReasonedButton, TextLink } from '@consilium/ui';
import type { AllPeopleQuery } from '../gql/graphql';
import { newOperationId } from '../platform/ids';
import { useOrganisationPath } from '../platform/organisation';
import { TroubleNotice, useAct } from '../platform/use-act';
import { confirmMember, makeResetLink } from './invitation-operations';
import { useReasonInOrganisation } from './may';
import { OneTimeLink } from './one-time-link';
import { peopleQuery } from './operations';
import { useBeforeLosing } from './unkept-links';
import classes from './access.module.css';

type Person = AllPeopleQuery['people'][number];

/** Shown while a person's account has a new password from elsewhere: is it she? */
export function ConfirmSection({ person }: { readonly person: Person }) {
  const { t } = useTranslation('access');
  const reason = useReasonInOrganisation()('people.manage');
  const [send] = useMutation(confirmMember);
  const { act, busy, trouble } = useAct();
  const name = person.displayName;
  if (!person.suspended) return null;
  const confirm = () =>
    act(async () => {
      const { data } = await send({
        variables: { operationId: newOperationId(), memberId: person.memberId },
        refetchQueries: [peopleQuery],
        fetchPolicy: 'no-cache',
      });
      return data?.confirmMember;
    });
  return (
    <section className={classes.section} aria-labelledby="confirm-title">
      <h2 id="confirm-title">{t('confirm.title')}</h2>
      <Notice tone="warning">
        <p>{t('confirm.text', { name })}</p>
      </Notice>
      <TroubleNotice trouble={trouble} />
      <div className={classes.actions}>
        <ReasonedButton reason={reason} busy={busy} onClick={() => void confirm()}>
          {t('confirm.submit', { name })}
        </ReasonedButton>
      </div>
    </section>
  );
}

/** A lost password: a link to hand over, with which its owner chooses the next one, where the door is open. */
export function LostPasswordSection({ person }: { readonly person: Person }) {
  const { t } = useTranslation('access');
  const reason = useReasonInOrganisation()('people.manage');
  const path = useOrganisationPath();
  const [send] = useMutation(makeResetLink);
  const { act, busy, trouble } = useAct();
  const [link, setLink] = useState<string | null>(null);
  const name = person.displayName;
  const beforeLosing = useBeforeLosing();
  const make = async () => {
    setLink(null);
    const made = await act(async () => {
      const { data } = await send({
        variables: { operationId: newOperationId(), memberId: person.memberId },
        fetchPolicy: 'no-cache',
      });
      return data?.makeResetLink;
    });
    setLink(made?.link ?? null);
  };
  if (!person.active) return null;
  return (
    <section className={classes.section} aria-labelledby="password-title">
      <h2 id="password-title">{t('person.resetTitle')}</h2>
      {person.you ? (
        <p>
          {t('person.resetOwn')} <TextLink href={path('account')}>{t('account.title')}</TextLink>
        </p>
      ) : (
        <>
          <p className={classes.text}>{t('person.resetText', { name })}</p>
          <TroubleNotice trouble={trouble} />
          {link === null ? null : (
            <Notice tone="success" role="status" title={t('person.resetDone', { name })}>
              <OneTimeLink label={t('person.resetLink', { name })} link={link} />
              <p>{t('person.resetOnce')}</p>
            </Notice>
          )}
          <div className={classes.actions}>
            <ReasonedButton
              variant="default"
              reason={reason}
              busy={busy}
              onClick={() => beforeLosing(() => void make())}
            >
              {t('person.reset')}
            </ReasonedButton>
          </div>
        </>
      )}
    </section>
  );
}
