import { useTranslation } from 'react-i18next';
import { Hidden, IconBell, TextLink } from '@consilium/ui';
import classes from './inbox-bell.module.css';

interface InboxBellProps {
  readonly href: string;
  readonly unread: number;
}

/** The way to the inbox, with the number of unread messages, for the header. */
export function InboxBell({ href, unread }: InboxBellProps) {
  const { t } = useTranslation('shell');
  return (
    <TextLink href={href} className={classes.bell}>
      <IconBell aria-hidden size={22} stroke={1.7} />
      {unread > 0 ? (
        <span className={classes.count} aria-hidden>
          {unread > 99 ? '99+' : unread}
        </span>
      ) : null}
      <Hidden>{unread > 0 ? t('inboxUnread', { count: unread }) : t('inbox')}</Hidden>
    </TextLink>
  );
}
