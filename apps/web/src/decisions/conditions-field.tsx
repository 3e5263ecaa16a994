import { useTranslation } from 'react-i18next';
import { Button, Input } from '@mantine/core';
import { focusField } from '@consilium/ui';
import { ConditionFieldset } from './condition-fields';
import { conditionKey, newCondition, type ConditionFields } from './opinion-fields';
import { addForId } from './opinion-problems';
import type { DecisionPage } from './use-decision-page';
import classes from './decisions.module.css';

interface ConditionsFieldProps {
  readonly page: DecisionPage;
  readonly value: readonly ConditionFields[];
  /** Questions that each need a linked condition under the outcome chosen. */
  readonly needed: readonly string[];
  errorOf(fieldId: string): string | undefined;
  onChange(conditions: readonly ConditionFields[]): void;
}

/** The conditions of the proposal, and the blockers that still want one. */
export function ConditionsField({ page, value, needed, errorOf, onChange }: ConditionsFieldProps) {
  const { t } = useTranslation('decisions');
  const error = errorOf('conditions');
  const standing = page.blockers.filter(({ effect, override }) => effect !== null && !override);
  const uncovered = needed.filter(
    (question) => !value.some(({ blockers }) => blockers.includes(question)),
  );
  const add = (question?: string): void => {
    onChange([...value, newCondition(question)]);
    // The new fields are there after the next paint.
    requestAnimationFrame(() => focusField(`${conditionKey(value.length)}-text`));
  };
  return (
    <fieldset className={classes.group} id="conditions">
      <legend>{t('screen.conditions.legend')}</legend>
      {error ? <Input.Error>{error}</Input.Error> : null}
      {value.map((fields, index) => (
        <ConditionFieldset
          key={index}
          index={index}
          fields={fields}
          seats={page.seats}
          blockers={standing}
          errorOf={errorOf}
          onChange={(changes) =>
            onChange(value.map((one, at) => (at === index ? { ...one, ...changes } : one)))
          }
          onRemove={() => onChange(value.filter((_, at) => at !== index))}
        />
      ))}
      {uncovered.length > 0 ? <p>{t('screen.conditions.uncovered')}</p> : null}
      <div className={classes.actions}>
        {uncovered.map((question) => (
          <div key={question}>
            <Button id={addForId(question)} variant="default" onClick={() => add(question)}>
              {t('screen.conditions.addFor', { question })}
            </Button>
            {errorOf(addForId(question)) ? (
              <Input.Error>{errorOf(addForId(question))}</Input.Error>
            ) : null}
          </div>
        ))}
        <Button variant="default" onClick={() => add()}>
          {t('screen.conditions.add')}
        </Button>
      </div>
    </fieldset>
  );
}
