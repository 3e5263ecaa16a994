import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import {
  DateText,
  DescriptionList,
  FoldedHelp,
  Notice,
  ProgressBar,
  ReasonedButton,
  StatusBadge,
  useFormat,
  type Tone,
} from '@consilium/ui';
import { useReasonAgainst } from '../evaluations';
import { graphql, unmask, type FragmentType } from '../gql';
import type { ReportItemFieldsFragment } from '../gql/graphql';
import { newOperationId } from '../platform/ids';
import { useMembership } from '../platform/organisation';
import { TroubleNotice, useAct } from '../platform/use-act';
import classes from './reports.module.css';

const reportFields = graphql(`
  fragment ReportItemFields on Report {
    id
    locale
    version
    state
    section {
      index
      total
      title
    }
    requestedBy
    seal
    snapshotHash
    size
    pages
    sha256
    failure
    retryable
    createdAt
    readyAt
  }
`);

const retryReport = graphql(`
  mutation RetryReport($operationId: ID!, $reportId: ID!) {
    retryReport(operationId: $operationId, reportId: $reportId) {
      __typename
      ... on ReportRequested {
        report {
          id
          ...ReportItemFields
        }
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

type Report = ReportItemFieldsFragment;

const tones: Readonly<Record<Report['state'], Tone>> = {
  queued: 'neutral',
  building: 'info',
  ready: 'success',
  failed: 'danger',
};

/** One report: what it shows of the file, how far it is, and the way to it. */
export function ReportItem({ report: masked }: { report: FragmentType<typeof reportFields> }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const report = unmask(reportFields, masked);
  const facts = [
    ...(report.seal ? [t(`screen.seal.${report.seal as 'draft'}`)] : []),
    ...(report.pages === null ? [] : [t('screen.pagesCount', { count: report.pages })]),
    ...(report.size === null ? [] : [format.size(report.size)]),
  ];
  return (
    <article className={classes.line}>
      <div className={classes.head}>
        <h3>
          <DateText value={report.readyAt ?? report.createdAt} as="dateTime" />
          <span className={classes.version}>
            {' '}
            – {t(`screen.languages.${report.locale}`)}, {t(`screen.versionNames.${report.version}`)}
          </span>
        </h3>
        <StatusBadge tone={tones[report.state]}>{t(`screen.states.${report.state}`)}</StatusBadge>
      </div>
      <p className={classes.quiet}>
        {[...facts, t('screen.by', { name: report.requestedBy })].join(' · ')}
      </p>
      {report.state === 'ready' ? <Ready report={report} /> : null}
      {report.state === 'queued' || report.state === 'building' ? <Making report={report} /> : null}
      {report.state === 'failed' ? (
        <>
          <Notice tone="danger">
            <p>{t(`screen.failures.${report.failure ?? 'internal'}`)}</p>
          </Notice>
          <Retry id={report.id} />
        </>
      ) : null}
    </article>
  );
}

function Ready({ report }: { report: Report }) {
  const { t } = useTranslation('reports');
  const { slug } = useMembership();
  const format = useFormat();
  const told = {
    date: format.dateTime(report.readyAt ?? report.createdAt),
    language: t(`screen.languages.${report.locale}`),
    version: t(`screen.versionNames.${report.version}`),
  };
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={`/api/reports/${report.id}.pdf?organisation=${encodeURIComponent(slug)}`}
        download
        aria-label={t('screen.downloadOf', told)}
        className={classes.download}
      >
        {t('screen.download')}
      </Button>{' '}
      <Button
        component="a"
        variant="subtle"
        href={`/api/reports/${report.id}.json?organisation=${encodeURIComponent(slug)}`}
        download
        aria-label={t('screen.exportOf', told)}
        className={classes.download}
      >
        {t('screen.export')}
      </Button>
      <FoldedHelp summary={t('screen.hash')}>
        <p>{t('screen.hashHelp')}</p>
        <DescriptionList
          items={[
            {
              term: t('screen.snapshotHash'),
              value: <code className={classes.hash}>{report.snapshotHash}</code>,
            },
            {
              term: t('screen.fileHash'),
              value: <code className={classes.hash}>{report.sha256}</code>,
            },
          ]}
        />
      </FoldedHelp>
    </>
  );
}

function Making({ report }: { report: Report }) {
  const { t } = useTranslation('reports');
  const { section } = report;
  return (
    <div className={classes.making} aria-live="polite">
      {section ? (
        <ProgressBar
          value={section.index}
          max={section.total}
          label={t('screen.states.building')}
          labelHidden
          words={t('screen.building', { ...section })}
        />
      ) : (
        <p>{t(report.state === 'queued' ? 'screen.queuedText' : 'screen.buildingStart')}</p>
      )}
      {report.retryable ? <Retry id={report.id} /> : null}
    </div>
  );
}

function Retry({ id }: { id: string }) {
  const { t } = useTranslation('reports');
  const reason = useReasonAgainst()('report.generate');
  const [send] = useMutation(retryReport);
  const { act, busy, trouble } = useAct();
  const retry = () =>
    act(async () => {
      const { data } = await send({ variables: { operationId: newOperationId(), reportId: id } });
      return data?.retryReport;
    });
  return (
    <>
      <ReasonedButton variant="default" reason={reason} busy={busy} onClick={() => void retry()}>
        {t('screen.retry')}
      </ReasonedButton>
      <TroubleNotice trouble={trouble} />
    </>
  );
}
