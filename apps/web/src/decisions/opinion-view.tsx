import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScopePredicate } from '@consilium/domain/evaluations';
import { DescriptionList, useFormat } from '@consilium/ui';
import type { Opinion } from './use-decision-page';
import classes from './decisions.module.css';

/** The words of an opinion, as written. Its conditions stand in a section of their own. */
export function OpinionView({ opinion }: { readonly opinion: Opinion }) {
  const { t } = useTranslation(['decisions', 'evaluations']);
  const { date } = useFormat();
  const { pilot } = opinion;
  const said = (text: string) => <span className={classes.prose}>{text}</span>;
  const listed = (lines: readonly string[]) => (
    <ul className={classes.plain}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  const shown = (when: boolean, term: string, value: () => ReactNode) =>
    when ? [{ term, value: value() }] : [];
  return (
    <DescriptionList
      items={[
        {
          term: t('decisions:screen.opinion.outcome'),
          value: <strong>{t(`decisions:outcomes.${opinion.outcome}`)}</strong>,
        },
        ...shown(opinion.reasons !== '', t('decisions:screen.opinion.reasons'), () =>
          said(opinion.reasons),
        ),
        ...shown(
          opinion.reasonsByQuestion.length > 0,
          t('decisions:screen.opinion.reasonsByQuestion'),
          () => (
            <ul className={classes.plain}>
              {opinion.reasonsByQuestion.map(({ question, text }, index) => (
                <li key={index}>
                  <span className={classes.code}>{question}</span> {said(text)}
                </li>
              ))}
            </ul>
          ),
        ),
        ...shown(
          opinion.missingElements.length > 0,
          t('decisions:screen.opinion.missingElements'),
          () => listed(opinion.missingElements),
        ),
        ...shown(
          opinion.failedPredicates.length > 0,
          t('decisions:screen.opinion.failedPredicates'),
          () =>
            listed(
              opinion.failedPredicates.map((one) =>
                t(`evaluations:scope.predicates.${one as ScopePredicate}`),
              ),
            ),
        ),
        ...(pilot
          ? [
              {
                term: t('decisions:screen.opinion.pilotDuration'),
                value: t('decisions:screen.opinion.months', { count: pilot.durationMonths }),
              },
              {
                term: t('decisions:screen.opinion.pilotPopulation'),
                value: said(pilot.population),
              },
              {
                term: t('decisions:screen.opinion.pilotIndicators'),
                value: listed(pilot.indicators),
              },
              {
                term: t('decisions:screen.opinion.pilotStopRules'),
                value: listed(pilot.stopRules),
              },
              ...shown(pilot.endsOn !== null, t('decisions:screen.opinion.pilotEnds'), () =>
                date(pilot.endsOn ?? ''),
              ),
            ]
          : []),
        ...shown(opinion.reevaluateOn !== null, t('decisions:screen.opinion.reevaluateOn'), () =>
          date(opinion.reevaluateOn ?? ''),
        ),
      ]}
    />
  );
}
