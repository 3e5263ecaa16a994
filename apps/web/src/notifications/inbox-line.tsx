import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { DateText, Hidden, TextLink } from '@consilium/ui';
import { graphql, unmask, type FragmentType } from '../gql';
import { useOrganisationPath } from '../platform/organisation';
import classes from './inbox.module.css';

const inboxLineFields = graphql(`
  fragment InboxLineFields on InboxItem {
    id
    text
    path
    about
    evaluationTitle
    evaluationReference
    createdAt
    readAt
  }
`);

interface InboxLineProps {
  readonly item: FragmentType<typeof inboxLineFields>;
  onRead(id: string): void;
}

/** One line: what happened, in which file or to whose account, when. Opening it marks it as read. */
export function InboxLine({ item, onRead }: InboxLineProps) {
  const { t } = useTranslation('notifications');
  const path = useOrganisationPath();
  const line = unmask(inboxLineFields, item);
  const unread = line.readAt == null;
  const read = () => {
    if (unread) onRead(line.id);
  };
  return (
    <li className={classes.line} data-unread={unread || undefined}>
      <p className={classes.text}>
        <TextLink href={path(line.path)} onClick={read} onAuxClick={read}>
          {line.text}
        </TextLink>
        {unread ? <Hidden> {t('inbox.new')}</Hidden> : null}
      </p>
      <p className={classes.time}>
        <DateText value={line.createdAt} as="time" />
      </p>
      <p className={classes.file}>
        {line.about === 'file'
          ? `${line.evaluationReference} – ${line.evaluationTitle}`
          : t(`inbox.${line.about}`)}
      </p>
      {unread ? (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.mark}
          aria-label={t('inbox.markRead', { text: line.text })}
          onClick={read}
        >
          {t('inbox.markReadShort')}
        </Button>
      ) : null}
    </li>
  );
}
