import { useTranslation } from 'react-i18next';
import { Button, Input, NativeSelect, Textarea } from '@mantine/core';
import type { TemplateDocument } from '@consilium/domain/templates';
import { focusField } from '@consilium/ui';
import type { ReasonFields } from './opinion-fields';
import { useLocale } from '../platform/use-locale';
import classes from './decisions.module.css';

interface QuestionReasonsFieldProps {
  /** Null while its questions are on their way. */
  readonly document: TemplateDocument | null;
  readonly value: readonly ReasonFields[];
  errorOf(fieldId: string): string | undefined;
  onChange(reasons: readonly ReasonFields[]): void;
}

const idOf = (index: number, name: 'question' | 'text') => `reason-${index}-${name}`;

/** Reasons given on single questions. */
export function QuestionReasonsField({
  document,
  value,
  errorOf,
  onChange,
}: QuestionReasonsFieldProps) {
  const { t } = useTranslation('decisions');
  const locale = useLocale();
  const error = errorOf('reasonsByQuestion');
  const change = (index: number, changes: Partial<ReasonFields>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  return (
    <fieldset className={classes.group} id="reasonsByQuestion">
      <legend>{t('screen.opinion.reasonsByQuestion')}</legend>
      {error ? <Input.Error>{error}</Input.Error> : null}
      {value.map((reason, index) => (
        <div key={index} className={classes.item}>
          <NativeSelect
            id={idOf(index, 'question')}
            label={t('screen.opinion.reasonOn')}
            value={reason.question}
            error={errorOf(idOf(index, 'question'))}
            onChange={({ currentTarget }) => change(index, { question: currentTarget.value })}
          >
            <option value="">{t('screen.opinion.chooseQuestion')}</option>
            {document ? null : <option value={reason.question}>{reason.question}</option>}
            {document?.sections.map((section) => (
              <optgroup key={section.key} label={`${section.key} – ${section.title[locale]}`}>
                {document.questions
                  .filter((question) => question.section === section.key)
                  .map((question) => (
                    <option key={question.key} value={question.key}>
                      {question.key} – {question.text[locale]}
                    </option>
                  ))}
              </optgroup>
            ))}
          </NativeSelect>
          <Textarea
            id={idOf(index, 'text')}
            label={t('screen.opinion.reasonText')}
            autosize
            minRows={2}
            value={reason.text}
            onChange={({ currentTarget }) => change(index, { text: currentTarget.value })}
          />
          <div>
            <Button
              variant="default"
              size="xs"
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              {t('screen.opinion.removeReason')}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          onClick={() => {
            onChange([...value, { question: '', text: '' }]);
            requestAnimationFrame(() => focusField(idOf(value.length, 'question')));
          }}
        >
          {t('screen.opinion.addReason')}
        </Button>
      </div>
    </fieldset>
  );
}
