import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import {
  DataTable,
  LoadingState,
  StatusBadge,
  useFormat,
  type DataColumn,
  type Tone,
} from '@consilium/ui';
import type { AllInvitationsQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { LinkButton } from '../platform/link-button';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { TroubleNotice, useAct } from '../platform/use-act';
import { inviteAgain, invitationsQuery, revokeInvitation } from './invitation-operations';
import { InvitedNotice, type InvitedPeople } from './invited-notice';
import { useReasonInOrganisation } from './may';
import { useBeforeLosing } from './unkept-links';
import classes from './access.module.css';

type Listed = AllInvitationsQuery['invitations'][number];

const tones: Readonly<Record<Listed['state'], Tone>> = {
  waiting: 'info',
  expired: 'warning',
  accepted: 'success',
  revoked: 'neutral',
};

/** Everybody who was invited, and where it stands. */
export function Component() {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  const reasonOf = useReasonInOrganisation();
  const { data, error, refetch } = useQuery(invitationsQuery, { fetchPolicy: 'cache-and-network' });
  const { invited, trouble, again, revoke } = useInvitationActs();
  const columns = useColumns(again, revoke);
  return (
    <>
      <PageTitle title={t('invitations.title')}>
        <p className={classes.text}>{t('invitations.intro')}</p>
      </PageTitle>
      <div className={classes.actions}>
        <LinkButton href={path('admin/people/new')}>{t('people.invite')}</LinkButton>
        {reasonOf('people.import') ? null : (
          <LinkButton variant="default" href={path('admin/people/import')}>
            {t('import.title')}
          </LinkButton>
        )}
      </div>
      <TroubleNotice trouble={trouble} />
      {invited ? <InvitedNotice key={invited.people[0]?.link} invited={invited} /> : null}
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data ? (
        <DataTable
          caption={t('invitations.title')}
          captionHidden
          columns={columns}
          rows={data.invitations}
          rowKey={({ id }) => id}
          emptyText={t('invitations.none')}
        />
      ) : null}
    </>
  );
}

function useInvitationActs() {
  const [sendAgain] = useMutation(inviteAgain);
  const [sendRevoke] = useMutation(revokeInvitation);
  const { act, busy, trouble } = useAct();
  const [invited, setInvited] = useState<InvitedPeople | null>(null);
  const asked = (invitationId: string) => ({
    variables: { operationId: newOperationId(), invitationId },
    refetchQueries: [invitationsQuery],
    fetchPolicy: 'no-cache' as const,
  });
  const beforeLosing = useBeforeLosing();
  const again = (id: string) => {
    if (busy) return;
    beforeLosing(() => {
      setInvited(null);
      void act(async () => (await sendAgain(asked(id))).data?.inviteAgain).then(setInvited);
    });
  };
  const revoke = (id: string) => {
    if (busy) return;
    beforeLosing(() => {
      setInvited(null);
      void act(async () => (await sendRevoke(asked(id))).data?.revokeInvitation);
    });
  };
  return { invited, trouble, again, revoke };
}

function useColumns(
  again: (id: string) => void,
  revoke: (id: string) => void,
): readonly DataColumn<Listed>[] {
  const { t } = useTranslation(['access', 'common']);
  const { list, shortDate } = useFormat();
  return [
    {
      key: 'name',
      header: t('common:name'),
      sortValue: ({ displayName }) => displayName,
      cell: ({ displayName, email }) => (
        <>
          {displayName}
          <span className={`${classes.line} ${classes.quiet}`}>{email}</span>
        </>
      ),
    },
    {
      key: 'functions',
      header: t('person.functions'),
      cell: ({ functions }) =>
        functions.length === 0
          ? t('person.noFunction')
          : list(functions.map((name) => t(`common:organisationFunctions.${name}`))),
    },
    { key: 'by', header: t('invitations.by'), cell: ({ invitedBy }) => invitedBy },
    {
      key: 'state',
      header: t('invitations.state'),
      sortValue: ({ state }) => state,
      cell: ({ state, asked, expiresAt }) => (
        <>
          <StatusBadge tone={tones[state]}>{t(`invitations.states.${state}`)}</StatusBadge>
          <span className={`${classes.line} ${classes.quiet}`}>
            {state === 'waiting' ? t('invitations.until', { day: shortDate(expiresAt) }) : null}
            {asked ? t('invitations.asked') : null}
          </span>
        </>
      ),
    },
    {
      key: 'acts',
      header: t('invitations.acts'),
      cell: ({ id, state, displayName: name }) =>
        state === 'accepted' ? null : (
          <div className={classes.actions}>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('invitations.againFor', { name })}
              onClick={() => again(id)}
            >
              {t('invitations.again')}
            </Button>
            {state === 'revoked' ? null : (
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t('invitations.revokeFor', { name })}
                onClick={() => revoke(id)}
              >
                {t('invitations.revoke')}
              </Button>
            )}
          </div>
        ),
    },
  ];
}
