import { useTranslation } from 'react-i18next';
import { Textarea, TextInput } from '@mantine/core';
import type { OpinionFields } from './opinion-fields';
import classes from './decisions.module.css';

type FieldName = 'durationMonths' | 'population' | 'indicators' | 'stopRules' | 'endsOn';

interface PilotFieldsProps {
  readonly fields: Pick<OpinionFields, FieldName>;
  errorOf(fieldId: string): string | undefined;
  onChange(changes: Partial<Pick<OpinionFields, FieldName>>): void;
}

/** How a pilot is run, and when it ends. */
export function PilotFields({ fields, errorOf, onChange }: PilotFieldsProps) {
  const { t } = useTranslation('decisions');
  const field = (name: FieldName) => ({
    id: name,
    value: fields[name],
    error: errorOf(name),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ [name]: value }),
  });
  return (
    <fieldset className={classes.item}>
      <legend>{t('screen.opinion.pilot')}</legend>
      <div className={classes.pair}>
        <TextInput
          inputMode="numeric"
          label={t('screen.opinion.pilotDuration')}
          {...field('durationMonths')}
        />
        <TextInput type="date" label={t('screen.opinion.pilotEnds')} {...field('endsOn')} />
      </div>
      <Textarea
        label={t('screen.opinion.pilotPopulation')}
        autosize
        minRows={2}
        {...field('population')}
      />
      <Textarea
        label={t('screen.opinion.pilotIndicators')}
        description={t('screen.opinion.onePerLine')}
        autosize
        minRows={3}
        {...field('indicators')}
      />
      <Textarea
        label={t('screen.opinion.pilotStopRules')}
        description={t('screen.opinion.onePerLine')}
        autosize
        minRows={3}
        {...field('stopRules')}
      />
    </fieldset>
  );
}
