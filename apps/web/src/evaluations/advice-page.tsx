import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { advisingRoles } from '@consilium/domain/evaluations';
import { FoldedHelp, LoadingState, StatusBadge, useFormat, type Tone } from '@consilium/ui';
import { graphql } from '../gql';
import type { FileAdviceQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { AdviceForm } from './advice-form';
import { useEvaluation } from './use-evaluation';
import { useFileChanges } from './use-file-changes';
import classes from './evaluations.module.css';

const fileAdviceQuery = graphql(`
  query FileAdvice($id: ID!) {
    evaluation(id: $id) {
      id
      advice {
        id
        role
        position
        body
        givenBy
        givenAt
        superseded
      }
    }
  }
`);

type Advice = NonNullable<FileAdviceQuery['evaluation']>['advice'][number];

/** The word of the security officer and of the data protection officer, as it will be printed. */
export function Component() {
  const { t } = useTranslation(['evaluations', 'common']);
  const { id } = useEvaluation();
  const { data, error, refetch } = useQuery(fileAdviceQuery, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  useFileChanges(id, () => void refetch());
  const advice = data?.evaluation?.advice;
  return (
    <>
      <PageTitle title={t('screen.advice.title')}>
        <p className={classes.text}>{t('screen.advice.intro')}</p>
      </PageTitle>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {advice ? (
        <>
          {advisingRoles.map((role) => (
            <section key={role} className={classes.section} aria-labelledby={`advice-${role}`}>
              <h2 id={`advice-${role}`}>{t(`common:answerRoles.${role}`)}</h2>
              <OfRole advice={advice.filter((one) => one.role === role)} />
            </section>
          ))}
          <AdviceForm />
        </>
      ) : null}
    </>
  );
}

/** The advice in force, with those it replaced folded under it. */
function OfRole({ advice }: { readonly advice: readonly Advice[] }) {
  const { t } = useTranslation('evaluations');
  const current = advice.filter(({ superseded }) => !superseded);
  const former = advice.filter(({ superseded }) => superseded).toReversed();
  if (advice.length === 0) return <p className={classes.quiet}>{t('screen.advice.none')}</p>;
  return (
    <>
      {current.map((one) => (
        <Given key={one.id} advice={one} />
      ))}
      {former.length > 0 ? (
        <FoldedHelp summary={t('screen.advice.former', { count: former.length })}>
          {former.map((one) => (
            <Given key={one.id} advice={one} />
          ))}
        </FoldedHelp>
      ) : null}
    </>
  );
}

const tones: Readonly<Record<Advice['position'], Tone>> = {
  favourable: 'success',
  with_reservations: 'warning',
  unfavourable: 'danger',
  pending: 'neutral',
};

function Given({ advice }: { readonly advice: Advice }) {
  const { t } = useTranslation('evaluations');
  const { dateTime } = useFormat();
  return (
    <article className={classes.advice}>
      <div className={classes.badges}>
        <StatusBadge tone={tones[advice.position]}>
          {t(`advice.positions.${advice.position}`)}
        </StatusBadge>
        <span className={classes.quiet}>
          {t('screen.advice.given', { name: advice.givenBy, date: dateTime(advice.givenAt) })}
        </span>
        {advice.superseded ? (
          <span className={classes.quiet}>{t('screen.advice.superseded')}</span>
        ) : null}
      </div>
      <blockquote className={classes.verbatim}>{advice.body}</blockquote>
    </article>
  );
}
