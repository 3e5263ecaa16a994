import { useTranslation } from 'react-i18next';
import { isCalendarDate } from '@consilium/domain/evaluations';
import { useFormat } from '@consilium/ui';
import type { Reading } from '../platform/keeper/kept-notices';
import { someoneElse, type ConditionFields, type OpinionFields } from './opinion-fields';
import type { DecisionPage } from './use-decision-page';
import { nameOf, useGateText } from './words';

/** The fields of a proposal in words, to compare two versions of them. */
export function useOpinionReadings(page: DecisionPage): (fields: OpinionFields) => Reading[] {
  const { t } = useTranslation(['decisions', 'evaluations']);
  const { date } = useFormat();
  const gateText = useGateText();
  const day = (value: string) => (isCalendarDate(value) ? date(value) : value);
  const meeting = (id: string) => {
    const found = page.meetings.find((one) => one.id === id);
    return found
      ? t('decisions:screen.opinion.meetingOption', {
          number: found.number,
          date: date(found.heldOn),
        })
      : '';
  };
  const condition = (one: ConditionFields) =>
    [
      one.text,
      one.owner === someoneElse ? one.ownerName : nameOf(page.seats, one.owner),
      day(one.dueOn),
      one.gate === '' ? '' : gateText({ kind: one.gate, months: Number(one.months) || 0 }),
      one.proof,
      one.blockers.join(', '),
    ]
      .filter((text) => text !== '')
      .join(' – ');
  return (fields) => [
    {
      term: t('decisions:screen.opinion.outcome'),
      value: fields.outcome === '' ? '' : t(`decisions:outcomes.${fields.outcome}`),
    },
    { term: t('decisions:screen.opinion.reasons'), value: fields.reasons },
    {
      term: t('decisions:screen.opinion.reasonsByQuestion'),
      value: fields.reasonsByQuestion
        .map(({ question, text }) => `${question} – ${text}`)
        .join('\n'),
    },
    {
      term: t('decisions:screen.conditions.legend'),
      value: fields.conditions.map(condition).join('\n'),
    },
    { term: t('decisions:screen.opinion.missingElements'), value: fields.missingElements },
    {
      term: t('decisions:screen.opinion.failedPredicates'),
      value: fields.failedPredicates
        .map((one) => t(`evaluations:scope.predicates.${one}`))
        .join('\n'),
    },
    {
      term: t('decisions:screen.opinion.pilot'),
      value: [
        fields.durationMonths === ''
          ? ''
          : t('decisions:screen.opinion.months', { count: Number(fields.durationMonths) || 0 }),
        fields.population,
        fields.indicators,
        fields.stopRules,
        day(fields.endsOn),
      ]
        .filter((text) => text !== '')
        .join('\n'),
    },
    { term: t('decisions:screen.opinion.meeting'), value: meeting(fields.meetingId) },
    { term: t('decisions:screen.opinion.reevaluateOn'), value: day(fields.reevaluateOn) },
  ];
}
