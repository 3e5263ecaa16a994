import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from '@apollo/client/react';
import { Notice, ReasonedButton, useFormat } from '@consilium/ui';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useReasonInOrganisation } from './may';
import { organisationQuery, releaseHold } from './operations';

/** After a restore: nothing is sent before an administrator says that this place is the one to send. */
export function HeldNotice({ since }: { readonly since: string }) {
  const { t } = useTranslation('access');
  const { dateTime } = useFormat();
  const reason = useReasonInOrganisation()('organisation.manage');
  const [send] = useMutation(releaseHold);
  const { act, busy, trouble } = useAct();

  const release = () =>
    act(async () => {
      const { data } = await send({ variables: { operationId: newOperationId() } });
      return data?.releaseHold;
    });

  return (
    <Notice tone="warning" title={t('held.title', { date: dateTime(since) })}>
      <p>{t('held.text')}</p>
      <TroubleNotice trouble={trouble} />
      <ReasonedButton reason={reason} busy={busy} onClick={() => void release()}>
        {t('held.release')}
      </ReasonedButton>
    </Notice>
  );
}

/** The same on the first page of who can release it: nobody else can do anything about it. */
export function HeldForAdministrators() {
  const administers = useReasonInOrganisation()('organisation.manage') === null;
  const { data } = useQuery(organisationQuery, { skip: !administers });
  const since = data?.organisation.heldSince;
  return administers && since ? <HeldNotice since={since} /> : null;
}
