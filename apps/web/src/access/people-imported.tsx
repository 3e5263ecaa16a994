import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { Notice } from '@consilium/ui';
import type { InvitedPeople } from './invited-notice';
import { useUnkept } from './unkept-links';
import classes from './access.module.css';

type Person = InvitedPeople['people'][number];

/** A cell that no spreadsheet takes for a formula, and no separator breaks. */
const cell = (text: string): string =>
  `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

/** Everybody of a list is invited: by mail, or with links to be kept this once. */
export function PeopleImported({ invited }: { readonly invited: InvitedPeople }) {
  const { t } = useTranslation('access');
  const { mailed, people } = invited;
  const withLinks = people.filter(({ link }) => link);
  return (
    <Notice tone="success" role="status" title={t('import.done', { count: people.length })}>
      {mailed ? (
        <p>{t('import.mailed')}</p>
      ) : withLinks.length > 0 ? (
        <LinksToKeep people={withLinks} />
      ) : (
        <p>{t('invite.shownBefore')}</p>
      )}
      <p>{t('invite.seatLater')}</p>
    </Notice>
  );
}

/** All links at once, as a file or in the clipboard. */
function LinksToKeep({ people }: { readonly people: readonly Person[] }) {
  const { t } = useTranslation('access');
  const [kept, setKept] = useState<'downloaded' | 'allCopied' | null>(null);
  useUnkept(kept === null);
  const rows = [
    [t('import.columns.name'), t('import.columns.email'), t('import.linkColumn')],
    ...people.map(({ displayName, email, link }) => [displayName, email, link ?? '']),
  ];
  const download = () => {
    const text = rows.map((row) => row.map(cell).join(';')).join('\r\n');
    const url = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: 'text/csv' }));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = 'invitations.csv';
    anchor.click();
    URL.revokeObjectURL(url);
    setKept('downloaded');
  };
  const copy = () =>
    void navigator.clipboard
      .writeText(
        rows.map((row) => row.map((one) => one.replace(/\s+/g, ' ')).join('\t')).join('\n'),
      )
      .then(() => setKept('allCopied'));
  return (
    <>
      <p>{t('import.handOver')}</p>
      <div className={classes.actions}>
        <Button onClick={download}>{t('import.download')}</Button>
        {navigator.clipboard ? (
          <Button variant="default" onClick={copy}>
            {t('import.copyAll')}
          </Button>
        ) : null}
      </div>
      <p role="status" className={classes.said}>
        {kept ? t(`import.${kept}`) : ''}
      </p>
    </>
  );
}
