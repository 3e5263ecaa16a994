import { useTranslation } from 'react-i18next';
import type { Locale } from '@consilium/domain/kernel';
import { questionTypeOf, type QuestionType } from '@consilium/domain/templates';
import classes from './reading.module.css';

interface TypeWordsProps {
  readonly type: QuestionType;
  readonly locale: Locale;
}

/** What the template sets for this one answer: its choices, unit or ends. */
export function TypeWords({ type, locale }: TypeWordsProps) {
  const { t } = useTranslation('templates');
  if (type.kind === 'scale') {
    const { min, max, lowest, highest } = type.config;
    return t('reading.scale', { min, max, lowest: lowest[locale], highest: highest[locale] });
  }
  if (type.kind === 'number' || type.kind === 'number_with_interval') {
    const { unit } = type.config;
    const note = 'note' in type.config ? type.config.note : undefined;
    return (
      <>
        {t('reading.unit', { unit: unit[locale] })}
        {note ? ` (${note[locale]})` : null}
      </>
    );
  }
  // Yes, no, partial and not applicable are named by the type itself.
  const choices =
    type.kind === 'yes_no_partial_na' ? [] : questionTypeOf(type.kind).choices(type.config);
  if (choices.length === 0) return null;
  return (
    <ul className={classes.choices}>
      {choices.map(({ code, label }) => (
        <li key={code}>{label[locale]}</li>
      ))}
    </ul>
  );
}
