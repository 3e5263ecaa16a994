import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { choicesOf } from '@consilium/domain/templates';
import { Radio } from '@mantine/core';
import { useLocale } from '../../platform/use-locale';
import { whenLeft, type WidgetProps } from './widget';
import classes from './widgets.module.css';

/** One choice of a list, as radio buttons; it can be taken back. */
export function ChoiceWidget({
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
  return (
    <div
      id={id}
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      aria-readonly={readOnly || undefined}
      className={classes.options}
      onBlur={whenLeft(onLeave)}
    >
      {choicesOf(question).map(({ code, label }) => (
        <Radio
          key={code}
          name={name}
          value={code}
          label={label[locale]}
          checked={value === code}
          disabled={readOnly && value !== code}
          onChange={() => {
            if (!readOnly) onChange(code);
          }}
        />
      ))}
      {value == null || readOnly ? null : (
        <button type="button" className={classes.clear} onClick={() => onChange(null)}>
          {t('widgets.clear')}
        </button>
      )}
    </div>
  );
}
