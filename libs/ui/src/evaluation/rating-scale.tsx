import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Hidden } from '../hidden';
import classes from './rating-scale.module.css';

/** What a member says about a statement: 1 to 9, or a reason to abstain. */
export type Rating =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'abstention'; readonly reason: string };

interface RatingScaleProps {
  /** The id a list of gaps links to. */
  readonly id?: string;
  /** The statement, or a reference to it. */
  readonly legend: ReactNode;
  readonly rating: Rating | null;
  /** What 1 and 9 mean, in words. */
  readonly lowLabel: string;
  readonly highLabel: string;
  readonly abstentions: readonly { readonly key: string; readonly label: string }[];
  readonly disabled?: boolean;
  /** Why it is disabled, or what is missing. */
  readonly message?: string;
  onChange(rating: Rating): void;
}

const values = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** One statement, rated from 1 to 9 or abstained from: one group of radio buttons for all of it. */
export function RatingScale({
  id,
  legend,
  rating,
  lowLabel,
  highLabel,
  abstentions,
  disabled = false,
  message,
  onChange,
}: RatingScaleProps) {
  const { t } = useTranslation('ui');
  const name = useId();
  const messageId = useId();
  const option = (value: number) => {
    if (value === 1) return `1, ${lowLabel}`;
    if (value === 9) return `9, ${highLabel}`;
    return String(value);
  };

  return (
    <fieldset
      id={id}
      className={classes.scale}
      disabled={disabled}
      aria-describedby={message ? messageId : undefined}
    >
      <legend>{legend}</legend>
      {message ? (
        <p id={messageId} className={classes.message}>
          {message}
        </p>
      ) : null}
      <div className={classes.numbers}>
        <div className={classes.values}>
          {values.map((value) => (
            <label key={value} className={classes.value}>
              <input
                type="radio"
                name={name}
                value={value}
                aria-label={option(value)}
                checked={rating?.kind === 'value' && rating.value === value}
                onChange={() => onChange({ kind: 'value', value })}
              />
              <span aria-hidden>{value}</span>
            </label>
          ))}
        </div>
        <div className={classes.ends} aria-hidden>
          <span>{t('rating.low', { text: lowLabel })}</span>
          <span>{t('rating.high', { text: highLabel })}</span>
        </div>
      </div>
      <div className={classes.abstentions}>
        <span className={classes.or} aria-hidden>
          {t('rating.abstain')}
        </span>
        {abstentions.map(({ key, label }) => (
          <label key={key}>
            <input
              type="radio"
              name={name}
              value={key}
              checked={rating?.kind === 'abstention' && rating.reason === key}
              onChange={() => onChange({ kind: 'abstention', reason: key })}
            />
            <span>
              <Hidden>{t('rating.abstain')} </Hidden>
              {label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
