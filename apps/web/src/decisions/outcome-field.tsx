import { useTranslation } from 'react-i18next';
import { Radio } from '@mantine/core';
import type { OutcomeKey, Requirement } from '@consilium/domain/decisions';
import { useFormat } from '@consilium/ui';
import type { OutcomeLine } from './use-decision-page';
import { useQuestionList } from './words';
import classes from './decisions.module.css';

interface OutcomeFieldProps {
  readonly outcomes: readonly OutcomeLine[];
  readonly value: OutcomeKey | '';
  readonly error?: string;
  onChange(outcome: OutcomeKey): void;
}

/** The outcomes that the blockers leave open; a barred one names what bars it. */
export function OutcomeField({ outcomes, value, error, onChange }: OutcomeFieldProps) {
  const { t } = useTranslation('decisions');
  const { list } = useFormat();
  const questionList = useQuestionList();
  const said = ({ allowed, barredBy, requires, needsConditionFor }: OutcomeLine): string => {
    if (!allowed) return t('screen.opinion.barred', { questions: questionList(barredBy) });
    const things = requires.map((one) => t(`requirements.${one as Requirement}`));
    return [
      ...(things.length > 0 ? [t('screen.opinion.requires', { things: list(things) })] : []),
      ...(needsConditionFor.length > 0
        ? [t('screen.opinion.requiresFor', { questions: questionList(needsConditionFor) })]
        : []),
    ].join(' ');
  };
  return (
    <Radio.Group
      id="outcome"
      label={t('screen.opinion.outcome')}
      value={value}
      error={error}
      onChange={(chosen) => onChange(chosen as OutcomeKey)}
    >
      <div className={classes.options}>
        {outcomes.map((line) => (
          <Radio
            key={line.key}
            value={line.key}
            label={t(`outcomes.${line.key}`)}
            description={said(line)}
            disabled={!line.allowed && line.key !== value}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
