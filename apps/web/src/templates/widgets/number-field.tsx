import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from '@mantine/core';
import { numberText, parseNumber } from './parse-number';
import classes from './widgets.module.css';

interface NumberFieldProps {
  readonly id: string;
  readonly value: number | null;
  readonly label?: string;
  /** Words after the field: a unit. */
  readonly unit?: string;
  readonly labelledBy?: string;
  readonly describedBy?: string;
  readonly readOnly: boolean;
  readonly invalid?: boolean;
  onChange(value: number | null): void;
  onLeave(): void;
}

/**
 * A number typed as text, with the decimal mark of the page's language. What is not a number stays in
 * the field and is said to be none; nothing is sent until it is one.
 */
export function NumberField({
  id,
  value,
  label,
  unit,
  labelledBy,
  describedBy,
  readOnly,
  invalid = false,
  onChange,
  onLeave,
}: NumberFieldProps) {
  const { t, i18n } = useTranslation('templates');
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && parseNumber(typed) === undefined;
  // What was typed is shown as it was, as long as it means the value.
  const shown =
    typed !== null && (wrong || parseNumber(typed) === value)
      ? typed
      : value === null
        ? ''
        : numberText(value, i18n.language);
  return (
    <TextInput
      id={id}
      label={label}
      className={classes.number}
      inputContainer={(input) => (
        <span className={classes.withUnit}>
          {input}
          {unit ? <span id={`${id}-unit`}>{unit}</span> : null}
        </span>
      )}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      readOnly={readOnly}
      error={wrong ? t('problems.not_a_number') : invalid}
      aria-labelledby={label ? undefined : labelledBy}
      aria-describedby={
        [unit ? `${id}-unit` : '', describedBy].filter(Boolean).join(' ') || undefined
      }
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const number = parseNumber(text);
        if (number !== undefined) onChange(number);
      }}
      onBlur={onLeave}
    />
  );
}
