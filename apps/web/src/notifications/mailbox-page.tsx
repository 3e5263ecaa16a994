import { useId, useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import {
  DateText,
  EmptyState,
  IconChevronDown,
  LoadingState,
  Notice,
  StatusBadge,
  TextLink,
} from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { graphql, unmask, type FragmentType } from '../gql';
import { FailureNotice } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import classes from './mailbox.module.css';

const mailFields = graphql(`
  fragment MailFields on KeptMail {
    id
    recipient
    recipientName
    subject
    body
    locale
    createdAt
    state
  }
`);

const mailboxQuery = graphql(`
  query ReadMailbox($first: Int!) {
    mailbox(first: $first) {
      whose
      more
      mails {
        id
        ...MailFields
      }
    }
    mailHealth {
      failed
      keptHere
    }
  }
`);

const pageSize = 100;

/** Mails that no server takes away: an administrator's view of all, or a demo member's own. */
export function Component() {
  const { t } = useTranslation('notifications');
  const { data, error, refetch } = useQuery(mailboxQuery, {
    variables: { first: pageSize },
    fetchPolicy: 'network-only',
  });
  if (error && !data) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const { mailbox, mailHealth } = data;
  if (!mailbox && !mailHealth) return <NotFoundPage />;
  return (
    <>
      <PageTitle title={t('mailbox.title')}>
        {mailbox ? (
          <p className={classes.intro}>
            {t(mailbox.whose === 'everyone' ? 'mailbox.introEveryone' : 'mailbox.introOwn')}
          </p>
        ) : null}
      </PageTitle>
      {mailHealth && mailHealth.failed > 0 ? (
        <Notice tone="warning">
          <p>{t('mailbox.failed', { count: mailHealth.failed })}</p>
        </Notice>
      ) : null}
      {!mailbox && mailHealth?.failed === 0 ? <p>{t('mailbox.allWell')}</p> : null}
      {mailbox && mailbox.mails.length === 0 ? (
        <EmptyState title={t('mailbox.emptyTitle')}>
          <p>{t('mailbox.emptyText')}</p>
        </EmptyState>
      ) : null}
      {mailbox && mailbox.mails.length > 0 ? (
        <ul className={classes.mails}>
          {mailbox.mails.map((mail) => (
            <MailLine key={mail.id} mail={mail} />
          ))}
        </ul>
      ) : null}
      {mailbox?.more ? <p>{t('mailbox.more', { count: pageSize })}</p> : null}
    </>
  );
}

const tones = { waiting: 'neutral', sent: 'success', kept: 'neutral', failed: 'danger' } as const;

/** A mail: subject, reader and date in a row, the words folded under it. */
function MailLine({ mail }: { readonly mail: FragmentType<typeof mailFields> }) {
  const { t } = useTranslation('notifications');
  const { subject, body, locale, recipient, recipientName, createdAt, state } = unmask(
    mailFields,
    mail,
  );
  const [open, setOpen] = useState(false);
  const bodyId = useId();
  return (
    <li className={classes.mail}>
      <h2 className={classes.subject}>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={bodyId}
          onClick={() => setOpen(!open)}
        >
          <IconChevronDown aria-hidden size={18} className={classes.mark} />
          <span lang={locale}>{subject}</span>
        </button>
      </h2>
      <p className={classes.facts}>
        <span>{t('mailbox.to', { name: recipientName, address: recipient })}</span>
        <DateText value={createdAt} as="dateTime" />
        <StatusBadge tone={tones[state]} hollow={state === 'waiting'}>
          {t(`mailbox.states.${state}`)}
        </StatusBadge>
      </p>
      <div id={bodyId} hidden={!open} className={classes.body} lang={locale}>
        {body.split('\n').map((line, index) => (
          // Lines of an immutable text have no other identity than their place.
          <p key={index}>{linked(line)}</p>
        ))}
      </div>
    </li>
  );
}

/** A line that is an address is a link; inside this product it opens without leaving it. */
function linked(line: string) {
  if (!/^https?:\/\/\S+$/.test(line)) return line;
  const here = line.startsWith(`${window.location.origin}/`);
  return <TextLink href={here ? line.slice(window.location.origin.length) : line}>{line}</TextLink>;
}
