import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import {
  DescriptionList,
  EmptyState,
  LoadingState,
  Notice,
  StatusBadge,
  TextLink,
  useFormat,
} from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { useEvaluation, useEvaluationPath } from '../evaluations';
import { unmask } from '../gql';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { LinkButton } from '../platform/link-button';
import { PageTitle } from '../platform/page-title';
import { CloseRound } from './close-round';
import { OpenRound } from './open-round';
import { readConsensus } from './operations';
import { participationFields, ParticipationView } from './participation-view';
import type { ConsensusPage } from './standing';
import { useRoundsChanges } from './use-rounds-changes';
import classes from './rounds.module.css';

/** The rounds of a file: the open one with who has rated, the closed ones, and opening the next. */
export function Component() {
  const { t } = useTranslation('consensus');
  const { id: evaluationId, reference } = useEvaluation();
  const { data, error, refetch } = useQuery(readConsensus, { variables: { evaluationId } });
  useRoundsChanges(evaluationId, () => void refetch());
  const page = data?.consensus;
  if (page === null) return <NotFoundPage />;
  return (
    <>
      <PageTitle title={t('screen.rounds.title')} tab={t('screen.rounds.tab', { reference })}>
        <p className={classes.text}>{t('screen.rounds.intro')}</p>
      </PageTitle>
      {error && !page ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!page && !error ? <LoadingState /> : null}
      {page ? <Rounds page={page} /> : null}
    </>
  );
}

function Rounds({ page }: { readonly page: ConsensusPage }) {
  const { t } = useTranslation('consensus');
  const refusalText = useRefusalText();
  return (
    <>
      {page.refusal?.code === 'recused' ? (
        <Notice tone="warning">
          <p>{refusalText(page.refusal)}</p>
        </Notice>
      ) : null}
      {page.open ? <Running round={page.open} /> : null}
      {page.rounds.toReversed().map((round) => (
        <Closed key={round.id} round={round} />
      ))}
      {!page.open && page.rounds.length === 0 && page.refusal?.code !== 'recused' ? (
        <EmptyState title={t('screen.rounds.none')}>
          <p>{t('screen.rounds.noneHint')}</p>
        </EmptyState>
      ) : null}
      {page.open ? null : <OpenRound page={page} />}
    </>
  );
}

function Running({ round }: { readonly round: NonNullable<ConsensusPage['open']> }) {
  const { t } = useTranslation('consensus');
  const { date } = useFormat();
  const path = useEvaluationPath();
  const participation = unmask(participationFields, round.participation);
  const heading = `round-${round.number}`;
  return (
    <section className={classes.section} aria-labelledby={heading}>
      <div className={classes.heading}>
        <h2 id={heading}>{t('screen.rounds.number', { number: round.number })}</h2>
        <StatusBadge tone="info">{t('screen.rounds.states.open')}</StatusBadge>
      </div>
      <DescriptionList
        items={[
          { term: t('screen.rounds.openedOn'), value: date(round.openedAt) },
          {
            term: t('screen.rounds.closesOn'),
            value: round.closesOn ? date(round.closesOn) : t('screen.rounds.noDate'),
          },
          { term: t('screen.rounds.attribution'), value: t(`attributions.${round.attribution}`) },
        ]}
      />
      {round.participation ? <ParticipationView participation={round.participation} /> : null}
      <div className={classes.actions}>
        <LinkButton href={path(`rounds/${round.number}`)}>{t('screen.rounds.toSheet')}</LinkButton>
        <CloseRound
          round={{ ...round, closesOn: round.closesOn ?? null }}
          missing={participation?.missing.length ?? 0}
        />
      </div>
    </section>
  );
}

function Closed({ round }: { readonly round: ConsensusPage['rounds'][number] }) {
  const { t } = useTranslation('consensus');
  const { date } = useFormat();
  const path = useEvaluationPath();
  const heading = `round-${round.number}`;
  return (
    <section className={classes.section} aria-labelledby={heading}>
      <div className={classes.heading}>
        <h2 id={heading}>{t('screen.rounds.number', { number: round.number })}</h2>
        <StatusBadge tone="success">{t('screen.rounds.states.closed')}</StatusBadge>
      </div>
      <DescriptionList
        items={[
          { term: t('screen.rounds.openedOn'), value: date(round.openedAt) },
          { term: t('screen.rounds.closedOn'), value: date(round.closedAt ?? '') },
          ...(round.closedReason
            ? [{ term: t('screen.rounds.closedReason'), value: round.closedReason }]
            : []),
          {
            term: t('screen.rounds.participation'),
            value: t('screen.rounds.participated', {
              participated: round.results.participated,
              count: round.results.invited,
            }),
          },
          {
            term: t('screen.rounds.statementsRated'),
            value: t('screen.rounds.statementsCount', { count: round.results.statements.length }),
          },
          { term: t('screen.rounds.attribution'), value: t(`attributions.${round.attribution}`) },
        ]}
      />
      <p className={classes.links}>
        <TextLink href={path('consensus')}>{t('screen.rounds.toResults')}</TextLink>
        <TextLink href={path(`rounds/${round.number}`)}>{t('screen.rounds.toOwnSheet')}</TextLink>
      </p>
    </section>
  );
}
