import { useState } from 'react';
import { useApolloClient, useQuery, useSubscription } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { Hidden, IconBell } from '@consilium/ui';
import { graphql } from '../gql';
import { useOrganisationPath } from '../platform/organisation';
import { inboxMoved, unreadCountQuery } from './unread';
import classes from './inbox-bell.module.css';

const inboxChanged = graphql(`
  subscription InboxChanged {
    inboxChanged {
      live
      ids
      unread
    }
  }
`);

/** Beyond this the badge says only that there are more. */
const most = 99;

/** The way to the inbox, with how much of it is unread, as it changes. */
export function InboxBell() {
  const { t } = useTranslation('shell');
  const path = useOrganisationPath();
  const client = useApolloClient();
  const { data } = useQuery(unreadCountQuery);
  const [arrived, setArrived] = useState(0);
  useSubscription(inboxChanged, {
    onData: ({ data: { data: news } }) => {
      if (!news) return;
      const { ids, unread } = news.inboxChanged;
      client.writeQuery({ query: unreadCountQuery, data: { unreadCount: unread } });
      setArrived(ids.length);
      inboxMoved.emit();
    },
  });
  const unread = data?.unreadCount ?? 0;
  return (
    <>
      <NavLink to={path('inbox')} className={classes.bell}>
        <IconBell aria-hidden size={22} stroke={1.7} />
        {unread > 0 ? (
          <span aria-hidden className={classes.count}>
            {unread > most ? `${most}+` : unread}
          </span>
        ) : null}
        <Hidden>{unread > 0 ? t('inboxUnread', { count: unread }) : t('inbox')}</Hidden>
      </NavLink>
      <span role="status">
        <Hidden>{arrived > 0 ? t('inboxUnread', { count: unread }) : ''}</Hidden>
      </span>
    </>
  );
}
