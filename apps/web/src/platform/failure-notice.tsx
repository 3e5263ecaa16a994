import { useTranslation } from 'react-i18next';
import { detailsInWords, isRefusalCode } from '@consilium/domain/kernel';
import { ErrorState } from '@consilium/ui';
import { useLocale } from './use-locale';
import { failureOf, type Failure } from './failures';
import type { NotTaken } from './keeper/draft';

/** The shape in which every mutation declines: the `Refused` type of the API. */
export interface RefusedLike {
  readonly code: string;
  readonly details?: unknown;
  readonly message?: string;
}

/** Puts a refusal into the words of the page's language: what happened, what to do. */
export function useRefusalText(): (refused: RefusedLike) => string {
  const { t } = useTranslation('refusals');
  const locale = useLocale();
  return ({ code, details, message }) =>
    isRefusalCode(code)
      ? t(code, detailsInWords({ ...(details ?? {}) }, locale))
      : (message ?? code);
}

/** One sentence for a failure. */
export function useFailureText(): (failure: Failure) => string {
  const { t } = useTranslation('shell');
  const refusal = useRefusalText();
  return (failure) =>
    failure.kind === 'refused' ? refusal(failure) : t(`failure.${failure.kind}`);
}

/** One sentence for words that were not taken: for what declined them, or kept them from being read. */
export function useNotTakenText(): (why: NotTaken) => string {
  const { t } = useTranslation('shell');
  const refusal = useRefusalText();
  return (why) => ('code' in why ? refusal(why) : t(`failure.${why.failure}`));
}

interface FailureNoticeProps {
  readonly error: unknown;
  onRetry?(): void;
}

/** Says in one sentence why something could not be read, with the reference to quote. */
export function FailureNotice({ error, onRetry }: FailureNoticeProps) {
  const sentence = useFailureText();
  const failure = failureOf(error);
  return (
    <ErrorState
      message={sentence(failure)}
      reference={failure.kind === 'refused' ? undefined : failure.reference}
      onRetry={failure.kind === 'refused' ? undefined : onRetry}
    />
  );
}
