import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { LoadingState, Notice } from '@consilium/ui';
import type { InvitationOfferQuery } from '../gql/graphql';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useSession } from '../platform/session';
import { TroubleNotice, useAct } from '../platform/use-act';
import { AcceptForm } from './accept-form';
import { acceptInvitation, askForInvitation, invitationQuery } from './invitation-operations';
import { useLinkToken } from './use-link-token';
import classes from './access.module.css';

export type Offer = Extract<
  InvitationOfferQuery['invitation'],
  { readonly __typename: 'InvitationOffer' }
>;

/** What somebody who was invited sees: by whom, where, and how to join. */
export function Component() {
  const { t } = useTranslation('access');
  const refusalText = useRefusalText();
  const token = useLinkToken();
  const { state } = useSession();
  const { data, error, refetch } = useQuery(invitationQuery, {
    variables: { token },
    fetchPolicy: 'no-cache',
  });
  const found = data?.invitation;
  if (!found || state.status === 'loading') {
    return error ? (
      <FailureNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <LoadingState />
    );
  }
  if (found.__typename === 'Refused') {
    return (
      <>
        <PageTitle title={t('invitation.title')} />
        <Notice tone="warning" role="alert">
          <p>{refusalText(found)}</p>
        </Notice>
        {found.code === 'invitation_expired' ? <AskForAnother token={token} /> : null}
      </>
    );
  }
  return (
    <>
      <PageTitle title={t('invitation.titleOf', { organisation: found.organisation })}>
        <p className={classes.text}>{t('invitation.intro', { ...found })}</p>
      </PageTitle>
      <Joining token={token} offer={found} />
    </>
  );
}

function Joining({ token, offer }: { readonly token: string; readonly offer: Offer }) {
  const { t, i18n } = useTranslation('access');
  const navigate = useNavigate();
  const { state, reload, signOut } = useSession();
  const [send] = useMutation(acceptInvitation);
  const { act, busy, trouble } = useAct();

  const join = async (displayName: string, password: string | null) => {
    if (busy) return;
    const entered = await act(async () => {
      const input = { token, displayName, password, locale: i18n.language };
      const { data } = await send({ variables: { input }, fetchPolicy: 'no-cache' });
      return data?.acceptInvitation;
    });
    if (!entered) return;
    const joined = entered.viewer.memberships.find(
      ({ organisation }) => organisation === offer.organisation,
    );
    await reload();
    await navigate(joined ? `/o/${joined.slug}` : '/', { replace: true });
  };

  if (state.status !== 'signedIn') {
    return (
      <>
        <TroubleNotice trouble={trouble} />
        <AcceptForm offer={offer} busy={busy} onJoin={join} />
      </>
    );
  }
  const { email } = state.viewer;
  return (
    <>
      <TroubleNotice trouble={trouble} />
      <p className={classes.text}>
        {t(email === offer.email ? 'invitation.signedIn' : 'invitation.signedInOther', {
          email,
          invited: offer.email,
        })}
      </p>
      <div className={classes.actions}>
        {email === offer.email ? (
          <Button aria-disabled={busy} onClick={() => void join(offer.displayName, null)}>
            {t('invitation.join')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => void signOut(false)}>
            {t('invitation.signOut')}
          </Button>
        )}
      </div>
    </>
  );
}

function AskForAnother({ token }: { readonly token: string }) {
  const { t } = useTranslation('access');
  const [send] = useMutation(askForInvitation);
  const { act, busy, trouble } = useAct();
  const [asked, setAsked] = useState(false);
  const ask = async () => {
    if (busy) return;
    const done = await act(
      async () =>
        (await send({ variables: { token }, fetchPolicy: 'no-cache' })).data?.askForInvitation,
    );
    if (done) setAsked(true);
  };
  if (asked) {
    return (
      <Notice tone="success" role="status">
        <p>{t('invitation.asked')}</p>
      </Notice>
    );
  }
  return (
    <>
      <TroubleNotice trouble={trouble} />
      <div className={classes.actions}>
        <Button aria-disabled={busy} onClick={() => void ask()}>
          {t('invitation.ask')}
        </Button>
      </div>
    </>
  );
}
