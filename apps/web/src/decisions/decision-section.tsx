import { useTranslation } from 'react-i18next';
import { ReasonedButton, StatusBadge, useFormat } from '@consilium/ui';
import { useEvaluationPath, useReasonAgainst } from '../evaluations';
import { LinkButton } from '../platform/link-button';
import type { DecisionPage, Recorded } from './use-decision-page';
import { useDecisionChoices } from './use-decision-choices';
import classes from './decisions.module.css';

/** The decision-maker's own record, beside the opinion and never in its place. */
export function DecisionSection({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  const path = useEvaluationPath();
  const denied = useReasonAgainst()('decision.record');
  const { choices } = useDecisionChoices(page);
  const { decisions } = page;
  const final = decisions.some(({ decision }) => decision !== 'sent_back');
  const barred = choices?.every(({ reason }) => reason !== null) ? choices[0]?.reason : null;
  const label = t('screen.decision.record');
  return (
    <section className={classes.section} aria-labelledby="decision">
      <h2 id="decision">{t('screen.sections.decision')}</h2>
      {decisions.length === 0 ? <p>{t('screen.decision.waits')}</p> : null}
      {decisions.length > 0 ? (
        <ul className={classes.list}>
          {decisions.map((one) => (
            <li key={one.id}>
              <RecordedView recorded={one} />
            </li>
          ))}
        </ul>
      ) : null}
      {final ? null : (
        <div className={classes.actions}>
          {denied || barred ? (
            <ReasonedButton variant="default" reason={denied ?? barred}>
              {label}
            </ReasonedButton>
          ) : (
            <LinkButton href={path('decision/record')}>{label}</LinkButton>
          )}
        </div>
      )}
    </section>
  );
}

function RecordedView({ recorded }: { readonly recorded: Recorded }) {
  const { t } = useTranslation('decisions');
  const { date } = useFormat();
  return (
    <div className={classes.entry}>
      <div className={classes.row}>
        <h3>{t(`decisions.${recorded.decision}`)}</h3>
        {recorded.withoutOpinion ? (
          <StatusBadge tone="warning">{t('withoutOpinion')}</StatusBadge>
        ) : recorded.differs ? (
          <StatusBadge tone="warning">{t('differs')}</StatusBadge>
        ) : (
          <StatusBadge tone="success">{t('screen.decision.follows')}</StatusBadge>
        )}
      </div>
      <p className={classes.quiet}>
        {t('screen.records.decided', {
          name: recorded.decidedBy,
          date: date(recorded.decidedOn),
        })}
      </p>
      {recorded.reason ? (
        <blockquote className={classes.verbatim}>{recorded.reason}</blockquote>
      ) : null}
    </div>
  );
}
