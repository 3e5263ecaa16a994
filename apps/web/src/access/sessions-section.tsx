import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { LoadingState, useFormat } from '@consilium/ui';
import type { OwnSessionsQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { TroubleNotice, useAct } from '../platform/use-act';
import { endSession, sessionsQuery } from './security-operations';
import classes from './access.module.css';

type Listed = OwnSessionsQuery['sessions'][number];

/** The browsers in which I am signed in, each to be ended alone. */
export function SessionsSection() {
  const { t } = useTranslation('access');
  const { data, error, refetch } = useQuery(sessionsQuery, { fetchPolicy: 'network-only' });
  const [send] = useMutation(endSession);
  const { act, busy, trouble } = useAct();
  const [said, setSaid] = useState('');

  const end = async (session: Listed) => {
    if (busy) return;
    setSaid('');
    const done = await act(async () => {
      const { data: answer } = await send({
        variables: { id: session.id },
        fetchPolicy: 'no-cache',
      });
      return answer?.endSession;
    });
    await refetch();
    if (done) setSaid(t('account.sessionEnded'));
  };

  return (
    <section className={classes.section} aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('account.sessions')}</h2>
      <p>{t('account.sessionsText')}</p>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      <TroubleNotice trouble={trouble} />
      <ul className={classes.sessions}>
        {(data?.sessions ?? []).map((session) => (
          <SessionItem key={session.id} session={session} busy={busy} onEnd={end} />
        ))}
      </ul>
      <p role="status" className={classes.said}>
        {said}
      </p>
    </section>
  );
}

function SessionItem({
  session,
  busy,
  onEnd,
}: {
  readonly session: Listed;
  readonly busy: boolean;
  onEnd(session: Listed): Promise<void>;
}) {
  const { t } = useTranslation('access');
  const { dateTime } = useFormat();
  const name = t('account.sessionOf', {
    browser: session.browser ?? t('account.unknownBrowser'),
    system: session.system ?? t('account.unknownSystem'),
  });
  return (
    <li>
      <div>
        <strong>{name}</strong>
        {session.current ? ` (${t('account.sessionHere')})` : null}
        <p className={classes.quiet}>
          {t('account.sessionSince', { at: dateTime(session.createdAt) })},{' '}
          {t('account.sessionUsed', { at: dateTime(session.lastUsedAt) })}
        </p>
      </div>
      {session.current ? null : (
        <Button
          variant="default"
          aria-label={t('account.endSessionOf', { name })}
          aria-disabled={busy}
          onClick={() => void onEnd(session)}
        >
          {t('account.endSession')}
        </Button>
      )}
    </li>
  );
}
