import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Radio } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { Notice, ReasonedButton } from '@consilium/ui';
import { useEvaluation, useReasonAgainst } from '../evaluations';
import { graphql } from '../gql';
import type { ReportLocale, ReportVersion } from '../gql/graphql';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useAct } from '../platform/use-act';
import classes from './reports.module.css';

const generateReport = graphql(`
  mutation GenerateReport($input: GenerateReportInput!) {
    generateReport(input: $input) {
      __typename
      ... on ReportRequested {
        report {
          id
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

interface GenerateReportProps {
  /** A report is waiting or being made. */
  readonly underWay: boolean;
  asked(): void;
}

/** Asks for a report in one of the two languages, or says why the reader may not. */
export function GenerateReport({ underWay, asked }: GenerateReportProps) {
  const { t } = useTranslation('reports');
  const { id: evaluationId, facts } = useEvaluation();
  const against = useReasonAgainst();
  const [send] = useMutation(generateReport);
  const { act, busy, trouble } = useAct();
  const [version, setVersion] = useState<ReportVersion>('panel');
  const [isAsked, setAsked] = useState(false);
  const reason = against('report.generate');
  const coordinates =
    facts.organisationFunctions.includes('coordinator') ||
    facts.seats.some(({ functions }) => functions.includes('coordinator'));

  const generate = async (locale: ReportLocale) => {
    setAsked(false);
    const done = await act(async () => {
      const { data } = await send({
        variables: { input: { operationId: newOperationId(), evaluationId, locale, version } },
      });
      return data?.generateReport;
    });
    if (!done) return;
    setAsked(true);
    asked();
  };

  return (
    <section className={classes.ask} aria-labelledby="report-ask">
      <h2 id="report-ask">{t('screen.generate')}</h2>
      {coordinates && !reason ? (
        <Radio.Group
          label={t('screen.version')}
          value={version}
          onChange={(value) => setVersion(value as ReportVersion)}
        >
          <div className={classes.versions}>
            {(['panel', 'whole'] as const).map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`screen.versions.${value}`)}
                description={t(`screen.versionHelp.${value}`)}
              />
            ))}
          </div>
        </Radio.Group>
      ) : null}
      <div className={classes.buttons}>
        <ReasonedButton reason={reason} busy={busy} onClick={() => void generate('fr')}>
          {t('screen.generateFr')}
        </ReasonedButton>
        <ReasonedButton
          variant="default"
          reason={reason}
          busy={busy}
          onClick={() => void generate('en')}
        >
          {t('screen.generateEn')}
        </ReasonedButton>
      </div>
      <TroubleNotice trouble={trouble} />
      <div role="status">
        {isAsked && underWay ? (
          <Notice>
            <p>{t('screen.asked')}</p>
          </Notice>
        ) : null}
      </div>
    </section>
  );
}
