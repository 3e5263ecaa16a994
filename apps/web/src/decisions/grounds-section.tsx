import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import type { AnswerRole } from '@consilium/domain/access';
import { StatusBadge, TextLink, useFormat } from '@consilium/ui';
import { useEvaluation, useEvaluationPath } from '../evaluations';
import { BlockersSection } from './blockers-section';
import { adviceQuery } from './operations';
import type { DecisionPage } from './use-decision-page';
import classes from './decisions.module.css';

const tones = {
  favourable: 'success',
  with_reservations: 'warning',
  unfavourable: 'danger',
  pending: 'neutral',
} as const;

/** What weighs on the opinion: blockers, open objections, formal advice. */
export function GroundsSection({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  return (
    <section className={classes.section} aria-labelledby="grounds">
      <h2 id="grounds">{t('screen.sections.grounds')}</h2>
      <BlockersSection blockers={page.blockers} />
      <section aria-labelledby="objections">
        <h3 id="objections">{t('screen.objections.title')}</h3>
        {page.objections.length === 0 ? (
          <p>{t('screen.objections.none')}</p>
        ) : (
          <ul className={classes.list}>
            {page.objections.map((objection) => (
              <li key={objection.id}>
                <blockquote className={classes.verbatim}>
                  {objection.text}
                  <footer className={classes.quiet}>
                    {objection.section === null
                      ? objection.by
                      : t('screen.objections.by', {
                          name: objection.by,
                          section: objection.section,
                        })}
                  </footer>
                </blockquote>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Advice />
    </section>
  );
}

function Advice() {
  const { t } = useTranslation(['decisions', 'evaluations', 'common']);
  const { id } = useEvaluation();
  const path = useEvaluationPath();
  const { date } = useFormat();
  const { data } = useQuery(adviceQuery, { variables: { id } });
  const advice = data?.evaluation?.advice.filter(({ superseded }) => !superseded);
  return (
    <section aria-labelledby="formal-advice">
      <h3 id="formal-advice">{t('decisions:screen.advice.title')}</h3>
      {advice?.length === 0 ? <p>{t('decisions:screen.advice.none')}</p> : null}
      {advice && advice.length > 0 ? (
        <ul className={classes.list}>
          {advice.map((one) => (
            <li key={one.id} className={classes.entry}>
              <div className={classes.row}>
                <h4>{t(`common:answerRoles.${one.role as AnswerRole}`)}</h4>
                <StatusBadge tone={tones[one.position]}>
                  {t(`evaluations:advice.positions.${one.position}`)}
                </StatusBadge>
              </div>
              <blockquote className={classes.verbatim}>
                {one.body}
                <footer className={classes.quiet}>
                  {t('decisions:screen.blockers.overriddenBy', {
                    name: one.givenBy,
                    date: date(one.givenAt),
                  })}
                </footer>
              </blockquote>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <TextLink href={path('advice')}>{t('decisions:screen.advice.all')}</TextLink>
      </p>
    </section>
  );
}
