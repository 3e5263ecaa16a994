import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@apollo/client/react';
import { phases, type Phase } from '@consilium/domain/access';
import { endedPhases } from '@consilium/domain/evaluations';
import {
  DataTable,
  EmptyState,
  IconPlus,
  LoadingState,
  ProgressBar,
  StatusBadge,
  TextLink,
  useFormat,
  type DataColumn,
} from '@consilium/ui';
import { toneOfPhase, useFileChanges } from '../evaluations';
import { graphql } from '../gql';
import type { PortfolioQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { FileNumber } from '../platform/file-number';
import { LinkButton } from '../platform/link-button';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import classes from './dashboards.module.css';

const portfolioQuery = graphql(`
  query Portfolio($filter: PortfolioFilterInput, $first: Int!, $after: ID) {
    portfolio(filter: $filter, first: $first, after: $after) {
      endCursor
      today
      items {
        id
        reference
        practice
        title
        device
        manufacturer
        phase
        paused
        daysInPhase
        questions
        answered
        parts
        partsSubmitted
        hardBlockers
        softBlockers
        latePeople
        nextDate
      }
    }
  }
`);

const specialtiesQuery = graphql(`
  query PortfolioSpecialties {
    specialties
  }
`);

type Line = PortfolioQuery['portfolio']['items'][number];

const pageSize = 30;

/** Milliseconds without typing before the list is asked for. */
const typingPause = 300;

/** Every file the reader can see: where it stands, who is late, what blocks. */
export function Component() {
  const { t } = useTranslation(['dashboards', 'evaluations']);
  const organisationPath = useOrganisationPath();
  const [search, setSearch] = useSearchParams();
  const filter = {
    text: search.get('q') ?? '',
    phase: search.get('phase') ?? '',
    specialty: search.get('specialty') ?? '',
    late: search.has('late'),
    blocked: search.has('blocked'),
    practice: search.has('practice'),
  };
  const filtered = search.size > 0;
  const asked = {
    phases:
      filter.phase === 'ended'
        ? [...endedPhases]
        : filter.phase === 'all'
          ? [...phases]
          : filter.phase
            ? [filter.phase]
            : [],
    text: filter.text || null,
    specialty: filter.specialty || null,
    late: filter.late,
    blocked: filter.blocked,
    practice: filter.practice,
  };
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(portfolioQuery, {
    variables: { filter: asked, first: pageSize, after: null },
    fetchPolicy: 'cache-and-network',
  });
  const { data: named } = useQuery(specialtiesQuery);
  const [further, setFurther] = useState(false);
  const page = (data ?? previousData)?.portfolio;
  useFileChanges(null, () => {
    // What was scrolled to stays: only the counts of the lines shown are read again.
    void refetch({ first: Math.min(100, Math.max(pageSize, page?.items.length ?? 0)) });
  });

  const change = (key: string, value: string | null) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );

  const more = async () => {
    setFurther(true);
    try {
      await fetchMore({
        variables: { after: page?.endCursor },
        updateQuery: (shown, { fetchMoreResult }) => ({
          portfolio: {
            ...fetchMoreResult.portfolio,
            items: [...shown.portfolio.items, ...fetchMoreResult.portfolio.items],
          },
        }),
      });
    } finally {
      setFurther(false);
    }
  };

  return (
    <>
      <div className={classes.head}>
        <PageTitle title={t('portfolio.title')} />
        <LinkButton
          href={organisationPath('evaluations/new')}
          leftSection={<IconPlus aria-hidden size={18} />}
        >
          {t('portfolio.new')}
        </LinkButton>
      </div>
      <search aria-label={t('portfolio.filters')}>
        <form className={classes.filters} onSubmit={(event) => event.preventDefault()}>
          <SearchText text={filter.text} onChange={(text) => change('q', text)} />
          <NativeSelect
            label={t('portfolio.phase')}
            value={filter.phase}
            onChange={(event) => change('phase', event.currentTarget.value)}
          >
            <option value="">{t('portfolio.underWay')}</option>
            {phases
              .filter((phase) => !(endedPhases as readonly Phase[]).includes(phase))
              .map((phase) => (
                <option key={phase} value={phase}>
                  {t(`evaluations:phases.${phase}`)}
                </option>
              ))}
            <option value="ended">{t('portfolio.ended')}</option>
            <option value="all">{t('portfolio.all')}</option>
          </NativeSelect>
          <NativeSelect
            label={t('portfolio.specialty')}
            value={filter.specialty}
            onChange={(event) => change('specialty', event.currentTarget.value)}
          >
            <option value="">{t('portfolio.allSpecialties')}</option>
            {(named?.specialties ?? []).map((specialty) => (
              <option key={specialty} value={specialty}>
                {specialty}
              </option>
            ))}
          </NativeSelect>
          <div className={classes.switches}>
            <Checkbox
              label={t('portfolio.onlyLate')}
              checked={filter.late}
              onChange={(event) => change('late', event.currentTarget.checked ? '1' : null)}
            />
            <Checkbox
              label={t('portfolio.onlyBlocked')}
              checked={filter.blocked}
              onChange={(event) => change('blocked', event.currentTarget.checked ? '1' : null)}
            />
            <Checkbox
              label={t('portfolio.practice')}
              checked={filter.practice}
              onChange={(event) => change('practice', event.currentTarget.checked ? '1' : null)}
            />
          </div>
        </form>
      </search>
      {error && !page ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!page && !error ? <LoadingState /> : null}
      {page && page.items.length === 0 ? (
        filtered ? (
          <EmptyState
            title={t('portfolio.nothingFound')}
            action={
              <Button variant="default" onClick={() => setSearch({}, { replace: true })}>
                {t('portfolio.reset')}
              </Button>
            }
          />
        ) : (
          <EmptyState
            title={t('portfolio.emptyTitle')}
            action={
              <TextLink href={organisationPath('evaluations/new')}>{t('portfolio.new')}</TextLink>
            }
          >
            <p>{t('portfolio.emptyText')}</p>
            <p>
              <TextLink href={organisationPath('evaluations/new?practice')}>
                {t('portfolio.tryPractice')}
              </TextLink>
            </p>
          </EmptyState>
        )
      ) : null}
      {page && page.items.length > 0 ? (
        <>
          <PortfolioTable lines={page.items} today={page.today} />
          <div className={classes.more}>
            <p role="status" className={classes.quiet}>
              {further
                ? t('portfolio.loadingMore')
                : t('portfolio.shown', { count: page.items.length })}
            </p>
            {page.endCursor ? (
              <Button variant="default" disabled={further || loading} onClick={() => void more()}>
                {t('portfolio.more')}
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
    </>
  );
}

/** Keeps what is typed at once, and asks for the list when the typing pauses. */
function SearchText({ text, onChange }: { readonly text: string; onChange(text: string): void }) {
  const { t } = useTranslation('dashboards');
  const [typed, setTyped] = useState(text);
  const [told, setTold] = useState(text);
  if (told !== text) {
    // The address changed by other means, such as the button that clears the filters.
    setTold(text);
    if (typed.trim() !== text) setTyped(text);
  }
  useEffect(() => {
    if (typed.trim() === text) return undefined;
    const timer = setTimeout(() => onChange(typed.trim()), typingPause);
    return () => clearTimeout(timer);
  });
  return (
    <TextInput
      type="search"
      label={t('portfolio.text')}
      description={t('portfolio.textHint')}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

/** Nothing in it is watched any more. */
const isOver = ({ phase }: Line): boolean => (endedPhases as readonly string[]).includes(phase);

function PortfolioTable({
  lines,
  today,
}: {
  readonly lines: readonly Line[];
  readonly today: string;
}) {
  const { t } = useTranslation(['dashboards', 'evaluations']);
  const organisationPath = useOrganisationPath();
  const { shortDate } = useFormat();
  const columns: readonly DataColumn<Line>[] = [
    {
      key: 'file',
      header: t('portfolio.columns.file'),
      cell: (line) => (
        <span className={classes.name}>
          <TextLink href={organisationPath(`evaluations/${line.id}`)}>{line.title}</TextLink>
          <span className={`${classes.line} ${classes.quiet}`}>
            <FileNumber reference={line.reference} /> · {line.device}, {line.manufacturer}
          </span>
        </span>
      ),
    },
    {
      key: 'phase',
      header: t('portfolio.columns.phase'),
      cell: (line) => (
        <>
          <StatusBadge tone={toneOfPhase(line.phase as Phase)}>
            {t(`evaluations:phases.${line.phase as Phase}`)}
          </StatusBadge>
          {line.paused ? (
            <>
              {' '}
              <StatusBadge tone="warning">{t('portfolio.paused')}</StatusBadge>
            </>
          ) : null}
        </>
      ),
    },
    {
      key: 'progress',
      header: t('portfolio.columns.progress'),
      cell: (line) =>
        line.questions === 0 ? (
          <span className={classes.quiet}>{t('portfolio.notStarted')}</span>
        ) : (
          <span className={classes.progress}>
            <ProgressBar
              labelHidden
              label={line.title}
              value={line.answered}
              max={line.questions}
              words={t('portfolio.answered', { answered: line.answered, total: line.questions })}
            />
          </span>
        ),
    },
    {
      key: 'next',
      header: t('portfolio.columns.next'),
      cell: (line) =>
        line.nextDate ? (
          <>
            {shortDate(line.nextDate)}
            {!line.paused && line.nextDate < today ? (
              <span className={`${classes.line} ${classes.quiet}`}>{t('portfolio.dateLate')}</span>
            ) : null}
          </>
        ) : (
          <span className={classes.quiet}>{t('portfolio.noDate')}</span>
        ),
    },
    {
      key: 'late',
      header: t('portfolio.columns.late'),
      cell: (line) =>
        line.latePeople > 0 ? (
          <span className={classes.short}>
            <StatusBadge tone="danger">
              {t('portfolio.late', { count: line.latePeople })}
            </StatusBadge>
          </span>
        ) : (
          <span className={classes.quiet}>{t('portfolio.none')}</span>
        ),
    },
    {
      key: 'blockers',
      header: t('portfolio.columns.blockers'),
      cell: (line) =>
        isOver(line) || line.hardBlockers + line.softBlockers === 0 ? (
          <span className={classes.quiet}>{t('portfolio.none')}</span>
        ) : (
          <span className={classes.short}>
            {line.hardBlockers > 0 ? (
              <StatusBadge tone="danger">
                {t('portfolio.hard', { count: line.hardBlockers })}
              </StatusBadge>
            ) : (
              <StatusBadge tone="warning">
                {t('portfolio.soft', { count: line.softBlockers })}
              </StatusBadge>
            )}
          </span>
        ),
    },
    {
      key: 'days',
      header: t('portfolio.columns.days'),
      align: 'end',
      cell: (line) => t('portfolio.days', { count: line.daysInPhase }),
    },
  ];
  return (
    <DataTable
      caption={t('portfolio.caption')}
      captionHidden
      columns={columns}
      rows={lines}
      rowKey={(line) => line.id}
    />
  );
}
