import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from '@apollo/client/react';
import { DescriptionList, LoadingState, TextLink } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { FailureNotice } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { AccessBadge } from './access-badge';
import { peopleQuery } from './operations';
import { DoorSection } from './person-door';
import { ConfirmSection, LostPasswordSection } from './person-doors';
import { DetailsForm, KeptDetails } from './person-details';
import classes from './access.module.css';

/** One member: name, profession, functions, whether the door is open, a lost password. */
export function Component() {
  const { t } = useTranslation('access');
  const { member } = useParams();
  const path = useOrganisationPath();
  const { data, error, refetch } = useQuery(peopleQuery);
  if (!data) {
    return error ? (
      <FailureNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const person = data.people.find(({ memberId }) => memberId === member);
  if (!person) return <NotFoundPage />;
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path('admin')}>{t('people.all')}</TextLink>
      </p>
      <PageTitle title={person.displayName} />
      <DescriptionList
        items={[
          { term: t('person.email'), value: person.email ?? t('person.hidden') },
          {
            term: t('person.access'),
            value: <AccessBadge person={person} />,
          },
        ]}
      />
      <ConfirmSection person={person} />
      {person.active ? (
        <DetailsForm key={person.memberId} person={person} />
      ) : (
        <KeptDetails person={person} />
      )}
      <DoorSection person={person} />
      <LostPasswordSection person={person} />
    </>
  );
}
