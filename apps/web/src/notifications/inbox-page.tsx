import { useEffect, useId, useState } from 'react';
import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, Checkbox } from '@mantine/core';
import { dateIn, daysBetween } from '@consilium/domain/evaluations';
import { gatherPeople, groupInbox, type InboxDay } from '@consilium/domain/notifications';
import { EmptyState, LoadingState, Notice, TextLink, useFormat } from '@consilium/ui';
import { graphql } from '../gql';
import type { InboxQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useMembership, useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { InboxLine } from './inbox-line';
import { inboxMoved, unreadCountQuery } from './unread';
import classes from './inbox.module.css';

const inboxQuery = graphql(`
  query Inbox($first: Int!, $after: String, $unreadOnly: Boolean!, $locale: String!) {
    inbox(first: $first, after: $after, unreadOnly: $unreadOnly, locale: $locale) {
      items {
        id
        kind
        about
        createdAt
        readAt
        ...InboxLineFields
      }
      endCursor
    }
  }
`);

const mailboxThere = graphql(`
  query MailboxThere {
    mailbox(first: 1) {
      whose
    }
    mailHealth {
      failed
    }
  }
`);

const markRead = graphql(`
  mutation MarkRead($operationId: ID!, $ids: [ID!]!) {
    markRead(operationId: $operationId, ids: $ids) {
      __typename
      ... on InboxMarked {
        ids
        unread
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

const markAllRead = graphql(`
  mutation MarkAllRead($operationId: ID!) {
    markAllRead(operationId: $operationId) {
      __typename
      ... on InboxMarked {
        ids
        unread
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

type Item = InboxQuery['inbox']['items'][number];

const pageSize = 30;

/** The newer reading of each line, and none twice. */
function together(known: readonly Item[], read: readonly Item[]): Item[] {
  const fresh = new Map(read.map((item) => [item.id, item]));
  const kept = known.map((item) => fresh.get(item.id) ?? item);
  const seen = new Set(known.map(({ id }) => id));
  return [...kept, ...read.filter(({ id }) => !seen.has(id))];
}

/** What concerns the reader, unread first, by day; each line leads to its exact place. */
export function Component() {
  const { t, i18n } = useTranslation('notifications');
  const { timeZone } = useMembership();
  const path = useOrganisationPath();
  const client = useApolloClient();
  const [search, setSearch] = useSearchParams();
  const unreadOnly = search.has('unread');
  const variables = {
    first: pageSize,
    unreadOnly,
    locale: i18n.resolvedLanguage ?? i18n.language,
  };
  const { data, error, refetch } = useQuery(inboxQuery, { variables });
  const { data: counted } = useQuery(unreadCountQuery);
  const { data: mails } = useQuery(mailboxThere);
  const [mark] = useMutation(markRead);
  const [markAll, marking] = useMutation(markAllRead);
  // Lines opened during this visit stay where they are.
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const [said, setSaid] = useState('');

  const key = JSON.stringify(variables);
  useEffect(() => {
    const wanted = JSON.parse(key) as typeof variables;
    return inboxMoved.listen(() => {
      client
        .query({ query: inboxQuery, variables: wanted, fetchPolicy: 'no-cache' })
        .then(({ data: news }) => {
          if (!news) return;
          client.cache.updateQuery({ query: inboxQuery, variables: wanted }, (known) =>
            known
              ? { inbox: { ...known.inbox, items: together(known.inbox.items, news.inbox.items) } }
              : news,
          );
        })
        // The next change, or the return of the network, reads it again.
        .catch(() => undefined);
    });
  }, [client, key]);

  const show = (ids: readonly string[], readAt: string | null, unread: number) => {
    for (const id of ids) {
      client.cache.modify({
        id: client.cache.identify({ __typename: 'InboxItem', id }),
        fields: { readAt: () => readAt },
      });
    }
    client.writeQuery({ query: unreadCountQuery, data: { unreadCount: unread } });
  };
  const read = (id: string) => {
    setTouched((all) => new Set(all).add(id));
    setFailed(null);
    const before = client.readQuery({ query: unreadCountQuery })?.unreadCount ?? 1;
    show([id], new Date().toISOString(), Math.max(0, before - 1));
    mark({ variables: { operationId: newOperationId(), ids: [id] } }).catch((thrown: unknown) => {
      show([id], null, before);
      setFailed(thrown);
    });
  };
  const readAll = async () => {
    setFailed(null);
    try {
      const { data: done } = await markAll({ variables: { operationId: newOperationId() } });
      if (done?.markAllRead.__typename !== 'InboxMarked') return;
      const { ids, unread } = done.markAllRead;
      setTouched((all) => new Set([...all, ...ids]));
      show(ids, new Date().toISOString(), unread);
      setSaid(t('inbox.marked'));
    } catch (thrown) {
      setFailed(thrown);
    }
  };
  const more = async (after: string) => {
    setLoading(true);
    try {
      const { data: older } = await client.query({
        query: inboxQuery,
        variables: { ...variables, after },
        fetchPolicy: 'no-cache',
      });
      if (!older) return;
      client.cache.updateQuery({ query: inboxQuery, variables }, (known) =>
        known
          ? {
              inbox: {
                ...known.inbox,
                endCursor: older.inbox.endCursor,
                items: together(known.inbox.items, older.inbox.items),
              },
            }
          : older,
      );
    } catch (thrown) {
      setFailed(thrown);
    } finally {
      setLoading(false);
    }
  };

  const unread = counted?.unreadCount ?? 0;
  const page = data?.inbox;
  const groups =
    page &&
    groupInbox(
      page.items.map((item) => ({ ...item, read: item.readAt != null })),
      timeZone,
      ({ id }) => touched.has(id),
    );
  return (
    <>
      <PageTitle title={t('inbox.title')}>
        <p className={classes.intro}>{t('inbox.intro')}</p>
      </PageTitle>
      {mails?.mailHealth && mails.mailHealth.failed > 0 ? (
        <Notice tone="warning">
          <p>
            {t('mailbox.failed', { count: mails.mailHealth.failed })}{' '}
            <TextLink href={path('mailbox')}>{t('mailbox.title')}</TextLink>
          </p>
        </Notice>
      ) : null}
      <div className={classes.head}>
        <div className={classes.tools}>
          <Checkbox
            label={t('inbox.showUnread')}
            checked={unreadOnly}
            onChange={(event) =>
              setSearch(event.currentTarget.checked ? { unread: '1' } : {}, { replace: true })
            }
          />
          {mails?.mailbox ? <TextLink href={path('mailbox')}>{t('mailbox.title')}</TextLink> : null}
        </div>
        {unread > 0 ? (
          <Button variant="default" loading={marking.loading} onClick={() => void readAll()}>
            {t('inbox.markAllRead')}
          </Button>
        ) : null}
      </div>
      <p role="status">{said}</p>
      {failed ? <FailureNotice error={failed} /> : null}
      {error && !page ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!page && !error ? <LoadingState /> : null}
      {page && page.items.length === 0 ? (
        <EmptyState title={t(unreadOnly ? 'inbox.allReadTitle' : 'inbox.emptyTitle')}>
          <p>{t(unreadOnly ? 'inbox.allReadText' : 'inbox.emptyText')}</p>
        </EmptyState>
      ) : null}
      {groups ? (
        <>
          <Days title={t('inbox.unread')} days={groups.unread} zone={timeZone} onRead={read} />
          {unreadOnly ? null : (
            <Days title={t('inbox.read')} days={groups.read} zone={timeZone} onRead={read} />
          )}
        </>
      ) : null}
      {page?.endCursor ? (
        <Button
          variant="default"
          loading={loading}
          onClick={() => page.endCursor && void more(page.endCursor)}
        >
          {t('inbox.more')}
        </Button>
      ) : null}
    </>
  );
}

interface DaysProps {
  readonly title: string;
  readonly days: readonly InboxDay<Item & { read: boolean }>[];
  readonly zone: string;
  onRead(id: string): void;
}

/** The ids with those of the lines, or without them. */
function withAll(
  ids: ReadonlySet<string>,
  lines: readonly { readonly id: string }[],
  there: boolean,
): ReadonlySet<string> {
  const own = new Set(lines.map(({ id }) => id));
  return new Set(there ? [...ids, ...own] : [...ids].filter((id) => !own.has(id)));
}

/** Lines under the headings of their days; nothing when there are none. */
function Days({ title, days, zone, onRead }: DaysProps) {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const id = useId();
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const today = dateIn(zone, new Date());
  const nameOf = (day: string): string => {
    const ago = daysBetween(day, today);
    if (ago === 0) return t('inbox.today');
    return ago === 1 ? t('inbox.yesterday') : format.date(day);
  };
  if (days.length === 0) return null;
  return (
    <section className={classes.group} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {days.map(({ day, lines }) => (
        <div key={day}>
          <h3>{nameOf(day)}</h3>
          <ul className={classes.lines}>
            {gatherPeople(lines).map((together) => (
              <LinesTogether
                key={together[0]?.id}
                lines={together}
                unfolded={together.some((line) => unfolded.has(line.id))}
                onUnfold={(open) => setUnfolded(withAll(unfolded, together, open))}
                onRead={onRead}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface LinesTogetherProps {
  readonly lines: readonly (Item & { read: boolean })[];
  readonly unfolded: boolean;
  onUnfold(open: boolean): void;
  onRead(id: string): void;
}

/**
 * One line, or many that tell the same, folded under what they tell. They stay unfolded when another one
 * arrives among them.
 */
function LinesTogether({ lines, unfolded, onUnfold, onRead }: LinesTogetherProps) {
  const { t } = useTranslation('notifications');
  const [first, ...rest] = lines;
  if (!first) return null;
  if (rest.length === 0) return <InboxLine item={first} onRead={onRead} />;
  return (
    <li className={classes.together}>
      <details open={unfolded} onToggle={({ currentTarget }) => onUnfold(currentTarget.open)}>
        <summary>
          {t('inbox.together', {
            what: t(`kinds.${first.kind as 'person_joined'}.name`),
            count: lines.length,
          })}
        </summary>
        <ul className={classes.lines}>
          {lines.map((item) => (
            <InboxLine key={item.id} item={item} onRead={onRead} />
          ))}
        </ul>
      </details>
    </li>
  );
}
