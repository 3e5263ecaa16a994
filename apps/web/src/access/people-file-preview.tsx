import { useTranslation } from 'react-i18next';
import type { PeopleFault, PeopleFile, PersonLine } from '@consilium/domain/access';
import { DataTable, Notice, useFormat, type DataColumn } from '@consilium/ui';
import { useRefusalText } from '../platform/failure-notice';
import { useProfessionText } from '../platform/professions';

/** What a list says, and what is wrong with it, before anybody is invited. */
export function PeopleFilePreview({ file }: { readonly file: PeopleFile }) {
  const { t } = useTranslation('access');
  const faultColumns = useFaultColumns();
  const personColumns = usePersonColumns();
  return (
    <>
      {file.faults.length > 0 ? (
        <>
          <Notice tone="danger" role="status">
            <p>{t('import.faults', { count: file.faults.length })}</p>
          </Notice>
          <DataTable
            caption={t('import.faultsTitle')}
            columns={faultColumns}
            rows={file.faults}
            rowKey={({ line, column, code }) => `${line} ${column ?? ''} ${code}`}
          />
        </>
      ) : (
        <p role="status">{t('import.good', { count: file.people.length })}</p>
      )}
      {file.people.length > 0 ? (
        <DataTable
          caption={t('import.people')}
          columns={personColumns}
          rows={file.people}
          rowKey={({ line }) => String(line)}
        />
      ) : null}
    </>
  );
}

function useFaultColumns(): readonly DataColumn<PeopleFault>[] {
  const { t } = useTranslation('access');
  const refusalText = useRefusalText();
  return [
    { key: 'line', header: t('import.line'), cell: ({ line }) => t('import.lineIs', { line }) },
    {
      key: 'column',
      header: t('import.column'),
      cell: ({ column }) => (column ? t(`import.columns.${column}`) : t('import.wholeLine')),
    },
    {
      key: 'fault',
      header: t('import.fault'),
      cell: ({ code, details }) => refusalText({ code, message: '', details }),
    },
  ];
}

function usePersonColumns(): readonly DataColumn<PersonLine>[] {
  const { t } = useTranslation(['access', 'common']);
  const { list } = useFormat();
  const professionText = useProfessionText();
  return [
    { key: 'line', header: t('import.line'), cell: ({ line }) => t('import.lineIs', { line }) },
    { key: 'name', header: t('import.columns.name'), cell: ({ displayName }) => displayName },
    { key: 'email', header: t('import.columns.email'), cell: ({ email }) => email },
    {
      key: 'profession',
      header: t('import.columns.profession'),
      cell: ({ profession }) => professionText(profession),
    },
    {
      key: 'functions',
      header: t('import.columns.functions'),
      cell: ({ functions }) =>
        functions.length === 0
          ? t('person.noFunction')
          : list(functions.map((name) => t(`common:organisationFunctions.${name}`))),
    },
    {
      key: 'language',
      header: t('import.columns.language'),
      cell: ({ locale }) => t(`common:locales.${locale}`),
    },
  ];
}
