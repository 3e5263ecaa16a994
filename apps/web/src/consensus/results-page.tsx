import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@apollo/client/react';
import {
  EmptyState,
  HeatTable,
  LoadingState,
  Notice,
  TextLink,
  useFormat,
  type HeatCell,
} from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { useEvaluation, useEvaluationPath, useFileChanges } from '../evaluations';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useProfessionText } from '../platform/professions';
import { useLocale } from '../platform/use-locale';
import { MethodOfRounds } from './method-of-rounds';
import { readConsensus } from './operations';
import {
  sorted,
  sortOrders,
  standingsOf,
  type ConsensusPage,
  type SortOrder,
  type Standing,
} from './standing';
import { resultId, StatementResultView } from './statement-result';
import { useRoundsChanges } from './use-rounds-changes';
import classes from './results.module.css';

/** What the closed rounds gave, statement by statement; of an open one only that it is open. */
export function Component() {
  const { t } = useTranslation('consensus');
  const { id: evaluationId, reference } = useEvaluation();
  const { data, error, refetch } = useQuery(readConsensus, { variables: { evaluationId } });
  useRoundsChanges(evaluationId, () => void refetch());
  useFileChanges(evaluationId, (topics) => {
    if (topics.includes('panel')) void refetch();
  });
  const page = data?.consensus;
  if (page === null) return <NotFoundPage />;
  return (
    <>
      <PageTitle title={t('screen.results.title')} tab={t('screen.results.tab', { reference })} />
      {error && !page ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!page && !error ? <LoadingState /> : null}
      {page ? (
        <>
          {page.open ? <StillOpen round={page.open} /> : null}
          <Body page={page} />
        </>
      ) : null}
    </>
  );
}

function StillOpen({ round }: { readonly round: NonNullable<ConsensusPage['open']> }) {
  const { t } = useTranslation('consensus');
  const { date } = useFormat();
  const path = useEvaluationPath();
  return (
    <Notice title={t('screen.results.open', { number: round.number })}>
      <p>
        {t('screen.results.openHint')}{' '}
        {round.closesOn ? t('screen.sheet.until', { date: date(round.closesOn) }) : ''}
      </p>
      <p>
        <TextLink href={path(`rounds/${round.number}`)}>{t('screen.rounds.toSheet')}</TextLink>
      </p>
    </Notice>
  );
}

function Body({ page }: { readonly page: ConsensusPage }) {
  const { t } = useTranslation('consensus');
  const refusalText = useRefusalText();
  const path = useEvaluationPath();
  const [order, setOrder] = useState<SortOrder>('template');
  if (page.refusal) {
    if (page.refusal.code === 'round_still_open') return null;
    return page.refusal.code === 'no_closed_round' ? (
      <EmptyState
        title={t('screen.results.none')}
        action={<TextLink href={path('rounds')}>{t('screen.results.toRounds')}</TextLink>}
      >
        <p>{t('screen.results.noneHint')}</p>
      </EmptyState>
    ) : (
      <Notice tone="warning">
        <p>{refusalText(page.refusal)}</p>
      </Notice>
    );
  }
  const standings = sorted(standingsOf(page), order);
  const again = standings.filter(({ stored }) => stored.rateAgain !== null).length;
  return (
    <>
      <p className={classes.text}>
        {t('screen.results.intro')}{' '}
        {again > 0 ? t('screen.results.again', { count: again }) : t('screen.results.againNone')}
      </p>
      <LateLinks page={page} />
      <NativeSelect
        label={t('screen.results.sort')}
        maw="20rem"
        value={order}
        onChange={(event) => setOrder(event.currentTarget.value as SortOrder)}
        data={sortOrders.map((each) => ({
          value: each,
          label: t(`screen.results.orders.${each}`),
        }))}
      />
      <section className={classes.section} aria-labelledby="heat">
        <h2 id="heat">{t('screen.results.heat')}</h2>
        <Heat standings={standings} />
      </section>
      <section className={classes.section} aria-labelledby="statements">
        <h2 id="statements">{t('screen.results.statements')}</h2>
        {standings.map((standing) => (
          <StatementResultView key={standing.key} standing={standing} />
        ))}
      </section>
      <MethodOfRounds rounds={page.rounds} />
    </>
  );
}

/**
 * Statements whose class would be another without ratings of members found to have a link since, and
 * those of anonymous rounds of which nothing is told any more.
 */
function LateLinks({ page }: { readonly page: ConsensusPage }) {
  const { t } = useTranslation('consensus');
  const locale = useLocale();
  const changed = page.rounds.flatMap(({ number, withoutLinked }) =>
    withoutLinked.map((one) => ({ ...one, number })),
  );
  const again = page.rounds.filter(({ withheld }) => withheld.length > 0);
  if (changed.length + again.length === 0) return null;
  const textOf = (statement: string) =>
    page.statements.find(({ key }) => key === statement)?.text[locale];
  const classText = (one: string | null | undefined) =>
    one ? t(`classes.${one as 'uncertain'}`) : t('screen.results.noClass');
  return (
    <Notice
      tone="warning"
      title={t(changed.length > 0 ? 'screen.results.linked' : 'screen.results.withheldTitle')}
    >
      {changed.length > 0 ? (
        <ul className={classes.plain}>
          {changed.map(({ statement, number, classBefore, classAfter }) => (
            <li key={`${number} ${statement}`}>
              {textOf(statement)}{' '}
              {t('screen.results.linkedChange', {
                number,
                before: classText(classBefore),
                after: classText(classAfter),
              })}
            </li>
          ))}
        </ul>
      ) : null}
      {again.map(({ number, withheld }) => (
        <Fragment key={number}>
          <p>{t('screen.results.linkedAgain', { number, count: withheld.length })}</p>
          <ul className={classes.plain}>
            {withheld.map((statement) => (
              <li key={statement}>{textOf(statement)}</li>
            ))}
          </ul>
        </Fragment>
      ))}
    </Notice>
  );
}

const everybody = '';

function Heat({ standings }: { readonly standings: readonly Standing[] }) {
  const { t } = useTranslation('consensus');
  const locale = useLocale();
  const professionText = useProfessionText();
  const { locale: tag } = useFormat();
  const words = new Intl.Collator(tag);
  const professions = [
    ...new Set(
      standings.flatMap(({ stored }) =>
        stored.result.professions.map(({ profession }) => profession),
      ),
    ),
  ]
    .map((key) => ({ key, label: professionText(key) }))
    .sort((a, b) => words.compare(a.label, b.label));
  const cell = (group: {
    readonly median?: number | null;
    readonly n: number;
    readonly reach: string;
    readonly disagreement?: boolean | null;
  }): HeatCell => ({
    median: group.median ?? null,
    n: group.n,
    // Below the full panel an index is only indicative: it is told under "method".
    divided: group.reach === 'full' && group.disagreement === true,
  });
  return (
    <HeatTable
      caption={t('screen.results.heatCaption')}
      columns={[{ key: everybody, label: t('screen.results.everybody') }, ...professions]}
      rows={standings.map(({ key, number, text, stored: { result } }) => ({
        key,
        label: `${number}. ${text[locale]}`,
        href: `#${resultId(key)}`,
        cells: Object.fromEntries([
          [everybody, cell(result)],
          ...result.professions.map((own) => [own.profession, cell(own)] as const),
        ]),
      }))}
    />
  );
}
