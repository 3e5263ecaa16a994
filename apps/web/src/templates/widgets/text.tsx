import { Textarea } from '@mantine/core';
import type { WidgetProps } from './widget';

/** A free text of several lines; the field grows with it. */
export function TextWidget({
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
    <Textarea
      id={id}
      value={typeof value === 'string' ? value : ''}
      readOnly={readOnly}
      error={invalid}
      minRows={3}
      maxRows={24}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(text === '' ? null : text);
      }}
      onBlur={onLeave}
    />
  );
}
