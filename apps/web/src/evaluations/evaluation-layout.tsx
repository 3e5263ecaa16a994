import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useMatches, useParams } from 'react-router';
import { useQuery } from '@apollo/client/react';
import { decide, type Facts, type Phase } from '@consilium/domain/access';
import { LoadingState, StatusBadge, TextLink } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { graphql } from '../gql';
import { FailureNotice } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { TabMark } from '../platform/page-title';
import { useShownReference } from '../platform/use-shown-reference';
import { evaluationPlaces, placeOf } from './places';
import { toneOfPhase } from './phase-tone';
import { PracticeBand } from './practice-band';
import { useEvaluationPath, type EvaluationFile } from './use-evaluation';
import { useFileChanges } from './use-file-changes';
import classes from './evaluation-layout.module.css';

const frameQuery = graphql(`
  query EvaluationFrame($id: ID!) {
    evaluationFrame(id: $id) {
      id
      reference
      practice
      title
      device
      version
      manufacturer
      phase
      paused
      facts
    }
  }
`);

/** Around every page of one evaluation: which file it is, where it stands, and the way between its pages. */
export function EvaluationLayout() {
  const { t } = useTranslation('evaluations');
  const { evaluation: id = '' } = useParams();
  const matches = useMatches();
  const organisationPath = useOrganisationPath();
  const path = useEvaluationPath();
  const shown = useShownReference();
  const { data, error, refetch } = useQuery(frameQuery, { variables: { id } });
  useFileChanges(id, (topics) => {
    if (topics.some((topic) => topic !== 'progress')) void refetch();
  });

  if (!data) {
    return error ? (
      <FailureNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <LoadingState />
    );
  }
  if (!data.evaluationFrame) return <NotFoundPage />;

  const frame = data.evaluationFrame;
  const phase = frame.phase as Phase;
  const file: EvaluationFile = {
    ...frame,
    reference: shown(frame.reference),
    facts: frame.facts as Facts,
  };
  const registered = matches.flatMap(
    ({ handle }) => (handle as { evaluationPaths?: string[] } | undefined)?.evaluationPaths ?? [],
  );
  const places = new Set(registered.map(placeOf));
  return (
    <TabMark value={frame.practice ? t('screen.practice.mark') : null}>
      {frame.practice ? (
        <PracticeBand
          evaluationId={id}
          title={file.title}
          mayDelete={decide('evaluation.delete', file.facts) === null}
          after="evaluations"
        />
      ) : null}
      <div className={classes.file}>
        <p className={classes.back}>
          <TextLink href={organisationPath('evaluations')}>{t('screen.all')}</TextLink>
        </p>
        <p className={classes.name}>
          <span className={classes.reference}>{file.reference}</span> {file.title}
        </p>
        <p className={classes.device}>
          <span>
            {file.device} {file.version} – {file.manufacturer}
          </span>
          <StatusBadge tone={toneOfPhase(phase)}>{t(`phases.${phase}`)}</StatusBadge>
          {file.paused ? <StatusBadge tone="warning">{t('screen.paused')}</StatusBadge> : null}
        </p>
      </div>
      <nav className={classes.nav} aria-label={t('screen.nav.label')}>
        <ul>
          {evaluationPlaces
            .filter((place) => places.has(place))
            .map((place) => (
              <li key={place}>
                <NavLink to={path(place === 'overview' ? '' : place)} end={place === 'overview'}>
                  {t(`screen.nav.${place}`)}
                </NavLink>
              </li>
            ))}
        </ul>
      </nav>
      <Suspense fallback={<LoadingState />}>
        <Outlet context={file} />
      </Suspense>
    </TabMark>
  );
}

export const Component = EvaluationLayout;
