import { useTranslation } from 'react-i18next';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { gateKinds } from '@consilium/domain/decisions';
import { conditionKey, someoneElse, type ConditionFields } from './opinion-fields';
import type { Blocker, Seat } from './use-decision-page';
import { useLocale } from '../platform/use-locale';
import classes from './decisions.module.css';

interface ConditionFieldsetProps {
  readonly index: number;
  readonly fields: ConditionFields;
  readonly seats: readonly Seat[];
  /** Blockers that a condition may answer. */
  readonly blockers: readonly Blocker[];
  errorOf(fieldId: string): string | undefined;
  onChange(changes: Partial<ConditionFields>): void;
  onRemove(): void;
}

/** One condition: what, by whom, by when, shown by what, and which blockers it answers. */
export function ConditionFieldset({
  index,
  fields,
  seats,
  blockers,
  errorOf,
  onChange,
  onRemove,
}: ConditionFieldsetProps) {
  const { t } = useTranslation('decisions');
  const locale = useLocale();
  const number = index + 1;
  const idOf = (name: string) => `${conditionKey(index)}-${name}`;
  const field = (name: 'text' | 'owner' | 'ownerName' | 'dueOn' | 'proof' | 'gate' | 'months') => ({
    id: idOf(name),
    value: fields[name],
    error: errorOf(idOf(name)),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ [name]: value }),
  });
  const gone = fields.blockers.filter((one) => !blockers.some(({ question }) => question === one));
  return (
    <fieldset className={classes.item}>
      <legend>{t('screen.conditions.one', { number })}</legend>
      <Textarea label={t('screen.conditions.text')} autosize minRows={2} {...field('text')} />
      <div className={classes.pair}>
        <NativeSelect label={t('screen.conditions.owner')} {...field('owner')}>
          <option value="">{t('screen.conditions.ownerChoose')}</option>
          {seats
            .filter(({ seat, active }) => active || seat === fields.owner)
            .map(({ seat, name }) => (
              <option key={seat} value={seat}>
                {name}
              </option>
            ))}
          <option value={someoneElse}>{t('screen.conditions.ownerOther')}</option>
        </NativeSelect>
        {fields.owner === someoneElse ? (
          <TextInput label={t('screen.conditions.ownerName')} {...field('ownerName')} />
        ) : null}
        <TextInput type="date" label={t('screen.conditions.dueOn')} {...field('dueOn')} />
      </div>
      <TextInput label={t('screen.conditions.proof')} {...field('proof')} />
      <div className={classes.pair}>
        <NativeSelect label={t('screen.conditions.gate')} {...field('gate')}>
          <option value="">{t('screen.conditions.gateChoose')}</option>
          {gateKinds.map((kind) => (
            <option key={kind} value={kind}>
              {kind === 'within_months' ? t('screen.conditions.withinMonths') : t(`gates.${kind}`)}
            </option>
          ))}
        </NativeSelect>
        {fields.gate === 'within_months' ? (
          <TextInput
            inputMode="numeric"
            label={t('screen.conditions.months')}
            {...field('months')}
          />
        ) : null}
      </div>
      {blockers.length > 0 || gone.length > 0 ? (
        <Checkbox.Group
          id={idOf('blockers')}
          label={t('screen.conditions.blockers')}
          error={errorOf(idOf('blockers'))}
          value={[...fields.blockers]}
          onChange={(chosen) => onChange({ blockers: chosen })}
        >
          <div className={classes.options}>
            {blockers.map(({ question, text }) => (
              <Checkbox key={question} value={question} label={`${question} – ${text[locale]}`} />
            ))}
            {gone.map((question) => (
              <Checkbox key={question} value={question} label={question} />
            ))}
          </div>
        </Checkbox.Group>
      ) : null}
      <div>
        <Button
          variant="default"
          size="xs"
          aria-label={t('screen.conditions.remove', { number })}
          onClick={onRemove}
        >
          {t('screen.conditions.remove', { number })}
        </Button>
      </div>
    </fieldset>
  );
}
