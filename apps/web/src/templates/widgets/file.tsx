import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Radio } from '@mantine/core';
import { whenLeft, type WidgetProps } from './widget';
import classes from './widgets.module.css';

/** Whether a document was handed over; the document itself is attached as evidence. */
export function FileWidget({
  id,
  value,
  readOnly,
  labelledBy,
  describedBy,
  invalid,
  onChange,
  onLeave,
}: WidgetProps) {
  const { t } = useTranslation(['answers', 'templates']);
  const name = useId();
  const provided = (value as { provided?: boolean } | null)?.provided;
  const option = (choice: boolean, label: string) => (
    <Radio
      name={name}
      value={String(choice)}
      label={label}
      checked={provided === choice}
      disabled={readOnly && provided !== choice}
      onChange={() => {
        if (!readOnly) onChange({ provided: choice });
      }}
    />
  );
  return (
    <div
      id={id}
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={[`${id}-where`, describedBy].filter(Boolean).join(' ')}
      aria-invalid={invalid || undefined}
      className={classes.options}
      onBlur={whenLeft(onLeave)}
    >
      {option(true, t('templates:answer.fileProvided'))}
      {option(false, t('templates:answer.fileNotProvided'))}
      <p id={`${id}-where`} className={classes.note}>
        {t('widgets.fileWhere')}
      </p>
    </div>
  );
}
