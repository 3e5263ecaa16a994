import { useTranslation } from 'react-i18next';
import { Notice } from '@consilium/ui';
import { OneTimeLink } from './one-time-link';

/** Whom was invited, and what is to be handed over. */
export interface InvitedPeople {
  readonly mailed: boolean;
  readonly people: readonly {
    readonly invitationId: string;
    readonly email: string;
    readonly displayName: string;
    readonly link?: string | null;
  }[];
}

/** What came of inviting one person: a mail on its way, or a link that is shown this once. */
export function InvitedNotice({ invited }: { readonly invited: InvitedPeople }) {
  const { t } = useTranslation('access');
  const [person] = invited.people;
  if (!person) return null;
  const { displayName: name, email, link } = person;
  return (
    <Notice tone="success" role="status" title={t('invite.done', { name })}>
      {invited.mailed ? (
        <p>{t('invite.mailed', { email })}</p>
      ) : link ? (
        <>
          <p>{t('invite.handOver', { name, email })}</p>
          <OneTimeLink label={t('invite.link', { name })} link={link} />
          <p>{t('invite.once')}</p>
        </>
      ) : (
        <p>{t('invite.shownBefore')}</p>
      )}
      <p>{t('invite.seatLater')}</p>
    </Notice>
  );
}
