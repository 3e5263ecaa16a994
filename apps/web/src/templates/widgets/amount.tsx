import { useTranslation } from 'react-i18next';
import type { ValueOf } from '@consilium/domain/templates';
import type { WidgetProps } from './widget';
import { NumberField } from './number-field';
import classes from './widgets.module.css';

type Value = ValueOf<'amount_over_years'>;

/** A total in euros, taxes included, over a term in years. */
export function AmountWidget({
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
  const { type } = question;
  const years = type.kind === 'amount_over_years' ? type.config.defaultYears : null;
  const given: Value = { amount: null, years, ...(value as Partial<Value> | null) };
  const shared = { readOnly, invalid, describedBy, onLeave };
  return (
    <div role="group" aria-labelledby={labelledBy} className={classes.fields}>
      <NumberField
        {...shared}
        id={id}
        label={t('widgets.amount.amount')}
        unit="€"
        value={given.amount}
        onChange={(amount) => onChange({ ...given, amount })}
      />
      <NumberField
        {...shared}
        id={`${id}-years`}
        label={t('widgets.amount.years')}
        value={given.years}
        onChange={(term) => onChange({ ...given, years: term })}
      />
    </div>
  );
}
