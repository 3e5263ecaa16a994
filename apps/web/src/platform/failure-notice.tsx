import { useTranslation } from 'react-i18next';
import { ErrorState } from '@consilium/ui';
import { failureOf } from './failures';

interface FailureNoticeProps {
  readonly error: unknown;
  onRetry?(): void;
}

/** Says in one sentence why something could not be read, with the reference to quote. */
export function FailureNotice({ error, onRetry }: FailureNoticeProps) {
  const { t } = useTranslation('shell');
  const failure = failureOf(error);
  const sentence = failure.kind === 'notFound' ? t('notFound.text') : t(`failure.${failure.kind}`);
  return <ErrorState message={sentence} reference={failure.reference} onRetry={onRetry} />;
}
