import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { Notice } from '@consilium/ui';
import type { InvitedPeople } from './invited-notice';

/** A cell that no spreadsheet takes for a formula, and no separator breaks. */
const cell = (text: string): string =>
  `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

/** Everybody of a list is invited: by mail, or with links to be kept this once. */
export function PeopleImported({ invited }: { readonly invited: InvitedPeople }) {
  const { t } = useTranslation('access');
  const { mailed, people } = invited;
  const withLinks = people.filter(({ link }) => link);
  const download = () => {
    const head = [t('import.columns.name'), t('import.columns.email'), t('import.linkColumn')];
    const lines = withLinks.map(({ displayName, email, link }) => [displayName, email, link ?? '']);
    const text = [head, ...lines].map((line) => line.map(cell).join(';')).join('\r\n');
    const url = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: 'text/csv' }));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = 'invitations.csv';
    anchor.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Notice tone="success" role="status" title={t('import.done', { count: people.length })}>
      {mailed ? (
        <p>{t('import.mailed')}</p>
      ) : withLinks.length > 0 ? (
        <>
          <p>{t('import.handOver')}</p>
          <Button onClick={download}>{t('import.download')}</Button>
        </>
      ) : (
        <p>{t('invite.shownBefore')}</p>
      )}
      <p>{t('invite.seatLater')}</p>
    </Notice>
  );
}
