import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { LoadingState, TextLink } from '@consilium/ui';
import type { FilePartsQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { AssignForm } from './assign-form';
import { filePartsQuery, type Part, type Seat } from './panel-operations';
import { PartFilters } from './part-filters';
import { anyPart, isChosen, type PartChoice } from './part-choice';
import { PartsTable } from './parts-table';
import { ProposedParts } from './proposed-parts';
import { ReserveForm } from './reserve-form';
import { useEvaluation, useEvaluationPath, useReasonAgainst } from './use-evaluation';
import { useFileChanges } from './use-file-changes';
import classes from './evaluations.module.css';

type Loaded = NonNullable<FilePartsQuery['evaluation']>;

/** Who answers which part by when; who may give parts out chooses several and gives them at once. */
export function PartsSection({ seats }: { readonly seats: readonly Seat[] }) {
  const { t } = useTranslation('evaluations');
  const { id } = useEvaluation();
  const { data, error, refetch } = useQuery(filePartsQuery, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  useFileChanges(id, () => void refetch());
  const progress = new Map(
    data?.answeringPage?.parts.map((part) => [part.id, part.progress] as const),
  );
  const parts = data?.evaluation?.parts.map((part) => ({
    ...part,
    progress: progress.get(part.id) ?? null,
  }));
  return (
    <section className={classes.section} aria-labelledby="panel-parts">
      <h2 id="panel-parts">{t('screen.parts.title')}</h2>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {parts && parts.length === 0 ? <p>{t('screen.parts.empty')}</p> : null}
      {parts && parts.length > 0 ? (
        <Parts parts={parts} seats={seats} proposal={data?.evaluation?.proposedAssignments ?? []} />
      ) : null}
    </section>
  );
}

interface PartsProps {
  readonly parts: readonly Part[];
  readonly seats: readonly Seat[];
  readonly proposal: Loaded['proposedAssignments'];
}

function Parts({ parts, seats, proposal }: PartsProps) {
  const { t } = useTranslation('evaluations');
  const path = useEvaluationPath();
  const barred = useReasonAgainst()('part.assign');
  const [choice, setChoice] = useState<PartChoice>(anyPart);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const shown = parts.filter((part) => isChosen(part, choice));
  const ticked = parts.filter(({ id }) => chosen.includes(id));
  const late = parts.filter(({ lateness }) => lateness.state === 'late').length;
  return (
    <>
      {barred ? (
        <p className={classes.quiet}>{barred}</p>
      ) : (
        <p className={classes.text}>{t('screen.parts.intro')}</p>
      )}
      {late > 0 ? (
        <p>
          {t('screen.parts.late', { count: late })}{' '}
          <TextLink href={path()}>{t('screen.parts.remind')}</TextLink>
        </p>
      ) : null}
      {barred ? null : <ProposedParts parts={parts} seats={seats} proposal={proposal} />}
      <PartFilters
        parts={parts}
        choice={choice}
        onChange={(next) => {
          setChoice(next);
          setChosen([]);
        }}
      />
      <div className={classes.parts} data-beside={!barred || undefined}>
        <div>
          <PartsTable parts={shown} chosen={chosen} onChoose={barred ? null : setChosen} />
        </div>
        {barred ? null : (
          <div className={classes.bulk}>
            <AssignForm parts={ticked} seats={seats} onAssigned={() => setChosen([])} />
            <ReserveForm parts={ticked} onReserved={() => setChosen([])} />
          </div>
        )}
      </div>
    </>
  );
}
