import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { Notice, ReasonedButton, useFormat } from '@consilium/ui';
import { useEvaluation, useReasonAgainst } from '../evaluations';
import { graphql } from '../gql';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import classes from './dashboards.module.css';

const remindLate = graphql(`
  mutation RemindLate($operationId: ID!, $evaluationId: ID!, $seatIds: [ID!]!) {
    remindLate(operationId: $operationId, evaluationId: $evaluationId, seatIds: $seatIds) {
      __typename
      ... on LateReminded {
        reminded
        tooSoon
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

interface LatePerson {
  readonly seatId: string;
  readonly name: string;
  readonly parts: readonly string[];
  readonly daysLate: number;
}

interface LatePeopleProps {
  readonly late: readonly LatePerson[];
  onReminded(): void;
}

/** Who is late with what, and one button that reminds just those, naming them. */
export function LatePeople({ late, onReminded }: LatePeopleProps) {
  const { t } = useTranslation('dashboards');
  const { id } = useEvaluation();
  const { list } = useFormat();
  const reasonAgainst = useReasonAgainst();
  const refusalText = useRefusalText();
  const [remind, { loading, error }] = useMutation(remindLate);
  const [said, setSaid] = useState<{ tone: 'success' | 'warning'; lines: string[] } | null>(null);
  if (late.length === 0 && !said) return <p>{t('overview.lateNone')}</p>;

  const names = (seatIds: readonly string[]) =>
    list(late.filter(({ seatId }) => seatIds.includes(seatId)).map(({ name }) => name));
  const send = async () => {
    setSaid(null);
    const { data } = await remind({
      variables: {
        operationId: newOperationId(),
        evaluationId: id,
        seatIds: late.map(({ seatId }) => seatId),
      },
    }).catch(() => ({ data: null }));
    const result = data?.remindLate;
    if (!result) return;
    if (result.__typename === 'Refused') {
      setSaid({ tone: 'warning', lines: [refusalText(result)] });
      return;
    }
    setSaid({
      tone: 'success',
      lines: [
        t('overview.reminded', { names: names(result.reminded) }),
        ...(result.tooSoon.length > 0
          ? [t('overview.tooSoon', { count: result.tooSoon.length, names: names(result.tooSoon) })]
          : []),
      ],
    });
    onReminded();
  };

  const everyone = list(late.map(({ name }) => name));
  return (
    <>
      <ul className={classes.plain}>
        {late.map((person) => (
          <li key={person.seatId}>
            {t('overview.lateLine', {
              name: person.name,
              count: person.parts.length,
              days: t('overview.lateDays', { count: person.daysLate }),
            })}
          </li>
        ))}
      </ul>
      {late.length > 0 ? (
        <>
          <ReasonedButton
            variant="default"
            busy={loading}
            reason={reasonAgainst('part.remind')}
            onClick={() => void send()}
          >
            {t('overview.remind', { count: late.length, names: everyone })}
          </ReasonedButton>
          {late.length > 1 && !reasonAgainst('part.remind') ? (
            <p className={classes.quiet}>{t('overview.remindWho', { names: everyone })}</p>
          ) : null}
        </>
      ) : null}
      {error ? <FailureNotice error={error} /> : null}
      {said ? (
        <Notice tone={said.tone} role="status">
          {said.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
      ) : null}
    </>
  );
}
