import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../platform/use-locale';
import { whenLeft, type WidgetProps } from './widget';
import classes from './widgets.module.css';

/** A step of a scale whose two ends are said in words. */
export function ScaleWidget({
  id,
  question,
  value,
  readOnly,
  labelledBy,
  describedBy,
  invalid,
  onChange,
  onLeave,
}: WidgetProps) {
  const { t } = useTranslation('answers');
  const locale = useLocale();
  const name = useId();
  const { type } = question;
  if (type.kind !== 'scale') return null;
  const { min, max, lowest, highest } = type.config;
  const steps = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const spoken = (step: number): string => {
    if (step === min) return `${step}, ${lowest[locale]}`;
    return step === max ? `${step}, ${highest[locale]}` : String(step);
  };
  return (
    <div
      id={id}
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      onBlur={whenLeft(onLeave)}
    >
      <div className={classes.steps}>
        {steps.map((step) => (
          <label key={step} className={classes.step}>
            <input
              type="radio"
              name={name}
              value={step}
              aria-label={spoken(step)}
              checked={value === step}
              disabled={readOnly && value !== step}
              onChange={() => {
                if (!readOnly) onChange(step);
              }}
            />
            <span aria-hidden>{step}</span>
          </label>
        ))}
      </div>
      <div className={classes.ends} aria-hidden>
        <span>{t('widgets.scaleEnd', { step: min, words: lowest[locale] })}</span>
        <span>{t('widgets.scaleEnd', { step: max, words: highest[locale] })}</span>
      </div>
      {value == null || readOnly ? null : (
        <button type="button" className={classes.clear} onClick={() => onChange(null)}>
          {t('widgets.clear')}
        </button>
      )}
    </div>
  );
}
