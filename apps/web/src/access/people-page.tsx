import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@apollo/client/react';
import {
  DataTable,
  LoadingState,
  ReasonedButton,
  TextLink,
  useFormat,
  type DataColumn,
} from '@consilium/ui';
import type { AllPeopleQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { LinkButton } from '../platform/link-button';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useProfessionText } from '../platform/professions';
import { AccessBadge } from './access-badge';
import { folded } from './folded';
import { useReasonInOrganisation } from './may';
import { peopleQuery } from './operations';
import classes from './access.module.css';

type Listed = AllPeopleQuery['people'][number];
type Shown = 'active' | 'closed' | 'all';

/** Everybody of the organisation, found by name, address or profession. */
export function Component() {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  const reason = useReasonInOrganisation()('people.invite');
  const professionText = useProfessionText();
  const { data, error, refetch } = useQuery(peopleQuery);
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown>('active');
  const columns = useColumns();
  const people = data?.people;

  const found = useMemo(() => {
    const words = folded(text).split(/\s+/).filter(Boolean);
    return (people ?? []).filter((person) => {
      if (shown !== 'all' && person.active !== (shown === 'active')) return false;
      const all = folded(
        `${person.displayName} ${person.email ?? ''} ${professionText(person.profession)}`,
      );
      return words.every((word) => all.includes(word));
    });
  }, [people, text, shown, professionText]);

  return (
    <>
      <PageTitle title={t('people.title')}>
        <p className={classes.text}>{t('people.intro')}</p>
      </PageTitle>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data ? (
        <>
          <div className={classes.actions}>
            {reason ? (
              <ReasonedButton reason={reason}>{t('people.invite')}</ReasonedButton>
            ) : (
              <LinkButton href={path('admin/people/new')}>{t('people.invite')}</LinkButton>
            )}
          </div>
          <div role="search" aria-label={t('people.search')} className={classes.filters}>
            <TextInput
              type="search"
              label={t('people.searchText')}
              value={text}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
            <NativeSelect
              label={t('people.shown')}
              value={shown}
              onChange={({ currentTarget }) => setShown(currentTarget.value as Shown)}
            >
              {(['active', 'closed', 'all'] as const).map((name) => (
                <option key={name} value={name}>
                  {t(`people.shownOf.${name}`)}
                </option>
              ))}
            </NativeSelect>
          </div>
          <p role="status" className={classes.quiet}>
            {t('people.count', { count: found.length })}
          </p>
          <DataTable
            caption={t('people.title')}
            captionHidden
            columns={columns}
            rows={found}
            rowKey={({ memberId }) => memberId}
            initialSort={{ key: 'name', descending: false }}
            emptyText={t('people.nobody')}
          />
        </>
      ) : null}
    </>
  );
}

function useColumns(): readonly DataColumn<Listed>[] {
  const { t } = useTranslation(['access', 'common', 'ui']);
  const { list } = useFormat();
  const path = useOrganisationPath();
  const professionText = useProfessionText();
  return [
    {
      key: 'name',
      header: t('common:name'),
      sortValue: ({ displayName }) => displayName,
      cell: ({ memberId, displayName, you }) => (
        <>
          <TextLink href={path(`admin/people/${memberId}`)}>{displayName}</TextLink>
          {you ? ` (${t('ui:person.you')})` : null}
        </>
      ),
    },
    {
      key: 'email',
      header: t('person.email'),
      sortValue: ({ email }) => email,
      cell: ({ email }) => email ?? t('person.hidden'),
    },
    {
      key: 'profession',
      header: t('person.profession'),
      sortValue: ({ profession }) => professionText(profession),
      cell: ({ profession }) => professionText(profession),
    },
    {
      key: 'functions',
      header: t('person.functions'),
      sortValue: ({ functions }) => -functions.length,
      cell: ({ functions }) =>
        functions.length === 0
          ? t('person.noFunction')
          : list(functions.map((name) => t(`common:organisationFunctions.${name}`))),
    },
    {
      key: 'state',
      header: t('person.access'),
      sortValue: ({ active }) => Number(!active),
      cell: (person) => <AccessBadge person={person} />,
    },
  ];
}
