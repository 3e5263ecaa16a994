import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { parseName, type OrganisationFunction } from '@consilium/domain/access';
import { refuse } from '@consilium/domain/kernel';
import {
  DescriptionList,
  ErrorSummary,
  LoadingState,
  ReasonedButton,
  TextLink,
} from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import type { AllPeopleQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useProfessionCode, useProfessionText } from '../platform/professions';
import { useSession } from '../platform/session';
import { TroubleNotice, useAct } from '../platform/use-act';
import { AccessBadge } from './access-badge';
import { useReasonInOrganisation } from './may';
import { changeMember, peopleQuery } from './operations';
import { OwnReason } from './own-reason';
import { ConfirmSection, LostPasswordSection } from './person-doors';
import { PersonFields } from './person-fields';
import { useFields } from './use-fields';
import classes from './access.module.css';

type Person = AllPeopleQuery['people'][number];
type Changes = Pick<Person, 'displayName' | 'profession' | 'functions' | 'active'> & {
  readonly reason?: string;
};

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
      <DetailsForm key={person.memberId} person={person} />
      <ConfirmSection person={person} />
      <DoorSection person={person} />
      <LostPasswordSection person={person} />
    </>
  );
}

/** One change of a member; the list, and my own session when it is me, are read anew. */
function useChange(person: Person) {
  const { reload } = useSession();
  const [send] = useMutation(changeMember);
  const { act, busy, trouble } = useAct();
  const change = async (changes: Changes): Promise<boolean> => {
    const changed = await act(async () => {
      const { data } = await send({
        variables: {
          input: { operationId: newOperationId(), memberId: person.memberId, ...changes },
        },
        refetchQueries: [peopleQuery],
        awaitRefetchQueries: !person.you,
      });
      return data?.changeMember;
    });
    if (changed && person.you) await reload();
    return changed !== null;
  };
  return { change, busy, trouble };
}

const detailsOf = ({ displayName, profession, functions, active }: Person): Changes => ({
  displayName,
  profession,
  functions: [...functions],
  active,
});

function DetailsForm({ person }: { readonly person: Person }) {
  const { t } = useTranslation(['access', 'common']);
  const reason = useReasonInOrganisation()('people.manage');
  const professionText = useProfessionText();
  const professionCode = useProfessionCode();
  const { change, busy, trouble } = useChange(person);
  const [functions, setFunctions] = useState<OrganisationFunction[]>([...person.functions]);
  const [said, setSaid] = useState('');
  const { values, field, errors, check } = useFields({
    name: person.displayName,
    profession: professionText(person.profession),
    reason: '',
  });
  const gains = person.you && functions.some((name) => !person.functions.includes(name));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaid('');
    const good = check([
      { field: 'name', result: parseName(values.name), missing: t('missing.name') },
      {
        field: 'profession',
        result: parseName(values.profession),
        missing: t('missing.profession'),
      },
      {
        field: 'reason',
        result: gains && values.reason.trim() === '' ? refuse('reason_required') : null,
      },
    ]);
    if (!good || busy || reason) return;
    const saved = await change({
      ...detailsOf(person),
      displayName: values.name,
      profession: professionCode(values.profession),
      functions,
      ...(gains ? { reason: values.reason } : {}),
    });
    if (saved) setSaid(t('person.saved'));
  };

  return (
    <section className={classes.section} aria-labelledby="details-title">
      <h2 id="details-title">{t('person.details')}</h2>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <PersonFields
          name={field('name')}
          profession={field('profession')}
          functions={functions}
          onFunctions={setFunctions}
        />
        {gains ? <OwnReason {...field('reason')} /> : null}
        <div className={classes.actions}>
          <ReasonedButton type="submit" reason={reason} busy={busy}>
            {t('common:save')}
          </ReasonedButton>
          <span role="status">{said}</span>
        </div>
      </form>
    </section>
  );
}

function DoorSection({ person }: { readonly person: Person }) {
  const { t } = useTranslation(['access', 'common']);
  const reason = useReasonInOrganisation()('people.manage');
  const { change, busy, trouble } = useChange(person);
  const [asking, setAsking] = useState(false);
  const name = person.displayName;

  const turn = async () => {
    const changed = await change({ ...detailsOf(person), active: !person.active });
    if (changed) setAsking(false);
  };

  return (
    <section className={classes.section} aria-labelledby="door-title">
      <h2 id="door-title">{t('person.access')}</h2>
      <p>{t(person.active ? 'person.closeText' : 'person.reopenText', { name })}</p>
      <TroubleNotice trouble={trouble} />
      <div className={classes.actions}>
        {person.active && asking ? (
          <>
            <Button color="red" aria-disabled={busy} onClick={() => void (busy || turn())}>
              {t('person.closeConfirm', { name })}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('common:cancel')}
            </Button>
          </>
        ) : (
          <ReasonedButton
            variant="default"
            reason={reason}
            busy={busy}
            onClick={() => (person.active ? setAsking(true) : void turn())}
          >
            {t(person.active ? 'person.close' : 'person.reopen')}
          </ReasonedButton>
        )}
      </div>
    </section>
  );
}
