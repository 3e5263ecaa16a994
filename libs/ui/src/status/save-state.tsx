import { useTranslation } from 'react-i18next';
import { useFormat, type DateLike } from '../format';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconRefresh } from '../icons';
import classes from './save-state.module.css';

export type SaveStatus =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: DateLike }
  | { readonly kind: 'offline' }
  /** Sent, and not answered in time: it is sent again. */
  | { readonly kind: 'late' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'failed'; readonly why?: string };

interface SaveStateProps {
  readonly status: SaveStatus;
  /** Offered when saving failed. */
  onRetry?(): void;
}

const icons = {
  untouched: null,
  saving: IconRefresh,
  saved: IconCheck,
  offline: IconCloudOff,
  late: IconRefresh,
  conflict: IconAlertTriangle,
  failed: IconAlertTriangle,
} as const;

/**
 * Where the words being written are, in words. Read out politely when a save has ended well or
 * badly; the passing "Saving…" is only shown.
 */
export function SaveState({ status, onRetry }: SaveStateProps) {
  const { t } = useTranslation('ui');
  const { time } = useFormat();
  const words =
    status.kind === 'saved'
      ? t('saveState.saved', { time: time(status.at) })
      : status.kind === 'failed' && status.why
        ? `${t('saveState.failed')} – ${status.why}`
        : t(`saveState.${status.kind}`);
  const Icon = icons[status.kind];
  const passing = status.kind === 'saving' || status.kind === 'untouched';

  return (
    <div className={classes.state} data-kind={status.kind}>
      {Icon ? <Icon aria-hidden size={18} stroke={1.9} /> : null}
      {passing ? <span>{words}</span> : null}
      <span role="status" aria-live="polite">
        {passing ? '' : words}
      </span>
      {status.kind === 'failed' && onRetry ? (
        <button type="button" className={classes.retry} onClick={onRetry}>
          {t('saveState.retry')}
        </button>
      ) : null}
    </div>
  );
}
