import { useTranslation } from 'react-i18next';
import type { ValueOf } from '@consilium/domain/templates';
import { useLocale } from '../../platform/use-locale';
import type { WidgetProps } from './widget';
import { NumberField } from './number-field';
import classes from './widgets.module.css';

type Value = ValueOf<'number_with_interval'>;
const nothing: Value = { value: null, low: null, high: null, n: null };

/** A measure with its confidence interval and the size of the sample. */
export function IntervalWidget({
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
  const { type } = question;
  const config = type.kind === 'number_with_interval' ? type.config : null;
  const given = { ...nothing, ...(value as Partial<Value> | null) };
  const field = (key: keyof Value, label: string, first = false) => (
    <NumberField
      id={first ? id : `${id}-${key}`}
      label={label}
      unit={key === 'n' ? undefined : config?.unit[locale]}
      value={given[key]}
      readOnly={readOnly}
      invalid={invalid}
      describedBy={describedBy}
      onChange={(number) => onChange({ ...given, [key]: number })}
      onLeave={onLeave}
    />
  );
  return (
    <div role="group" aria-labelledby={labelledBy} className={classes.fields}>
      {field('value', t('widgets.interval.value'), true)}
      {field('low', t('widgets.interval.low', { level: config?.level ?? 95 }))}
      {field('high', t('widgets.interval.high', { level: config?.level ?? 95 }))}
      {field('n', t('widgets.interval.n'))}
    </div>
  );
}
