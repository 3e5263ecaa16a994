import { TextInput } from '@mantine/core';
import type { WidgetProps } from './widget';

/** A calendar day, with the browser's own picker. */
export function DateWidget({
  id,
  value,
  readOnly,
  labelledBy,
  describedBy,
  invalid,
  onChange,
  onLeave,
}: WidgetProps) {
  return (
    <TextInput
      id={id}
      type="date"
      maw="14rem"
      value={typeof value === 'string' ? value : ''}
      readOnly={readOnly}
      error={invalid}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onChange={(event) => {
        const day = event.currentTarget.value;
        onChange(day === '' ? null : day);
      }}
      onBlur={onLeave}
    />
  );
}
