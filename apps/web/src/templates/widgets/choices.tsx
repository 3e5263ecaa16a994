import { useTranslation } from 'react-i18next';
import { choicesOf } from '@consilium/domain/templates';
import { Checkbox } from '@mantine/core';
import { useLocale } from '../../platform/use-locale';
import { whenLeft, type WidgetProps } from './widget';
import classes from './widgets.module.css';

/** Several choices of a list, as check boxes. */
export function ChoicesWidget({
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
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const { type } = question;
  const max = type.kind === 'multi' ? type.config.max : undefined;
  const describing = [max ? `${id}-max` : '', describedBy].filter(Boolean).join(' ');
  const options = choicesOf(question);
  return (
    <div
      id={id}
      role="group"
      aria-labelledby={labelledBy}
      aria-describedby={describing || undefined}
      className={classes.options}
      onBlur={whenLeft(onLeave)}
    >
      {max ? (
        <p id={`${id}-max`} className={classes.note}>
          {t('widgets.max', { count: max })}
        </p>
      ) : null}
      {options.map(({ code, label }) => (
        <Checkbox
          key={code}
          value={code}
          label={label[locale]}
          checked={chosen.includes(code)}
          disabled={readOnly && !chosen.includes(code)}
          aria-invalid={invalid || undefined}
          onChange={(event) => {
            if (readOnly) return;
            const next = event.currentTarget.checked
              ? options
                  .map((option) => option.code)
                  .filter((each) => each === code || chosen.includes(each))
              : chosen.filter((each) => each !== code);
            onChange(next.length === 0 ? null : next);
          }}
        />
      ))}
    </div>
  );
}
