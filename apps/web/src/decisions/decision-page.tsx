import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { focusField, LoadingState, Notice, StatusBadge, TextLink, useFormat } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { ConditionsSection } from './conditions-section';
import { DecisionSection } from './decision-section';
import { GroundsSection } from './grounds-section';
import { MeetingsSection } from './meetings-section';
import { OpinionSection } from './opinion-section';
import { SealsSection } from './seals-section';
import { useDecisionPage, type DecisionPage } from './use-decision-page';
import { VoteSection } from './vote-section';
import classes from './decisions.module.css';

const places = [
  'grounds',
  'meetings',
  'opinion',
  'conditions',
  'vote',
  'decision',
  'seals',
] as const;

/** Opinion and decision of one file, from what weighs on them to the seals. */
export function Component() {
  const { t } = useTranslation('decisions');
  const refusalText = useRefusalText();
  const { page, error, retry } = useDecisionPage();
  const { hash, key } = useLocation();
  const loaded = Boolean(page);
  useEffect(() => {
    if (loaded && hash !== '') focusField(hash.slice(1), true);
  }, [loaded, hash, key]);

  if (page === null) return <NotFoundPage />;
  const recused = page?.refusal ?? null;
  const shown = places.filter((place) =>
    place === 'grounds' || place === 'meetings' || place === 'vote'
      ? recused === null
      : place !== 'conditions' || (page?.opinion ?? null) !== null,
  );
  return (
    <>
      <PageTitle title={t('screen.title')}>
        <p className={classes.text}>{t('screen.intro')}</p>
      </PageTitle>
      {error && !page ? <FailureNotice error={error} onRetry={retry} /> : null}
      {!page && !error ? <LoadingState /> : null}
      {page ? (
        <>
          <Records page={page} />
          {recused ? (
            <Notice tone="warning" title={t('screen.refused')}>
              <p>{refusalText(recused)}</p>
              <p>{t('screen.refusedHint')}</p>
            </Notice>
          ) : null}
          <nav className={classes.contents} aria-label={t('screen.contents')}>
            <ul>
              {shown.map((place) => (
                <li key={place}>
                  <TextLink href={`#${place}`}>{t(`screen.sections.${place}`)}</TextLink>
                </li>
              ))}
            </ul>
          </nav>
          {recused ? null : (
            <>
              <GroundsSection page={page} />
              <MeetingsSection page={page} />
            </>
          )}
          <OpinionSection page={page} />
          <ConditionsSection page={page} />
          {recused ? null : <VoteSection page={page} />}
          <DecisionSection page={page} />
          <SealsSection seals={page.seals} />
        </>
      ) : null}
    </>
  );
}

/** The two records side by side, so that neither is taken for the other. */
function Records({ page: { opinion, decisions } }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  const { date } = useFormat();
  const decision = decisions.at(-1);
  return (
    <div className={classes.records}>
      <div className={classes.record}>
        <h2>{t('screen.records.opinion')}</h2>
        {opinion === null ? (
          <p>{t('screen.records.noOpinion')}</p>
        ) : opinion.state === 'adopted' ? (
          <>
            <p className={classes.verdict}>{t(`outcomes.${opinion.outcome}`)}</p>
            <p className={classes.quiet}>
              {t('screen.records.adopted', {
                date: date(opinion.adoptedAt ?? ''),
                name: opinion.adoptedBy ?? '',
              })}
            </p>
          </>
        ) : (
          <>
            <p>{t('screen.records.proposed', { outcome: t(`outcomes.${opinion.outcome}`) })}</p>
            <StatusBadge tone={opinion.state === 'voting' ? 'info' : 'neutral'}>
              {opinion.state === 'voting'
                ? t('screen.records.voting', { date: date(opinion.votingSince ?? '') })
                : t('screen.records.draft')}
            </StatusBadge>
          </>
        )}
      </div>
      <div className={classes.record}>
        <h2>{t('screen.records.decision')}</h2>
        {decision ? (
          <>
            <p className={classes.verdict}>{t(`decisions.${decision.decision}`)}</p>
            {decision.withoutOpinion || decision.differs ? (
              <StatusBadge tone="warning">
                {decision.withoutOpinion ? t('withoutOpinion') : t('differs')}
              </StatusBadge>
            ) : null}
            <p className={classes.quiet}>
              {t('screen.records.decided', {
                name: decision.decidedBy,
                date: date(decision.decidedOn),
              })}
            </p>
          </>
        ) : (
          <p>{t('screen.records.noDecision')}</p>
        )}
      </div>
    </div>
  );
}
