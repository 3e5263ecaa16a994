import { useEffect, useId, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { focusField } from './focus-field';
import classes from './error-summary.module.css';

export interface FieldError {
  /** The id of the field, or of the group around it. */
  readonly fieldId: string;
  readonly message: string;
}

interface ErrorSummaryProps {
  readonly errors: readonly FieldError[];
  readonly title?: string;
  /** Changes with each attempt, where the list also changes between them; the list itself unless told. */
  readonly attempt?: unknown;
}

/**
 * The list of what is wrong, above the form, shown after an attempt to submit. It takes the focus
 * each time it comes with new errors; each entry moves the focus to its field.
 */
export function ErrorSummary({ errors, title, attempt = errors }: ErrorSummaryProps) {
  const { t } = useTranslation('ui');
  const headingId = useId();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    box.current?.focus();
  }, [attempt]);

  if (errors.length === 0) return null;

  const go = (event: MouseEvent, fieldId: string) => {
    event.preventDefault();
    focusField(fieldId);
  };

  return (
    <div
      ref={box}
      className={classes.summary}
      role="alert"
      tabIndex={-1}
      aria-labelledby={headingId}
    >
      <h2 id={headingId} className={classes.title}>
        {title ?? t('errorSummary.title', { count: errors.length })}
      </h2>
      <ul className={classes.list}>
        {errors.map(({ fieldId, message }) => (
          <li key={fieldId}>
            <a href={`#${fieldId}`} onClick={(event) => go(event, fieldId)}>
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
