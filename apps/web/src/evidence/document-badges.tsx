import { useTranslation } from 'react-i18next';
import { expiryOf } from '@consilium/domain/evidence';
import { IconLock, StatusBadge, useFormat } from '@consilium/ui';
import { examined, type Evidence } from './use-evidence';
import classes from './evidence.module.css';

/** The day it is here, as documents state days. */
export const today = (): string => new Date().toLocaleDateString('sv-SE');

/** Until when a document holds, where it says so; the tone only repeats the words. */
export function ExpiryBadge({ validUntil }: { readonly validUntil: string | null | undefined }) {
  const { t } = useTranslation('evidence');
  const { shortDate } = useFormat();
  const state = expiryOf(validUntil ?? null, today());
  if (state === 'none' || !validUntil) return null;
  const tone = { expired: 'danger', soon: 'warning', valid: 'neutral' } as const;
  return (
    <StatusBadge tone={tone[state]} hollow={state === 'valid'}>
      {t(`expiry.${state}`, { date: shortDate(validUntil) })}
    </StatusBadge>
  );
}

/** Who may see a document, in words. */
export function useClearanceText(): (clearance: Evidence['clearance']) => string {
  const { t } = useTranslation(['evidence', 'common']);
  const { list } = useFormat();
  return ({ level, roles }) => {
    if (level === 'panel') return t('clearance.toPanel');
    if (level === 'author') return t('clearance.toAuthor');
    const names = (roles ?? []).map((role) => t(`common:answerRoles.${role}`));
    return t('clearance.toRoles', { roles: list(names) });
  };
}

/** What is worth knowing of a document at a glance. */
export function DocumentBadges({ document }: { readonly document: Evidence }) {
  const { t } = useTranslation('evidence');
  const { date } = useFormat();
  const clearance = useClearanceText();
  if (document.purgedAt) {
    return (
      <p className={classes.badges}>
        <StatusBadge tone="warning">{t('purged', { date: date(document.purgedAt) })}</StatusBadge>
      </p>
    );
  }
  return (
    <p className={classes.badges}>
      <ExpiryBadge validUntil={examined(document).validUntil} />
      {document.clearance.level === 'panel' ? null : (
        <span className={classes.clearance}>
          <IconLock aria-hidden size={16} />
          {clearance(document.clearance)}
        </span>
      )}
    </p>
  );
}
