import { useLocale } from '../../platform/use-locale';
import type { WidgetProps } from './widget';
import { NumberField } from './number-field';
import classes from './widgets.module.css';

/** One number in the template's unit. */
export function NumberWidget({ question, value, id, describedBy, ...rest }: WidgetProps) {
  const locale = useLocale();
  const { type } = question;
  const config = type.kind === 'number' ? type.config : null;
  const note = config?.note?.[locale];
  return (
    <div>
      {note ? (
        <p id={`${id}-note`} className={classes.note}>
          {note}
        </p>
      ) : null}
      <NumberField
        {...rest}
        id={id}
        unit={config?.unit[locale]}
        describedBy={[note ? `${id}-note` : '', describedBy].filter(Boolean).join(' ') || undefined}
        value={typeof value === 'number' ? value : null}
      />
    </div>
  );
}
