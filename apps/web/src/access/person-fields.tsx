import { useTranslation } from 'react-i18next';
import { TextInput, type TextInputProps } from '@mantine/core';
import { organisationFunctions, type OrganisationFunction } from '@consilium/domain/access';
import { CheckGroup } from './check-group';
import { ProfessionField } from './profession-field';

type Field = Pick<TextInputProps, 'error'> & {
  readonly id: string;
  readonly value: string;
  readonly error?: string;
  onChange(event: { readonly currentTarget: { readonly value: string } }): void;
};

interface PersonFieldsProps {
  readonly name: Field;
  readonly profession: Field;
  readonly functions: readonly OrganisationFunction[];
  onFunctions(functions: OrganisationFunction[]): void;
}

/** Who somebody is in the organisation: the same when added and when changed. */
export function PersonFields({ name, profession, functions, onFunctions }: PersonFieldsProps) {
  const { t } = useTranslation(['access', 'common']);
  return (
    <>
      <TextInput label={t('person.name')} autoComplete="off" {...name} />
      <ProfessionField {...profession} />
      <CheckGroup
        id="functions"
        legend={t('person.functions')}
        hint={t('person.functionsHint')}
        names={organisationFunctions}
        chosen={functions}
        label={(one) => t(`common:organisationFunctions.${one}`)}
        onChange={onFunctions}
      />
    </>
  );
}
