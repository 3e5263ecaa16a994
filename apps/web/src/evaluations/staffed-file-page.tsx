import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from '@apollo/client/react';
import { isPractice } from '@consilium/domain/evaluations';
import { LoadingState, TextLink } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { FailureNotice } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useShownReference } from '../platform/use-shown-reference';
import { GrantForm } from './grant-form';
import { PanelChanges } from './panel-changes';
import { PracticeBand } from './practice-band';
import { StaffedSeats } from './staffed-seats';
import { fileToStaffQuery } from './staffing-operations';
import { useMissing } from './use-missing';

/** The panel of one running file for an administrator: nothing else of it is shown. */
export function Component() {
  const { t } = useTranslation('evaluations');
  const { file: evaluationId = '' } = useParams();
  const path = useOrganisationPath();
  const missing = useMissing();
  const shown = useShownReference();
  const { data, error, refetch } = useQuery(fileToStaffQuery, { variables: { evaluationId } });
  if (!data) {
    return error ? (
      <FailureNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const file = data.fileToStaff;
  if (!file) return <NotFoundPage />;
  return (
    <>
      <p>
        <TextLink href={path('panels')}>{t('screen.staffing.back')}</TextLink>
      </p>
      {isPractice(file.reference) ? (
        <PracticeBand evaluationId={file.id} title={file.title} mayDelete={false} after="panels" />
      ) : null}
      <PageTitle title={`${shown(file.reference)} – ${file.title}`} />
      <p>{t('screen.staffing.missingIs', { what: missing(file, data.withoutHolder) })}</p>
      <StaffedSeats seats={file.seats} />
      <GrantForm file={file} people={data.people} />
      <PanelChanges changes={file.changes} />
    </>
  );
}
