import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from '@mantine/core';
import { useKnownProfessions } from '../platform/professions';

interface ProfessionFieldProps {
  readonly id: string;
  /** Whose profession, where two are asked for. */
  readonly label?: string;
  readonly value: string;
  readonly error?: string;
  onChange(event: { readonly currentTarget: { readonly value: string } }): void;
}

/** A profession by its name: proposed from the list, or in the organisation's own words. */
export function ProfessionField(props: ProfessionFieldProps) {
  const { t, i18n } = useTranslation('access');
  const known = useKnownProfessions();
  const listId = useId();
  const names = Object.values(known).sort((a, b) => a.localeCompare(b, i18n.language));
  return (
    <div>
      <TextInput
        label={t('person.profession')}
        description={t('person.professionHint')}
        list={listId}
        autoComplete="off"
        {...props}
      />
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}
