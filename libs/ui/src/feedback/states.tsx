import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { Notice } from './notice';
import classes from './states.module.css';

interface LoadingStateProps {
  /** What is being waited for; "Loading…" unless told. */
  readonly label?: string;
  /** Milliseconds before anything shows, so that a quick answer does not flicker. */
  readonly delay?: number;
}

/** Says that the page is waiting, in words. */
export function LoadingState({ label, delay = 300 }: LoadingStateProps) {
  const { t } = useTranslation('ui');
  const [waited, setWaited] = useState(delay === 0);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), delay);
    return () => clearTimeout(timer);
  }, [delay]);
  return (
    <p role="status" className={classes.loading}>
      {waited ? (label ?? t('states.loading')) : ''}
    </p>
  );
}

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** The one thing to do next, if there is one. */
  readonly action?: ReactNode;
}

/** A place with nothing in it yet: what would stand here, and how it comes. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>{title}</p>
      {children ? <div className={classes.emptyText}>{children}</div> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}

interface ErrorStateProps {
  /** What happened and what to do, in one sentence. */
  readonly message: string;
  /** The server's correlation id. */
  readonly reference?: string;
  onRetry?(): void;
}

/** Something could not be read or done; the rest of the page stays. */
export function ErrorState({ message, reference, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('ui');
  return (
    <Notice tone="danger" role="alert">
      <p>{message}</p>
      {reference ? (
        <p className={classes.reference}>{t('states.reference', { reference })}</p>
      ) : null}
      {onRetry ? (
        <Button variant="default" size="xs" onClick={onRetry}>
          {t('states.retry')}
        </Button>
      ) : null}
    </Notice>
  );
}
